import type { Catalogue, VatType } from '../../domain/catalogue.ts';
import { percentOf } from '../../domain/proposals.ts';
import type { SectionChanges, SettingsSection } from '../../domain/settings.ts';
import { settingsTexts } from '../../texts/it/settings.ts';

/** Wrong fields by dotted path, each with its Italian sentences. */
export type FieldErrors = Record<string, string[]>;

type Changes<S extends SettingsSection> = SectionChanges<S>;

/** Holds the ids of a section against both sides' lists; what is left out is not looked at. */
export function checkIds<S extends SettingsSection>(
  section: S,
  changes: Changes<S>,
  catalogue: Catalogue,
): FieldErrors {
  switch (section) {
    case 'template':
      return checkTemplate(changes as Changes<'template'>, catalogue);
    case 'vat':
      return checkVat(changes as Changes<'vat'>, catalogue);
    case 'paymentAccount':
      return checkAccounts(changes as Changes<'paymentAccount'>, catalogue);
    default:
      return {};
  }
}

const isGone = (id: number | null | undefined, known: readonly { id: number }[]): id is number =>
  id != null && !known.some((candidate) => candidate.id === id);

function checkTemplate({ templateId }: Changes<'template'>, { templates }: Catalogue): FieldErrors {
  return isGone(templateId, templates) ? { templateId: [settingsTexts.templateGone] } : {};
}

function checkAccounts(
  { id, byPaymentMethod }: Changes<'paymentAccount'>,
  { paymentAccounts }: Catalogue,
): FieldErrors {
  const errors: FieldErrors = {};
  const accounts = Object.entries(byPaymentMethod ?? {}).map(
    ([method, account]) => [`byPaymentMethod.${method}`, account] as const,
  );
  for (const [path, account] of [['id', id] as const, ...accounts]) {
    if (isGone(account, paymentAccounts)) errors[path] = [settingsTexts.accountGone];
  }
  return errors;
}

function checkVat(changes: Changes<'vat'>, catalogue: Catalogue): FieldErrors {
  const { taxProfiles } = catalogue;
  const vatTypes = catalogue.vatTypes.filter(({ isDisabled }) => !isDisabled);
  const errors: FieldErrors = {};
  /** `wanted`: the percent that the type must have, whatever it is where left out. */
  const check = (path: string, id: number | null | undefined, wanted?: { percent: number; text: string }) => {
    if (id == null) return;
    const type: VatType | undefined = vatTypes.find((candidate) => candidate.id === id);
    if (type === undefined) errors[path] = [settingsTexts.vatTypeGone];
    else if (wanted !== undefined && type.value !== wanted.percent) errors[path] = [wanted.text];
  };
  const { mapping, shippingVatTypeId, mainTaxProfileId, byDestination, oss, flatRateVatTypeId } = changes;
  const zero = { percent: 0, text: settingsTexts.vatTypeNotZero };
  for (const [profile, id] of Object.entries(mapping ?? {})) check(`mapping.${profile}`, id);
  check('shippingVatTypeId', shippingVatTypeId);
  for (const [destination, id] of Object.entries(byDestination ?? {})) {
    check(`byDestination.${destination}`, id, zero);
  }
  for (const [rate, id] of Object.entries(oss?.rates ?? {})) {
    check(`oss.rates.${rate}`, id, { percent: percentOf(rate), text: settingsTexts.vatTypeOtherRate });
  }
  check('oss.invoiceVatTypeId', oss?.invoiceVatTypeId, zero);
  check('oss.taxLineVatTypeId', oss?.taxLineVatTypeId, zero);
  check('flatRateVatTypeId', flatRateVatTypeId, zero);
  // Before the shop's profiles were read none is known to be gone.
  if (mainTaxProfileId != null && taxProfiles.length > 0) {
    if (!taxProfiles.some(({ id }) => id === mainTaxProfileId)) {
      errors.mainTaxProfileId = [settingsTexts.taxProfileGone];
    }
  }
  return errors;
}
