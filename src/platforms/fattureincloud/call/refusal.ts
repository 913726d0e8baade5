import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { toCents } from '../../../domain/money.ts';

/** What a refusal is about, where it can be told; decides which tab the merchant is sent to. */
export type Concern = 'vat' | 'template' | 'payment-account' | 'licence' | 'client' | 'product' | null;

export interface Refusal {
  /** Fatture in Cloud's own sentences (Italian), cleaned and joined; empty when it gave none. */
  messages: string;
  concerns: Concern;
  /** What the check of an e-invoice's XML objects to, sentence by sentence. */
  xmlErrors: string[];
}

/** `{error: {message, validation_result: {field: [messages]}}}` (known), or `{error: "…"}` (OAuth's form). */
const bodySchema = z.object({
  error: z.union([
    z.string(),
    z.object({
      message: z.string().catch(''),
      code: z.string().optional().catch(undefined),
      // Of an e-invoice's XML also seen as a bare list.
      validation_result: z
        .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
        .nullish()
        .catch(null),
    }),
  ]),
  error_description: z.string().optional().catch(undefined),
  extra: z
    .object({ errors: z.array(z.unknown()) })
    .nullish()
    .catch(null),
});

const maxMessages = 5;
const maxMessageLength = 200;

/** `extra.totals` of a refusal of payments, cents. Source: guide "invoice-totals". */
const totalsSchema = z.object({
  extra: z.object({
    totals: z.object({
      amount_gross: z.coerce.number(),
      amount_due: z.coerce.number().nullish().catch(null),
    }),
  }),
});

/** What Fatture in Cloud computes where the payments do not sum to it; null where a refusal is about something else. */
export function readRefusedTotals(body: unknown): { grossCents: number; dueCents: number } | null {
  const parsed = totalsSchema.safeParse(body);
  if (!parsed.success) return null;
  const { amount_gross: gross, amount_due: due } = parsed.data.extra.totals;
  const cents = (euros: number) => toCents(new Decimal(euros));
  return { grossCents: cents(gross), dueCents: cents(due ?? gross) };
}

/** One line without tags, control characters and secrets, of bounded length. */
function clean(message: string, secrets: readonly string[]): string {
  let text = message;
  for (const secret of secrets) if (secret !== '') text = text.replaceAll(secret, '***');
  text = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return text.length > maxMessageLength ? `${text.slice(0, maxMessageLength - 1)}…` : text;
}

/** By the whole path: the link to a client or a product that is no longer there. */
const byPath: readonly [RegExp, Concern][] = [
  [/(^|\.)entity\.id$/, 'client'],
  [/(^|\.)product_id$/, 'product'],
];

/** By a segment of the field's path: `data.items_list.0.vat.id` is about VAT, `data.entity.vat_number` is not. */
const bySegment: readonly [RegExp, Concern][] = [
  [/^(vat|vat_id|vat_type)$/, 'vat'],
  [/^(template|template_id)$/, 'template'],
  [/^(payment_account|payment_account_id)$/, 'payment-account'],
];

/** By the sentence, where no field is named. */
const byWords: readonly [RegExp, Concern][] = [
  [/aliquot|tipo(logia)? (di )?iva|codice iva|vat type/i, 'vat'],
  [/\bmodello\b|template/i, 'template'],
  [/conto di (saldo|pagamento)|payment account/i, 'payment-account'],
  [/\b(cliente|client|entity)\b.*(non esiste|inesistente|not (found|exist))/i, 'client'],
  [/\b(prodotto|product)\b.*(non esiste|inesistente|not (found|exist))/i, 'product'],
  [/licenza|abbonamento|licen[cs]e|subscription/i, 'licence'],
];

function concernOf(fields: readonly string[], messages: readonly string[]): Concern {
  for (const [pattern, concern] of byPath) if (fields.some((name) => pattern.test(name))) return concern;
  const segments = fields.flatMap((name) => name.split(/[.[\]]+/));
  for (const [pattern, concern] of bySegment) {
    if (segments.some((segment) => pattern.test(segment))) return concern;
  }
  return byWords.find(([pattern]) => messages.some((text) => pattern.test(text)))?.[1] ?? null;
}

/** What Fatture in Cloud says in refusing. Tolerant: an unknown body gives no messages. */
export function readRefusal(body: unknown, secrets: readonly string[] = []): Refusal {
  const parsed = bodySchema.safeParse(body);
  if (!parsed.success) return { messages: '', concerns: null, xmlErrors: [] };
  const { error, error_description: description, extra } = parsed.data;
  const validation = typeof error === 'string' ? {} : (error.validation_result ?? {});
  const told = [
    ...(typeof error === 'string' ? [description ?? error] : [error.message]),
    ...Object.values(validation)
      .flat()
      .filter((message) => typeof message === 'string'),
  ];
  const messages = [...new Set(told.map((message) => clean(message, secrets)))].filter(Boolean);
  return {
    messages: messages.slice(0, maxMessages).join(' '),
    concerns: concernOf(Object.keys(validation), messages),
    xmlErrors: readXmlErrors(error, validation, extra?.errors ?? [], secrets),
  };
}

/** More objections than a person mends at once. */
const maxXmlErrors = 20;

/**
 * `validation_result.xml_errors`, or a bare list, or `extra.errors`. Only of a refusal that is about the XML: other fields
 * are no objections to it.
 */
function readXmlErrors(
  error: string | { message: string },
  validation: object,
  extra: readonly unknown[],
  secrets: readonly string[],
): string[] {
  if (typeof error === 'string') return [];
  const listed = Array.isArray(validation)
    ? (validation as unknown[])
    : ((validation as { xml_errors?: unknown }).xml_errors ?? null);
  const told = Array.isArray(listed) ? (listed as unknown[]) : /xml/i.test(error.message) ? extra : [];
  const sentences = told
    .filter((sentence) => typeof sentence === 'string')
    .map((sentence) => clean(sentence, secrets));
  return [...new Set(sentences)].filter(Boolean).slice(0, maxXmlErrors);
}
