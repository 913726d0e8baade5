import { type ProblemCode, problem } from '../../domain/problem.ts';
import {
  changeSection,
  companySections,
  type SectionChanges,
  type Settings,
  type SettingsSection,
} from '../../domain/settings.ts';
import { romeDay, romeDayStart } from '../../domain/time.ts';
import type { StoredSettings } from '../../ports/stores/settings.ts';
import type { Context } from '../context.ts';
import { listIds } from '../delivery/send-many.ts';
import { beginRecording } from '../receipts/close-register.ts';
import { checkIds, type FieldErrors } from './check-ids.ts';

/** What each section may mend; failed deliveries with these problems leave by themselves once it is saved. */
const MENDED_BY: Record<SettingsSection, readonly ProblemCode[]> = {
  orders: ['order-on-hold'],
  customers: [],
  products: [],
  template: ['fic-refused-template', 'fic-refused'],
  vat: [
    'vat-unmapped',
    'vat-ambiguous',
    'vat-unknown',
    'vat-type-gone',
    'vat-rate-differs',
    'vat-rate-unmapped',
    'destination-vat-unset',
    'oss-rate-unset',
    'oss-invoice-unset',
    'nature-buyer-mismatch',
    'nature-missing',
    'vat-type-disabled',
    'vat-type-not-electronic',
    'fic-refused-vat',
  ],
  paymentAccount: ['payment-account-missing', 'fic-refused-payment-account'],
  eInvoice: [],
  receipts: [],
};

/** Of those who save without saying what they edited, each tries again where another was faster. */
const TRIES = 5;

/**
 * Saves one section; what is left out of it stays. Ids are held against the catalogue as last read, so that a template
 * or an account that is gone is told here and not by a refused document.
 *
 * @param options `since`: with `orders` and automatic sending on, the day of Europe/Rome from which earlier orders go
 * too. `basedOn`: the section's version that was edited.
 * @throws Problem `settings-changed` where `basedOn` is no longer the latest; nothing is saved then.
 */
export async function saveSettings<S extends SettingsSection>(
  context: Context,
  shopId: string,
  section: S,
  changes: SectionChanges<S>,
  { since, basedOn }: { since?: string | undefined; basedOn?: number | undefined } = {},
): Promise<{ saved: Settings[S]; version: number } | { errors: FieldErrors }> {
  const { store, clock } = context;
  const now = clock.now();
  let earlierOrders: string[] | undefined;
  for (let tries = TRIES; ; tries -= 1) {
    const [catalogue, before] = await Promise.all([
      store.catalogues.read(shopId),
      store.settings.read(shopId),
    ]);
    // Before the ids: those of a form that was opened for another company would be told as gone.
    if (basedOn !== undefined && before.versions[section] !== basedOn) {
      throw problem('settings-changed', 'mend', {});
    }
    const value = changeSection(before.settings[section], changes);
    const { companyId } = before;
    const isOther = companyId !== null && catalogue?.companyId !== companyId;
    const errors = catalogue === null || isOther ? {} : checkIds(section, changes, catalogue);
    if (Object.keys(errors).length > 0) return { errors };

    const activeSince =
      section === 'orders' ? activation(value as Settings['orders'], before, since, now) : undefined;
    // Read first: when the shop does not answer nothing is saved, and the merchant can try again.
    earlierOrders ??=
      activeSince instanceof Date && since !== undefined
        ? await listIds(context, shopId, { from: since, to: romeDay(now) })
        : [];
    // What is left out stays as another saves it at the same moment: only what was looked at may be exchanged.
    const version = await store.settings.save(shopId, section, value, {
      activeSince,
      basedOn: before.versions[section],
      ...(companyId !== null && isOfCompany(section) ? { companyId } : {}),
    });
    if (version === null) {
      if (basedOn !== undefined || tries <= 1) throw problem('settings-changed', 'mend', {});
      continue;
    }
    if (section === 'receipts' && records(value) && !records(before.settings.receipts)) {
      await beginRecording(context, shopId);
    }
    if (MENDED_BY[section].length > 0) {
      await store.deliveries.requeue(shopId, { problemCodes: MENDED_BY[section], states: ['failed'] });
    }
    if (section === 'eInvoice' && (value as Settings['eInvoice']).send === 'manual') {
      await store.eInvoices.stopAutomatic(shopId);
    }
    // Each is read and decided upon like any other; the hints are durable before the answer.
    await store.hints.add(shopId, earlierOrders);
    if (section === 'orders') {
      if (activeSince instanceof Date) await store.shops.reconcileBy(shopId, now);
      await lookAgainAt(context, shopId, before.settings.orders, value as Settings['orders']);
    }
    return { saved: value, version };
  }
}

/** Pages of a hundred orders that are looked through for one status. */
const STATUS_PAGES = 50;

/** Orders whose status means something else now, and which have not gone, are read and decided upon anew. */
async function lookAgainAt(
  { store }: Context,
  shopId: string,
  before: Settings['orders'],
  after: Settings['orders'],
): Promise<void> {
  const all = { ...before.statusMeaning, ...after.statusMeaning };
  const changed = Object.keys(all).filter((id) => before.statusMeaning[id] !== after.statusMeaning[id]);
  const { activeSince } = await store.settings.read(shopId);
  if (!after.automatic || activeSince === null) return;
  for (const status of changed) {
    let cursor: string | undefined;
    for (let page = 0; page < STATUS_PAGES; page += 1) {
      const listed = await store.orders.list(shopId, { status, from: activeSince, cursor, limit: 100 });
      const left = listed.rows.filter(({ delivery }) => delivery === null || delivery.state === 'skipped');
      await store.hints.add(
        shopId,
        left.map(({ order }) => order.id),
      );
      if (listed.nextCursor === null) break;
      cursor = listed.nextCursor;
    }
  }
}

/** From when on orders leave by themselves; null: none does, undefined: as before. */
function activation(
  { automatic }: Settings['orders'],
  before: StoredSettings,
  since: string | undefined,
  now: Date,
): Date | null | undefined {
  if (!automatic) return null;
  if (since !== undefined) return earlier(romeDayStart(since), now);
  return !before.settings.orders.automatic || before.activeSince === null ? now : undefined;
}

const records = (value: object) => 'mode' in value && value.mode === 'daily';

const isOfCompany = (section: SettingsSection) => companySections.some((name) => name === section);

const earlier = (a: Date, b: Date) => (a < b ? a : b);
