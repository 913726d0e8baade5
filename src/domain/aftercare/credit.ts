import { Decimal } from 'decimal.js';
import { spreadCents } from '../money.ts';
import type { SentDocument, SentLine } from './sent-document.ts';

/**
 * What may be credited of an invoice, piece by piece. A discount or a rounding is no piece: each piece is worth what was
 * paid for it, its share of them included, so that all pieces together come to the whole, to the cent and VAT type by
 * VAT type. Source: art. 26 DPR 633/1972 (a variation never exceeds what was invoiced).
 */

/** A line of a credit note. `line`: its place in the invoice, from 0; null: an amount of no piece in particular. */
export interface CreditPiece {
  line: number | null;
  /** Pieces, an exact decimal as text. */
  quantity: string;
  vatTypeId: number;
  /** Cents, VAT included; positive, but for the share of a VAT type that came to less than nothing (a rounding). */
  cents: number;
}

/** What a person asked for: all that is left, some pieces, or an amount in cents. */
export type CreditRequest =
  | { kind: 'whole' }
  | { kind: 'lines'; lines: readonly { line: number; quantity: Decimal }[] }
  | { kind: 'amount'; cents: number };

export type CreditRefusal =
  /** More than was invoiced, or than is left of it. */
  | 'exceeds'
  /** An amount needs one VAT type. */
  | 'several-types'
  /** No such line, or nothing of it was asked for. */
  | 'invalid';

export type CreditResult = { pieces: CreditPiece[] } | { refused: CreditRefusal };

/** What is left of a line that can be credited. */
export interface CreditableLine {
  line: number;
  /** Pieces that are left, an exact decimal as text. */
  quantity: string;
  /** What all of those pieces come to, cents, VAT included. */
  cents: number;
}

const isPiece = ({ kind, grossCents }: SentLine) =>
  (kind === 'product' || kind === 'cost') && grossCents >= 0;

/**
 * What each line was paid, its share of discounts and rounding included; 0 for what is no piece. The products bear a
 * discount before the costs do, as it was taken.
 */
export function paidByLine({ lines }: SentDocument): number[] {
  const paid = new Array<number>(lines.length).fill(0);
  for (const type of new Set(lines.filter(({ kind }) => kind !== 'tax').map(({ vatTypeId }) => vatTypeId))) {
    const places = lines.flatMap(({ vatTypeId, kind }, place) =>
      vatTypeId === type && kind !== 'tax' ? [place] : [],
    );
    const gross = (place: number) => lines[place]?.grossCents ?? 0;
    const pieces = places.filter((place) => lines[place] !== undefined && isPiece(lines[place]));
    const costs = pieces.filter((place) => lines[place]?.kind === 'cost');
    const products = pieces.filter((place) => lines[place]?.kind === 'product');
    const total = Math.max(0, sum(places.map(gross)));
    const ofCosts = products.length === 0 ? total : Math.min(total, sum(costs.map(gross)));
    for (const [share, group] of [
      [ofCosts, costs],
      [total - ofCosts, products],
    ] as const) {
      const shares = spreadCents(share, group.map(gross));
      group.forEach((place, index) => {
        paid[place] = shares[index] ?? 0;
      });
    }
  }
  return paid;
}

