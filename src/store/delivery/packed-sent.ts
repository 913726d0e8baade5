import type { SentDocument, SentLine } from '../../domain/aftercare/sent-document.ts';
import { Prisma } from '../generated/client.ts';

/**
 * A `SentDocument` as it is stored, as JSON text: its values in their sequence, without the names of its fields, which would be
 * most of what an order takes in the database.
 */
export type PackedSent = [
  kind: SentDocument['kind'],
  date: string,
  paidDate: string | null,
  currency: string,
  country: string | null,
  ossCountry: string | null,
  grossCents: number,
  /** Null: absent. */
  dueCents: number | null,
  totalCents: number,
  paid: boolean,
  linesHash: string,
  buyerHash: string,
  lines: PackedLine[],
];

type PackedLine = [
  kind: SentLine['kind'],
  name: string,
  code: string | null,
  quantity: string,
  vatTypeId: number,
  vatPercent: number,
  grossCents: number,
];

const at = (place: number) => Prisma.raw(String(place));

/** Where SQL finds what it reads of it, from 0. */
export const SENT_AT = {
  paidDate: at(2),
  ossCountry: at(5),
  paid: at(9),
  linesHash: at(10),
  buyerHash: at(11),
  lines: at(12),
};
export const SENT_LINE_AT = { vatTypeId: at(4), vatPercent: at(5), grossCents: at(6) };

export function packSent(sent: SentDocument): PackedSent {
  const { kind, date, paidDate, currency, country, ossCountry, grossCents, dueCents, order } = sent;
  return [
    kind,
    date,
    paidDate,
    currency,
    country,
    ossCountry,
    grossCents,
    dueCents ?? null,
    order.totalCents,
    order.paid,
    order.linesHash,
    order.buyerHash,
    sent.lines.map((line) => [
      line.kind,
      line.name,
      line.code,
      line.quantity,
      line.vatTypeId,
      line.vatPercent,
      line.grossCents,
    ]),
  ];
}

export function unpackSent(packed: PackedSent): SentDocument {
  const [kind, date, paidDate, currency, country, ossCountry, grossCents, dueCents, ...print] = packed;
  const [totalCents, paid, linesHash, buyerHash, lines] = print;
  return {
    kind,
    date,
    paidDate,
    currency,
    country,
    ossCountry,
    lines: lines.map(([lineKind, name, code, quantity, vatTypeId, vatPercent, lineCents]) => ({
      kind: lineKind,
      name,
      code,
      quantity,
      vatTypeId,
      vatPercent,
      grossCents: lineCents,
    })),
    grossCents,
    ...(dueCents === null ? {} : { dueCents }),
    order: { totalCents, paid, linesHash, buyerHash },
  };
}

/** For a statement. */
export const packedSql = (sent: SentDocument) => Prisma.sql`${JSON.stringify(packSent(sent))}::json`;
