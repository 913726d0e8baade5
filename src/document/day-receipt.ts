import type { RegisterDay } from '../domain/receipts/register.ts';
import { documentTexts } from '../texts/it/document.ts';

/** A day's takings for Fatture in Cloud, in our words. Cents, VAT included. */
export interface DayReceipt {
  /** Day of Europe/Rome, `YYYY-MM-DD`. */
  date: string;
  description: string;
  /** Numeration as typed; empty for the main one. */
  numeration: string;
  paymentAccountId: number;
  /** One line a VAT type, highest rate first. */
  items: ReceiptItem[];
}

export interface ReceiptItem {
  vatTypeId: number;
  /** Sales less refunds, cents, VAT included. */
  grossCents: number;
}

/**
 * What a day's receipt says; nothing: there is none to make. Sales under OSS stay out: their VAT is declared in another
 * state, and the Italian register would count it here. Source: art. 74-sexies DPR 633/1972.
 */
export function receiptItems(day: RegisterDay | undefined): ReceiptItem[] {
  return (day?.rates ?? [])
    .filter(({ ossCountry, grossCents }) => ossCountry === null && grossCents !== 0)
    .map(({ vatTypeId, grossCents }) => ({ vatTypeId, grossCents }));
}

/**
 * What a receipt that exists must say instead of `before`: a VAT type that sold nothing any more says nothing, since a
 * receipt keeps its number and cannot be empty.
 */
export function correctedItems(now: readonly ReceiptItem[], before: readonly ReceiptItem[]): ReceiptItem[] {
  const gone = before.filter(({ vatTypeId }) => now.every((item) => item.vatTypeId !== vatTypeId));
  return [...now, ...gone.map(({ vatTypeId }) => ({ vatTypeId, grossCents: 0 }))];
}

/** Whether two receipts of a day say the same: a line of nothing says nothing. */
export function saySame(a: readonly ReceiptItem[], b: readonly ReceiptItem[]): boolean {
  const key = (items: readonly ReceiptItem[]) =>
    JSON.stringify(
      items
        .filter(({ grossCents }) => grossCents !== 0)
        .map(({ vatTypeId, grossCents }) => [vatTypeId, grossCents])
        .sort(([x = 0], [y = 0]) => x - y),
    );
  return key(a) === key(b);
}

/** @param by `marker`: by which the receipt is found again after an answer was lost; part of its description. */
export function dayReceipt(
  day: string,
  items: readonly ReceiptItem[],
  by: { marker: string; numeration: string; paymentAccountId: number },
): DayReceipt {
  const { marker, ...rest } = by;
  return { date: day, description: documentTexts.receipt(day, marker), ...rest, items: [...items] };
}
