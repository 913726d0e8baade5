import type { FaultRule, IssuedDocument, Sandbox } from '../../sandbox/index.ts';
import { transmissions } from './e-invoices.ts';

/** Every way in which a call was seen to fail: done or not, its answer lost or another one. */
const onWrites = (invoices: number, call: Pick<FaultRule, 'method' | 'path'>): FaultRule[] => {
  const [some, few] = [Math.ceil(invoices / 100), Math.floor(invoices / 300)];
  return [
    { ...call, fault: { kind: 'status', status: 500, when: 'before' }, probability: 0.05 },
    { ...call, fault: { kind: 'status', status: 502, when: 'after' }, probability: 0.05 },
    { ...call, fault: { kind: 'reset', when: 'before' }, probability: 0.05 },
    { ...call, fault: { kind: 'reset', when: 'after' }, probability: 0.05 },
    { ...call, fault: { kind: 'html' }, probability: 0.03 },
    { ...call, fault: { kind: 'empty' }, probability: 0.02 },
    // Refused, though nothing is wrong with it.
    { ...call, fault: { kind: 'status', status: 422, when: 'before' }, probability: 0.02 },
    { ...call, fault: { kind: 'hang', when: 'before' }, times: few, probability: 0.05 },
    { ...call, fault: { kind: 'hang', when: 'after' }, times: some, probability: 0.05 },
    { ...call, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: some, probability: 0.05 },
    { ...call, fault: { kind: 'quota', retryAfterSeconds: 1 }, times: some, probability: 0.05 },
    { ...call, fault: { kind: 'unauthorized' }, times: some, skip: 10, probability: 0.05 },
  ];
};

const onReads = (invoices: number, path: RegExp): FaultRule[] => {
  const few = Math.floor(invoices / 300);
  const call = { method: 'GET', path };
  return [
    { ...call, fault: { kind: 'status', status: 500 }, probability: 0.1 },
    { ...call, fault: { kind: 'reset' }, probability: 0.05 },
    { ...call, fault: { kind: 'html' }, probability: 0.03 },
    { ...call, fault: { kind: 'status', status: 422 }, probability: 0.02 },
    { ...call, fault: { kind: 'hang' }, times: few, probability: 0.05 },
    { ...call, fault: { kind: 'too-many', retryAfterSeconds: 1 }, times: few, probability: 0.05 },
  ];
};

/** Faults of every call of an invoice's way: made, sent, its status and its reason read, corrected, copied. */
export const faultsFor = (invoices: number): FaultRule[] => [
  ...onWrites(invoices, { method: 'POST', path: /issued_documents$/ }),
  ...onWrites(invoices, { method: 'POST', path: /e_invoice\/send$/ }),
  // It was sent, and is refused all the same, as what is sent twice may be.
  {
    method: 'POST',
    path: /e_invoice\/send$/,
    fault: { kind: 'status', status: 409, when: 'after' },
    probability: 0.03,
  },
  // To an e-mail an empty answer is the true one.
  ...onWrites(invoices, { method: 'POST', path: /email$/ }).filter(({ fault }) => fault.kind !== 'empty'),
  ...onWrites(invoices, { method: 'PUT', path: /issued_documents\/\d+$/ }),
  ...onReads(invoices, /issued_documents(\/\d+)?$/),
  ...onReads(invoices, /error_reason$/),
  ...onReads(invoices, /email$/),
];

/** Milliseconds after which a notification is delivered, each time: at once, twice, late, never, late and twice. */
export const deliveredAfterMs = (count: number): number[] =>
  [[0], [0, 5], [400], [], [200, 900]][count % 5] ?? [0];

/** The SDI's last word on an invoice, by its id: some come back, some are not delivered, most are accepted. */
export function lastWord({ id }: IssuedDocument) {
  switch (id % 20) {
    case 0:
      return 'discarded';
    case 1:
      return 'error';
    case 2:
      return 'rejected';
    case 3:
      return 'no_response';
    case 4:
    case 5:
      return 'not_delivered';
    default:
      return 'accepted';
  }
}

/** The SDI answers what is on its way, in steps. What it discarded it accepts once it comes again. */
export function playSdi(sandbox: Sandbox, company: number): void {
  const sent = transmissions(sandbox, company);
  for (const document of sandbox.fic.documents(company)) {
    const { id, ei_status: status } = document;
    const word = (sent.get(id) ?? 0) > 1 ? 'accepted' : lastWord(document);
    const answer = (outcome: Parameters<Sandbox['fic']['answerSdi']>[2], code?: string) =>
      sandbox.fic.answerSdi(company, id, outcome, code ?? null);
    if (status === 'attempt') answer('pending');
    else if (status === 'pending') {
      if (word === 'discarded') answer('discarded', '00305');
      else if (word === 'error') answer('error');
      else answer('sent');
    } else if (status === 'sent') answer(word === 'discarded' || word === 'error' ? 'accepted' : word);
  }
}
