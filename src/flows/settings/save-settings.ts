import type { Catalogue } from '../../domain/catalogue.ts';
import { type ProblemCode, problem } from '../../domain/problem.ts';
import { companySections, type Settings, type SettingsSection } from '../../domain/settings.ts';
import { romeDay, romeDayStart } from '../../domain/time.ts';
import { settingsTexts } from '../../texts/it/settings.ts';
import type { Context } from '../context.ts';
import { listIds } from '../delivery/send-many.ts';

/** What each section may mend; failed deliveries with these problems leave by themselves once it is saved. */
const MENDED_BY: Record<SettingsSection, readonly ProblemCode[]> = {
  orders: [],
  customers: [],
  products: [],
  template: ['fic-refused-template', 'fic-refused'],
  vat: [
    'vat-unmapped',
    'vat-ambiguous',
    'vat-unknown',
    'vat-type-gone',
    'vat-rate-differs',
    'nature-missing',
    'vat-type-disabled',
    'vat-type-not-electronic',
    'fic-refused-vat',
  ],
  paymentAccount: ['payment-account-missing', 'fic-refused-payment-account'],
};

/** Wrong fields by dotted path, each with its Italian sentences. */
export type FieldErrors = Record<string, string[]>;

/**
 * Saves one section, whole. Ids are held against the catalogue as last read, so that a template or an account that is
 * gone is told here and not by a refused document.
 *
 * @param options `since`: with `orders` and automatic sending on, the day of Europe/Rome from which earlier orders go
 * too. `basedOn`: the section's version that was edited.
 * @throws Problem `settings-changed` where `basedOn` is no longer the latest; nothing is saved then.
 */
export async function saveSettings<S extends SettingsSection>(
  context: Context,
  shopId: string,
  section: S,
  value: Settings[S],
  { since, basedOn }: { since?: string | undefined; basedOn?: number | undefined } = {},
): Promise<{ saved: Settings[S]; version: number } | { errors: FieldErrors }> {
  const { store, clock } = context;
  const [catalogue, before] = await Promise.all([store.catalogues.read(shopId), store.settings.read(shopId)]);
  // Before the ids: those of a form that was opened for another company would be told as gone.
  if (basedOn !== undefined && before.versions[section] !== basedOn) {
    throw problem('settings-changed', 'mend', {});
  }
  const { companyId } = before;
  const isOther = companyId !== null && catalogue?.companyId !== companyId;
  const errors = catalogue === null || isOther ? {} : checkIds(section, value, catalogue);
  if (Object.keys(errors).length > 0) return { errors };

  let activeSince: Date | null | undefined;
  if (section === 'orders') {
    const { automatic } = value as Settings['orders'];
    if (!automatic) activeSince = null;
    else if (since !== undefined) activeSince = earlier(romeDayStart(since), clock.now());
    else if (!before.settings.orders.automatic || before.activeSince === null) activeSince = clock.now();
  }
  // Read first: when the shop does not answer nothing is saved, and the merchant can try again.
  const earlierOrders =
    activeSince instanceof Date && since !== undefined
      ? await listIds(context, shopId, { from: since, to: romeDay(clock.now()) })
      : [];
  const version = await store.settings.save(shopId, section, value, {
    activeSince,
    basedOn,
    ...(companyId !== null && isOfCompany(section) ? { companyId } : {}),
  });
  if (version === null) throw problem('settings-changed', 'mend', {});
  if (MENDED_BY[section].length > 0) {
    await store.deliveries.requeue(shopId, { problemCodes: MENDED_BY[section], states: ['failed'] });
  }
  // Each is read and decided upon like any other; the hints are durable before the answer.
  await store.hints.add(shopId, earlierOrders);
  // What this save made of it, whatever another has saved meanwhile: it goes with `version`.
  return { saved: { ...before.settings[section], ...value }, version };
}

function checkIds<S extends SettingsSection>(
  section: S,
  value: Settings[S],
  catalogue: Catalogue,
): FieldErrors {
  const errors: FieldErrors = {};
  const check = (path: string, id: number | null, known: readonly { id: number }[], text: string) => {
    if (id !== null && !known.some((candidate) => candidate.id === id)) errors[path] = [text];
  };
  if (section === 'template') {
    const { templateId } = value as Settings['template'];
    check('templateId', templateId, catalogue.templates, settingsTexts.templateGone);
  }
  if (section === 'vat') {
    const { mapping, shippingVatTypeId } = value as Settings['vat'];
    const vatTypes = catalogue.vatTypes.filter(({ isDisabled }) => !isDisabled);
    for (const [profile, id] of Object.entries(mapping)) {
      check(`mapping.${profile}`, id, vatTypes, settingsTexts.vatTypeGone);
    }
    check('shippingVatTypeId', shippingVatTypeId, vatTypes, settingsTexts.vatTypeGone);
  }
  if (section === 'paymentAccount') {
    const { id, byPaymentMethod } = value as Settings['paymentAccount'];
    check('id', id, catalogue.paymentAccounts, settingsTexts.accountGone);
    for (const [method, account] of Object.entries(byPaymentMethod)) {
      check(`byPaymentMethod.${method}`, account, catalogue.paymentAccounts, settingsTexts.accountGone);
    }
  }
  return errors;
}

const isOfCompany = (section: SettingsSection) => companySections.some((name) => name === section);

const earlier = (a: Date, b: Date) => (a < b ? a : b);
