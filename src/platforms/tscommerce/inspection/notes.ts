import type { ShopOrder } from '../../../domain/order.ts';
import { Problem, type ProblemCode } from '../../../domain/problem.ts';
import type {
  FieldFinding,
  InspectedAnswers,
  InspectedScope,
  ShopInspection,
  UnknownKey,
} from '../../../ports/shop-inspection.ts';
import type { AnswerReader } from '../fields/read.ts';
import type { Spellings } from '../fields/spellings.ts';
import { type KnownKeys, keyName, knownKeys, unknownEntries } from '../fields/unknown-keys.ts';
import { addsUp, explainingAmounts } from '../orders/witness.ts';

const inspected: readonly InspectedScope[] = [
  'order',
  'item',
  'client',
  'product',
  'country',
  'tax',
  'payment',
  'store',
];

type Counts = Record<string, number>;
const add = (counts: Counts, key: string) => {
  counts[key] = (counts[key] ?? 0) + 1;
};
const sorted = (counts: Counts): Counts =>
  Object.fromEntries(Object.entries(counts).sort(([, a], [, b]) => b - a));

interface FieldCounts {
  taken: Counts;
  absent: number;
  unreadable: Counts;
  conflicts: Counts;
}

/** Gathers what answers look like, answer by answer; keeps names, kinds and counts, never a value. */
export class InspectionNotes {
  private readonly fields = new Map<string, FieldCounts>();
  private readonly unknown = new Map<string, UnknownKey>();
  private readonly known = new Map<InspectedScope, KnownKeys>();
  private readonly answers: Record<
    InspectedScope | 'status',
    { looked: number; problem: ProblemCode | null }
  >;
  private readonly totals = { right: 0, wrong: 0, explained: 0 };
  private readonly explains: Counts = {};
  private readonly problems: Partial<Record<ProblemCode, number>> = {};
  private readonly spellings: Spellings;

  constructor(spellings: Spellings) {
    this.spellings = spellings;
    const none = () => ({ looked: 0, problem: null });
    this.answers = {
      order: none(),
      item: none(),
      client: none(),
      product: none(),
      country: none(),
      tax: none(),
      payment: none(),
      store: none(),
      status: none(),
    };
  }

  /** An answer as it was read; fields that nobody asked for are read now. */
  look(scope: InspectedScope, reader: AnswerReader, raw: Record<string, unknown>): void {
    this.answers[scope].looked += 1;
    for (const { field, taken, unreadable, clashes } of reader.foundAll()) {
      const key = `${scope} ${field.field}`;
      const counts = this.fields.get(key) ?? { taken: {}, absent: 0, unreadable: {}, conflicts: {} };
      this.fields.set(key, counts);
      if (taken !== null) add(counts.taken, keyName(taken));
      else if (unreadable.length === 0) counts.absent += 1;
      // What another place tells was read all the same.
      if (taken === null) for (const path of unreadable) add(counts.unreadable, keyName(path));
      for (const path of clashes) add(counts.conflicts, `${keyName(taken ?? '')} <> ${keyName(path)}`);
    }
    const known = this.known.get(scope) ?? knownKeys(this.spellings.scope(scope).scope);
    this.known.set(scope, known);
    const seen = new Set<string>();
    for (const { path, kind, length } of unknownEntries(known, raw)) {
      const name = keyName(path);
      if (seen.has(name)) continue;
      seen.add(name);
      const key = `${scope} ${name}`;
      const before = this.unknown.get(key);
      this.unknown.set(key, {
        scope,
        path: name,
        kind,
        count: (before?.count ?? 0) + 1,
        exampleLength: length,
      });
    }
  }

  lookAtStatuses(count: number): void {
    this.answers.status.looked = count;
  }

  /** An order as it came out: whether it adds up, and its problems. */
  lookAtOrder(order: ShopOrder, raw: Record<string, unknown>): void {
    for (const code of new Set(order.problems.map((text) => text.code))) this.tell(code);
    if (addsUp(order)) {
      this.totals.right += 1;
      return;
    }
    this.totals.wrong += 1;
    const known = this.known.get('order') ?? knownKeys(this.spellings.scope('order').scope);
    const amounts = explainingAmounts(order, unknownEntries(known, raw));
    if (amounts.length === 0) return;
    this.totals.explained += 1;
    for (const { path } of amounts) add(this.explains, keyName(path));
  }

  /**
   * Notes why something could not be looked at. Throws it again where no answer of this shop can be had: its keys are
   * refused.
   */
  fail(scope: InspectedScope | 'status', error: unknown): void {
    if (!(error instanceof Problem) || error.code === 'shop-keys-refused') throw error;
    this.answers[scope].problem ??= error.code;
    if (scope === 'order' && error.code === 'shop-order-unreadable') this.tell(error.code);
  }

  private tell(code: ProblemCode): void {
    this.problems[code] = (this.problems[code] ?? 0) + 1;
  }

  result(statuses: ShopInspection['statuses']): ShopInspection {
    const fields = inspected.flatMap((scope) =>
      this.spellings.scope(scope).scope.fields.flatMap(({ field }): FieldFinding[] => {
        const counts = this.fields.get(`${scope} ${field}`);
        if (counts === undefined) return [];
        const { taken, absent, unreadable, conflicts } = counts;
        return [
          {
            scope,
            field,
            taken: sorted(taken),
            absent,
            unreadable: sorted(unreadable),
            conflicts: sorted(conflicts),
          },
        ];
      }),
    );
    return {
      spellings: this.spellings.fingerprint,
      answers: this.answers satisfies Record<InspectedScope | 'status', InspectedAnswers>,
      fields,
      unknown: [...this.unknown.values()].sort((a, b) => b.count - a.count || a.path.localeCompare(b.path)),
      statuses,
      totals: this.totals,
      explains: sorted(this.explains),
      problems: this.problems,
    };
  }
}
