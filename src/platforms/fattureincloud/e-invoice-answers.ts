import { z } from 'zod';
import type {
  EInvoiceStatus,
  ProposedEmail,
  RejectionReason,
  Subscription,
} from '../../ports/e-invoicing.ts';
import { readDay } from './answers.ts';

/** Fatture in Cloud's answers about e-invoices → our words. Source of the names: openapi.json 2.1.8. */

/** Names of the fields that a status is read by: without them none is told. */
export const eInvoiceFields = 'id,date,ei_status,locked';

const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value?.trim() ?? '');

/** `{data: {name: "CARICATO", date}}`; null where the answer is not of that form: whether it was taken is not known. */
export const readTaken = (body: unknown): true | null =>
  z.object({ data: z.looseObject({}) }).safeParse(body).success ? true : null;

const statusSchema = z
  .object({ id: z.number().int(), date: text, ei_status: text, locked: z.boolean().nullish().catch(null) })
  .transform(
    (document): EInvoiceStatus => ({
      documentId: document.id,
      status: document.ei_status === '' ? null : document.ei_status.slice(0, 50),
      locked: document.locked === true,
      date: readDay(document.date),
    }),
  );

/** null where the answer is no document. */
export function readEInvoice(body: unknown): EInvoiceStatus | null {
  const parsed = z.object({ data: statusSchema }).safeParse(body);
  return parsed.success ? parsed.data.data : null;
}

const pageSchema = z.object({
  data: z.array(statusSchema).nullable(),
  current_page: z.number().nullish().catch(null),
  last_page: z.number().nullish().catch(null),
});

export function readEInvoicePage(
  body: unknown,
  perPage: number,
): { rows: EInvoiceStatus[]; isLast: boolean } | null {
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) return null;
  const { data, current_page: current, last_page: last } = parsed.data;
  const rows = data ?? [];
  const isLast = current != null && last != null ? current >= last : rows.length < perPage;
  return { rows, isLast: isLast || rows.length === 0 };
}

/** No reason at all is one without words. */
export function readRejection(body: unknown): RejectionReason | null {
  const schema = z.object({
    data: z.object({ code: text, reason: text, solution: text, date: text }).nullish(),
  });
  const parsed = schema.safeParse(body);
  if (!parsed.success) return null;
  const { code = '', reason = '', solution = '', date = '' } = parsed.data.data ?? {};
  // Where no field tells the SDI's code, its sentence may begin with it.
  const told = /\b(0\d{4})\b/.exec(code)?.[1] ?? /^\W*(0\d{4})\b/.exec(reason)?.[1] ?? '';
  return {
    code: told,
    reason: reason.slice(0, 1000),
    solution: solution.slice(0, 1000),
    date: readDay(date),
  };
}

const emailSchema = z.object({
  data: z.object({
    recipient_email: text,
    subject: text,
    body: text,
    default_sender_email: z
      .object({ id: z.number().int().nullish().catch(null), email: text })
      .nullish()
      .catch(null),
  }),
});

/** What Fatture in Cloud proposes to write. 0 is a valid sender: its own address. */
export function readEmail(body: unknown): ProposedEmail | null {
  const parsed = emailSchema.safeParse(body);
  if (!parsed.success) return null;
  const {
    recipient_email: recipient,
    subject,
    body: message,
    default_sender_email: sender,
  } = parsed.data.data;
  return {
    senderId: sender?.id ?? null,
    senderEmail: sender?.email || null,
    recipient,
    subject,
    body: message,
  };
}

const subscriptionSchema = z
  .object({
    id: z.string().min(1),
    sink: text,
    verified: z.boolean().nullish().catch(null),
    types: z.array(z.string()).nullish().catch(null),
  })
  .transform(
    ({ id, sink, verified, types }): Subscription => ({
      id,
      sink,
      verified: verified === true,
      types: types ?? [],
    }),
  );

export function readSubscription(body: unknown): Subscription | null {
  const parsed = z.object({ data: subscriptionSchema }).safeParse(body);
  return parsed.success ? parsed.data.data : null;
}

export function readSubscriptions(body: unknown): Subscription[] | null {
  const parsed = z.object({ data: z.array(subscriptionSchema).nullish() }).safeParse(body);
  return parsed.success ? (parsed.data.data ?? []) : null;
}
