import { z } from 'zod';
import type { Company, PlatformUser } from '../../ports/authorization.ts';
import { id, rows, text } from './answers.ts';

const companyRow = z.object({ id, name: text, type: text, tax_code: text });
const companiesSchema = z.object({
  data: z.object({
    companies: rows(companyRow.extend({ controlled_companies: rows(companyRow) })),
  }),
});

/**
 * Companies that documents can be made in: an accountant's controlled ones in place of the accountant's own.
 * Each once; of several with the same name each is told apart by its tax code, or else its id.
 */
export function readCompanies(body: unknown): Company[] | null {
  const parsed = companiesSchema.safeParse(body);
  if (!parsed.success) return null;
  const all = parsed.data.data.companies
    .flatMap((company) => [company, ...company.controlled_companies])
    .filter((company) => company.type !== 'accountant');
  const unique = [...new Map(all.map((company) => [company.id, company])).values()];
  const nameOf = (company: z.output<typeof companyRow>) => company.name?.trim() || `Azienda ${company.id}`;
  return unique.map((company) => {
    const name = nameOf(company);
    const isAmbiguous = unique.some((other) => other.id !== company.id && nameOf(other) === name);
    return { id: company.id, name: isAmbiguous ? `${name} (${company.tax_code || company.id})` : name };
  });
}

const userSchema = z.object({
  data: z.object({ name: text, first_name: text, last_name: text, email: text }),
});

/** user/info → who the token's owner is. */
export function readUser(body: unknown): PlatformUser | null {
  const parsed = userSchema.safeParse(body);
  if (!parsed.success) return null;
  const { name, first_name: first, last_name: last, email } = parsed.data.data;
  const kept = (value: string | null | undefined) => value?.trim().slice(0, 200) || null;
  return { name: kept(name) ?? kept([first, last].filter(Boolean).join(' ')), email: kept(email) };
}
