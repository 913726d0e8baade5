import { z } from 'zod';

export const companySchema = z.object({ id: z.number().int(), name: z.string() });

export const oauthTicketSchema = z.object({ url: z.string() });
export const oauthCompleteBodySchema = z.strictObject({ code: z.string().trim().min(1).max(40) });
export const companyBodySchema = z.strictObject({ id: z.number().int().min(0) });

export type CompanyDto = z.infer<typeof companySchema>;