/** What some pieces of a line come to, counted from the first: exact for all of them, half a cent away from zero. */
function upTo(paidCents: number, of: Decimal, pieces: Decimal): number {
  if (of.isZero()) return paidCents;
  return new Decimal(paidCents).times(pieces).div(of).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

/** Pieces of a line that earlier credit notes name. */
function creditedOf(line: number, credited: readonly CreditPiece[]): Decimal {
  return credited
    .filter((piece) => piece.line === line)
    .reduce((pieces, { quantity }) => pieces.plus(quantity), new Decimal(0));
}

/** Lines of which something is left, as they may be credited one by one. */
export function creditableLines(document: SentDocument, credited: readonly CreditPiece[]): CreditableLine[] {
  const paid = paidByLine(document);
  return document.lines.flatMap((line, place) => {
    if (!isPiece(line)) return [];
    const all = new Decimal(line.quantity);
    const left = all.minus(creditedOf(place, credited));
    if (!left.isPositive() || left.isZero()) return [];
    const before = upTo(paid[place] ?? 0, all, all.minus(left));
    return [{ line: place, quantity: left.toFixed(), cents: (paid[place] ?? 0) - before }];
  });
}

/**
 * What is left to be credited, cents by VAT type; a type of which nothing is left is not named. Negative where a type
 * came to less than nothing, as a rounding line alone may: then it goes with what uses the rest up.
 */
export function leftByType(document: SentDocument, credited: readonly CreditPiece[]): Map<number, number> {
  const left = new Map<number, number>();
  for (const { vatTypeId, grossCents } of document.lines) {
    left.set(vatTypeId, (left.get(vatTypeId) ?? 0) + grossCents);
  }
  for (const { vatTypeId, cents } of credited) left.set(vatTypeId, (left.get(vatTypeId) ?? 0) - cents);
  return new Map([...left].filter(([, cents]) => cents !== 0));
}

/**
 * The lines of the next credit note.
 *
 * @param credited What all earlier credit notes of this invoice credit, those under way included.
 */
export function creditPieces(
  document: SentDocument,
  credited: readonly CreditPiece[],
  request: CreditRequest,
): CreditResult {
  const left = leftByType(document, credited);
  const leftInAll = sum([...left.values()]);
  if (request.kind === 'amount') {
    const types = new Set(document.lines.map(({ vatTypeId }) => vatTypeId));
    const [vatTypeId] = types;
    if (!Number.isSafeInteger(request.cents) || request.cents <= 0) return { refused: 'invalid' };
    if (types.size !== 1 || vatTypeId === undefined) return { refused: 'several-types' };
    if (request.cents > (left.get(vatTypeId) ?? 0)) return { refused: 'exceeds' };
    return { pieces: [{ line: null, quantity: '1', vatTypeId, cents: request.cents }] };
  }
  if (leftInAll <= 0) return { refused: 'exceeds' };
  const able = creditableLines(document, credited);
  if (request.kind === 'whole') return { pieces: wholeOf(document, able, left) };

  const paid = paidByLine(document);
  const wanted = new Map<number, Decimal>();
  for (const { line, quantity } of request.lines) {
    if (!quantity.isFinite() || quantity.lte(0)) return { refused: 'invalid' };
    wanted.set(line, (wanted.get(line) ?? new Decimal(0)).plus(quantity));
  }
  if (wanted.size === 0) return { refused: 'invalid' };
  const pieces: CreditPiece[] = [];
  for (const [place, quantity] of [...wanted].sort(([a], [b]) => a - b)) {
    const line = document.lines[place];
    if (line === undefined || !isPiece(line)) return { refused: 'invalid' };
    const all = new Decimal(line.quantity);
    const before = creditedOf(place, credited);
    if (before.plus(quantity).gt(all)) return { refused: 'exceeds' };
    const of = (count: Decimal) => upTo(paid[place] ?? 0, all, count);
    const cents = of(before.plus(quantity)) - of(before);
    pieces.push({ line: place, quantity: quantity.toFixed(), vatTypeId: line.vatTypeId, cents });
  }
  pieces.push(...taxOf(document, credited, pieces));
  for (const [type, cents] of centsByType(pieces)) {
    if (cents > (left.get(type) ?? 0)) return { refused: 'exceeds' };
  }
  if (!pieces.some(({ cents }) => cents > 0)) return { refused: 'exceeds' };
  // What is left must be worth something: a type that came to less than nothing goes with what would use the rest up.
  if (leftInAll <= sum(pieces.map(({ cents }) => cents))) {
    for (const [vatTypeId, cents] of left) {
      if (cents < 0) pieces.push({ line: null, quantity: '1', vatTypeId, cents });
    }
    if (sum(pieces.map(({ cents }) => cents)) <= 0) return { refused: 'exceeds' };
  }
  return { pieces };
}

/** All that is left: line by line where the lines still tell it, else (amounts were credited) one line a VAT type. */
function wholeOf(
  document: SentDocument,
  able: readonly CreditableLine[],
  left: ReadonlyMap<number, number>,
): CreditPiece[] {
  return [...left].flatMap(([vatTypeId, cents]): CreditPiece[] => {
    const lines = able.filter(({ line }) => document.lines[line]?.vatTypeId === vatTypeId);
    if (sum(lines.map((line) => line.cents)) === cents) {
      return lines.filter((line) => line.cents > 0).map((line) => ({ ...line, vatTypeId }));
    }
    const tax = document.lines.findIndex((line) => line.kind === 'tax' && line.vatTypeId === vatTypeId);
    return [{ line: lines.length === 0 && tax >= 0 ? tax : null, quantity: '1', vatTypeId, cents }];
  });
}

/** The foreign VAT that goes with some pieces (OSS): its lines follow the goods in proportion, to the cent in all. */
function taxOf(
  document: SentDocument,
  credited: readonly CreditPiece[],
  pieces: readonly CreditPiece[],
): CreditPiece[] {
  const isGoods = ({ line }: CreditPiece) => line !== null && document.lines[line]?.kind !== 'tax';
  const base = new Decimal(sum(paidByLine(document)));
  if (base.isZero()) return [];
  const before = sum(credited.filter(isGoods).map(({ cents }) => cents));
  const after = before + sum(pieces.map(({ cents }) => cents));
  return document.lines.flatMap((line, place) => {
    if (line.kind !== 'tax') return [];
    const of = (goods: number) => upTo(line.grossCents, base, new Decimal(goods));
    const cents = of(after) - of(before);
    return cents > 0 ? [{ line: place, quantity: '1', vatTypeId: line.vatTypeId, cents }] : [];
  });
}

function centsByType(pieces: readonly CreditPiece[]): Map<number, number> {
  const byType = new Map<number, number>();
  for (const { vatTypeId, cents } of pieces) byType.set(vatTypeId, (byType.get(vatTypeId) ?? 0) + cents);
  return byType;
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
