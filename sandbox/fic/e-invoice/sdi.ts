import { romeTimestamp } from '../../common/time.ts';
import type { Company, IssuedDocument } from '../types.ts';
import type { SdiOutcome, SdiRecords } from './types.ts';

export function sdiOf(company: Company): SdiRecords {
  company.sdi ??= { transmissions: [], rejections: {}, emails: [], subscriptions: [] };
  return company.sdi;
}

/** Reasons with which a person may play the SDI. Source: Agenzia delle Entrate, list of the SDI's checks. */
export const REASONS: Record<string, { reason: string; solution: string }> = {
  '00305': {
    reason:
      '1.4.1.1.2 IdCodice non valido: la partita IVA del cliente non è presente in anagrafe tributaria.',
    solution: 'Correggi la partita IVA del cliente e invia di nuovo la fattura.',
  },
  '00306': {
    reason: '1.4.1.2 CodiceFiscale non valido: non è presente in anagrafe tributaria.',
    solution: 'Correggi il codice fiscale del cliente e invia di nuovo la fattura.',
  },
  '00311': {
    reason: '1.1.4 CodiceDestinatario non valido.',
    solution: 'Correggi il codice destinatario del cliente e invia di nuovo la fattura.',
  },
  '00324': {
    reason: 'Il codice fiscale e la partita IVA del cliente appartengono a soggetti diversi.',
    solution: 'Correggi il codice fiscale o la partita IVA del cliente.',
  },
  '00400': {
    reason: '2.2.1.14 Natura non presente a fronte di aliquota IVA pari a zero.',
    solution: 'Indica la natura dell’operazione.',
  },
  '00404': { reason: 'Fattura duplicata.', solution: 'La stessa fattura è già stata trasmessa.' },
};

/** States from which an e-invoice may be sent, for the first time or again. */
const SENDABLE = new Set(['not_sent', 'missing', 'discarded', 'error']);

export const maySend = (document: IssuedDocument) => SENDABLE.has(document.ei_status ?? 'not_sent');

const printed = (document: IssuedDocument) => `${document.number}${document.numeration}`;

/** Takes an e-invoice on its way. From now on it cannot be changed. */
export function transmit(company: Company, document: IssuedDocument, now: Date): void {
  const records = sdiOf(company);
  records.transmissions.push({
    documentId: document.id,
    number: printed(document),
    date: document.date,
    at: now,
    entity: { ...document.entity },
  });
  delete records.rejections[document.id];
  document.ei_status = 'attempt';
  document.locked = true;
}

/** The SDI, or the buyer, answers. A discarded or failed one may be changed again. */
export function conclude(
  company: Company,
  document: IssuedDocument,
  outcome: SdiOutcome,
  now: Date,
  code: string | null = null,
): void {
  document.ei_status = outcome;
  document.locked = outcome !== 'discarded' && outcome !== 'error';
  document.updated_at = romeTimestamp(now);
  if (outcome !== 'discarded' && outcome !== 'rejected' && outcome !== 'error') return;
  const known = code === null ? undefined : REASONS[code];
  sdiOf(company).rejections[document.id] = {
    code,
    reason: known?.reason ?? (outcome === 'rejected' ? 'Rifiutata dal destinatario.' : 'Errore generico.'),
    solution: known?.solution ?? '',
    date: now.toISOString(),
  };
}
