import { z } from 'zod';
import type { ApiRoute } from '../api-route.ts';
import { catalogueSchema } from './catalogue.ts';
import {
  settingsConditionSchema,
  settingsInputSchema,
  settingsSchema,
  settingsSectionSchema,
  settingsTagSchema,
} from './settings.ts';

/** One of the sections. */
const anySection = ({ shape }: { shape: Record<string, z.ZodType> }) => z.union(Object.values(shape));

export const settingsRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/api/settings',
    summary: 'All sections; the ETag holds the version of each',
    status: 200,
    response: settingsSchema,
    responseHeaders: settingsTagSchema,
  },
  {
    method: 'put',
    path: '/api/settings/{section}',
    summary:
      'Saves one section; a field of a later version that is left out stays; with If-Match only where nobody saved it since',
    params: z.object({ section: settingsSectionSchema }),
    headers: settingsConditionSchema,
    body: anySection(settingsInputSchema),
    status: 200,
    response: anySection(settingsSchema),
    responseHeaders: settingsTagSchema,
    problems: [404, 412],
  },
  {
    method: 'get',
    path: '/api/catalog',
    summary: 'What both platforms offer to choose from; refresh=1 reads anew',
    query: z.object({ refresh: z.enum(['0', '1']).optional() }),
    status: 200,
    response: catalogueSchema,
    problems: [409],
  },
];
