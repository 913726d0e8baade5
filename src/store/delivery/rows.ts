import type {
  Asked,
  Delivery,
  DeliveryState,
  DocumentKind,
  DocumentReference,
} from '../../domain/delivery.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { ClaimedDelivery } from '../../ports/stores/deliveries.ts';
import { Prisma } from '../generated/client.ts';

/** A delivery as raw queries and Prisma answer it. */
export interface DeliveryRow {
  id: string;
  shopId: string;
  orderId: string;
  state: string;
  origin: string;
  kind: string;
  attempts: number;
  nextTryAt: Date | null;
  problem: unknown;
  creatingSince: Date | null;
  creatingKind: string | null;
  companyId: number | null;
  /** 64 bits; as a number it is exact up to 2^53. */
  documentId: number | bigint | null;
  documentNumber: string | null;
  documentUrl: string | null;
  generation: number;
  asked: unknown;
  replaces: unknown;
  withdrawnAt: Date | null;
  firstTriedAt: Date | null;
  requestId: string | null;
  requestedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Columns of `deliveries` under the names of `DeliveryRow`, for raw queries. */
export const columns = Prisma.raw(`
  id::text as id, shop_id::text as "shopId", order_id as "orderId", state, origin, kind, attempts,
  next_try_at as "nextTryAt", problem, creating_since as "creatingSince", creating_kind as "creatingKind",
  company_id as "companyId", document_id::float8 as "documentId", document_number as "documentNumber",
  document_url as "documentUrl", generation, asked, replaces, withdrawn_at as "withdrawnAt", first_tried_at as "firstTriedAt",
  request_id as "requestId", requested_at as "requestedAt",
  created_at as "createdAt", updated_at as "updatedAt"`);

/** What claiming reads beside: how long ago by the database's clock, which all machines share. */
export interface ClaimedRow extends DeliveryRow {
  creatingAgeMs: number | null;
  creatingAnswered: boolean;
}

export const doubtColumns = Prisma.raw(`
  (extract(epoch from clock_timestamp() - creating_since) * 1000)::float8 as "creatingAgeMs",
  creating_answered as "creatingAnswered"`);

type Replaced = NonNullable<ClaimedDelivery['replaces']>;

/** The document that stands while an invoice is made in its place. */
const replacedBy = ({ state, replaces }: DeliveryRow): Replaced | null =>
  state === 'sent' ? null : ((replaces as Replaced | null | undefined) ?? null);

function documentOf(row: DeliveryRow): DocumentReference | null {
  if (row.documentId !== null) {
    return { id: Number(row.documentId), number: row.documentNumber ?? '', url: row.documentUrl ?? '' };
  }
  const replaced = replacedBy(row);
  return replaced && { id: replaced.id, number: replaced.number, url: replaced.url };
}

export function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    shopId: row.shopId,
    orderId: row.orderId,
    state: row.state as DeliveryState,
    origin: row.origin as Delivery['origin'],
    kind: row.kind as DocumentKind,
    document: documentOf(row),
    withdrawn: row.withdrawnAt !== null,
    asked: (row.asked as Asked | null) ?? null,
    companyId: row.companyId,
    attempts: row.attempts,
    nextTryAt: row.nextTryAt,
    problem: (row.problem as ProblemText | null) ?? null,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** A delivery that was just taken. */
export function toClaimed(row: ClaimedRow, now: Date): ClaimedDelivery {
  return {
    ...toDelivery(row),
    generation: row.generation,
    replaces: replacedBy(row),
    creating:
      row.creatingSince === null
        ? null
        : {
            since: row.creatingSince,
            ageMs: row.creatingAgeMs ?? 0,
            answered: row.creatingAnswered,
            kind: row.creatingKind as DocumentKind | null,
            companyId: row.companyId,
          },
    firstTriedAt: row.firstTriedAt ?? now,
    requestId: row.requestId,
    requestedAt: row.requestedAt,
  };
}

/** A value of a `jsonb` column. */
export const json = (value: unknown) => Prisma.sql`${JSON.stringify(value)}::jsonb`;
