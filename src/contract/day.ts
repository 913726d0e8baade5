import { z } from 'zod';

/** A day of Europe/Rome; before 1970 there are no shops, and years below 100 no dates. */
export const day = z.iso.date().refine((text) => text >= '1970-01-01');
