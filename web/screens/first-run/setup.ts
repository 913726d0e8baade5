import type { StatusDto } from '../../../src/contract/panel/status.ts';
import type { CatalogueDto } from '../../../src/contract/settings/catalogue.ts';
import type { VersionedSettings } from '../../api/settings.ts';
import { countUnmapped } from '../settings/vat/vat-mapping.ts';

/** The way from the installation to the first order, in its order. */
export const stepIds = [
  'authorize',
  'company',
  'prerequisites',
  'account',
  'vat',
  'eInvoice',
  'automatic',
] as const;
export type StepId = (typeof stepIds)[number];
export type DoneSteps = Record<StepId, boolean>;

interface Known {
  settings: VersionedSettings;
  /** Undefined while it could not be read. */
  catalogue: CatalogueDto | undefined;
}

const hasAccount = ({ settings }: Known) => settings.paymentAccount.id !== null;
/** A shop without tax profiles has none to map: its prerequisites say so. */
const hasVat = ({ settings, catalogue }: Known) =>
  catalogue === undefined
    ? Object.keys(settings.vat.mapping).length > 0
    : countUnmapped(settings.vat, catalogue.taxProfiles) === 0;
/** Whether the merchant has said which orders leave by themselves, be it none. */
const hasChosenSending = ({ settings }: Known) =>
  settings.orders.automatic || (settings.versions.orders ?? 0) > 0;

/** Which steps are behind a connected shop; the server's word alone. */
export function doneSteps(status: StatusDto, known: Known): DoneSteps {
  return {
    authorize: true,
    company: status.connection.company !== undefined,
    prerequisites: status.prerequisites.every(({ ok }) => ok !== false),
    account: hasAccount(known),
    vat: hasVat(known),
    eInvoice: (known.settings.versions.eInvoice ?? 0) > 0,
    automatic: hasChosenSending(known),
  };
}

/**
 * Whether a connected shop needs the guided path: as long as no order can leave, or the merchant has never said which
 * do. One that was set up before and sends by hand (`started`) is left alone.
 *
 * @returns undefined while `started` decides and is not known.
 */
export function needsGuide(known: Known, started: boolean | undefined): boolean | undefined {
  const isEmpty = Object.keys(known.settings.vat.mapping).length === 0;
  if (!hasAccount(known) || (isEmpty && !hasVat(known))) return true;
  if (hasChosenSending(known)) return false;
  return started === undefined ? undefined : !started;
}
