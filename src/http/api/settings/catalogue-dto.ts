import type { CatalogueDto } from '../../../contract/settings/catalogue.ts';
import { type Catalogue, suggestVatType } from '../../../domain/catalogue.ts';
import { propose } from '../../../domain/proposals.ts';

export function toCatalogueDto(catalogue: Catalogue): CatalogueDto {
  const { templates, paymentAccounts, numerations, taxProfiles, statuses, paymentMethods } = catalogue;
  const vatTypes = catalogue.vatTypes.filter(({ isDisabled }) => !isDisabled);
  return {
    templates,
    vatTypes: vatTypes.map(({ id, value, description, nature }) => ({ id, value, description, nature })),
    paymentAccounts: paymentAccounts.map(({ id, name }) => ({ id, name })),
    numerations,
    taxProfiles: taxProfiles.map(({ id, title, value }) => ({
      id,
      title,
      value,
      suggestedVatTypeId: suggestVatType(value, vatTypes),
    })),
    statuses,
    paymentMethods,
    proposals: propose({ regime: catalogue.regime ?? null, sales: catalogue.sales }, vatTypes),
  };
}
