import { createHash } from 'node:crypto';
import type { Company, User } from '../types.ts';

/** The answer of `/user/companies`: own companies, and an accountant's office with the controlled ones. */
export function userCompanies(user: User, companies: readonly Company[]): Record<string, unknown> {
  const shown = (id: number, controlled: boolean) => {
    const company = companies.find((candidate) => candidate.id === id);
    if (!company) throw new Error(`user ${user.id} has no company ${id}`);
    return {
      id: company.id,
      name: company.name,
      tax_code: company.taxCode,
      ...(controlled ? {} : { vat_number: company.vatNumber, controlled_companies: [] }),
      type: 'company',
      access_token: createHash('sha256').update(`company ${id}`).digest('hex'),
      connection_id: 94_000 + user.id * 100 + (id % 100),
      fic_plan: company.plan,
      fic_license_expire: company.licenseExpires,
    };
  };
  const own = user.owns.map((id) => shown(id, false));
  if (!user.accountant) return { data: { companies: own } };
  const { id, name, controls } = user.accountant;
  const office = {
    id,
    name,
    tax_code: 'FRRNRC70A01F205X',
    vat_number: null,
    type: 'accountant',
    access_token: createHash('sha256').update(`company ${id}`).digest('hex'),
    connection_id: 94_000 + user.id * 100,
    controlled_companies: controls.map((controlled) => shown(controlled, true)),
  };
  return { data: { companies: [...own, office] } };
}

export function userInfo(user: User): Record<string, unknown> {
  return {
    data: {
      id: user.id,
      name: `${user.firstName} ${user.lastName}`,
      first_name: user.firstName,
      last_name: user.lastName,
      email: user.email,
      hash: createHash('sha256').update(user.email).digest('hex').slice(0, 32),
      picture: '',
    },
    info: {
      need_marketing_consents_confirmation: false,
      need_password_change: false,
      need_terms_of_service_confirmation: false,
    },
    email_confirmation_state: { need_confirmation: false },
  };
}

/** What the user may do with the company. */
export function permission(user: User, companyId: number): 'write' | 'read' | 'none' {
  const has = user.owns.includes(companyId) || (user.accountant?.controls.includes(companyId) ?? false);
  if (!has) return 'none';
  return user.readOnly.includes(companyId) ? 'read' : 'write';
}
