import type pg from 'pg';
import type { DeliveryDto } from '../../src/contract/delivery/delivery.ts';
import type { Merchant } from '../../test/support/merchant.ts';
import type { Placed } from './buyers.ts';
import type { Platforms } from './platforms.ts';

const MARKER = /TSC:[^:]+:[^:]+:/;
const POISON = new Set(['mismatch', 'unreadable', 'undigestible']);

export interface Reckoning {
  placed: number;
  /** Paid and no poison: to be there once. */
  due: number;
  documents: number;
  /** Documents more than one of an order. */
  twice: string[];
  /** Paid orders that are neither there nor told. */
  lost: string[];
  /** Neither there nor failed: they leave by themselves. */
  waiting: string[];
  /** Told to the merchant as failed, without being poison. */
  failed: string[];
  poison: number;
  /** Poison that no merchant sees. */
  untold: string[];
  /** Documents that should not be there: of poison, or of what nobody paid. */
  tooMany: string[];
  wrongTotals: string[];
  clientsTwice: string[];
  transmittedTwice: string[];
}

const isDue = ({ fate, paid }: Placed) => paid && !POISON.has(fate);

const repeated = (values: readonly string[]) => {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
};

/** Orders that are due and have neither a document nor a delivery that failed. */
export async function stillOpen(platforms: Platforms, pool: pg.Pool): Promise<number> {
  const [placed, books] = [await platforms.call('placed'), await platforms.call('books')];
  const made = new Set(
    books.flatMap(({ documents }) => documents.map(({ subject }) => MARKER.exec(subject)?.[0] ?? '')),
  );
  const { rows } = await pool.query<{ order_id: string }>(
    `select order_id from deliveries where state = 'failed'`,
  );
  const failed = new Set(rows.map(({ order_id }) => order_id));
  const { rows: unsettled } = await pool.query(
    `select 1 from deliveries where state not in ('sent', 'failed', 'skipped')`,
  );
  const open = placed.filter(
    (one) => one.paid && !failed.has(one.orderId) && (POISON.has(one.fate) || !made.has(one.marker)),
  );
  return Math.max(open.length, unsettled.length);
}

/** What each merchant's panel shows as failed or waiting, with its problem, by order. */
async function toldTo(
  merchants: readonly Merchant<{ instance: string }>[],
): Promise<Map<string, DeliveryDto>> {
  const told = new Map<string, DeliveryDto>();
  for (const merchant of merchants) {
    for (const state of ['failed', 'waiting']) {
      let cursor: string | null = '';
      while (cursor !== null) {
        const page: { deliveries: DeliveryDto[]; nextCursor: string | null } = await merchant.get(
          `/api/deliveries?state=${state}${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        for (const delivery of page.deliveries) told.set(delivery.orderId, delivery);
        cursor = page.nextCursor;
      }
    }
  }
  return told;
}

/** Everything held against what Fatture in Cloud has. */
export async function reckon(
  platforms: Platforms,
  merchants: readonly Merchant<{ instance: string }>[],
): Promise<Reckoning> {
  const [placed, books] = [await platforms.call('placed'), await platforms.call('books')];
  const told = await toldTo(merchants);
  const documents = books.flatMap(({ documents }) =>
    documents.map(({ subject, gross }) => ({ marker: MARKER.exec(subject)?.[0] ?? subject, gross })),
  );
  const byMarker = new Map(documents.map((document) => [document.marker, document]));
  const due = placed.filter(isDue);
  const missing = due.filter(({ marker }) => !byMarker.has(marker));
  const shown = ({ orderId, marker }: Placed) =>
    `${orderId} (${marker}${told.has(orderId) ? `, ${told.get(orderId)?.state} ${told.get(orderId)?.problem?.code}` : ''})`;
  const problemOf = ({ orderId }: Placed) => told.get(orderId)?.problem;
  const stateOf = ({ orderId }: Placed) => told.get(orderId)?.state;
  const poison = placed.filter(({ fate }) => POISON.has(fate));
  return {
    placed: placed.length,
    due: due.length,
    documents: documents.length,
    twice: repeated(documents.map(({ marker }) => marker)),
    lost: missing.filter((one) => problemOf(one) === undefined).map(shown),
    waiting: missing.filter((one) => stateOf(one) === 'waiting').map(shown),
    failed: missing.filter((one) => stateOf(one) === 'failed').map(shown),
    poison: poison.length,
    untold: poison.filter((one) => problemOf(one) === undefined).map((one) => `${one.fate} ${shown(one)}`),
    tooMany: placed.filter((one) => !isDue(one) && byMarker.has(one.marker)).map(shown),
    wrongTotals: due
      .filter(({ marker, total }) => byMarker.has(marker) && byMarker.get(marker)?.gross !== total)
      .map((one) => `${shown(one)}: ${one.total}, not ${byMarker.get(one.marker)?.gross}`),
    clientsTwice: books.flatMap(({ instance, clientCodes }) =>
      repeated(clientCodes.filter((code) => code !== '')).map((code) => `${instance} ${code}`),
    ),
    transmittedTwice: books.flatMap(({ instance, transmitted }) =>
      repeated(transmitted.map(String)).map((id) => `${instance} ${id}`),
    ),
  };
}
