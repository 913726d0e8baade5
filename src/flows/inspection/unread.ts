import type { ProblemCode } from '../../domain/problem.ts';
import type { FieldFinding, ShopInspection } from '../../ports/shop-inspection.ts';

type Scope = keyof ShopInspection['answers'];

/** What of a shop's answers we do not understand: each is a reason why orders of it may wait. No value is in it. */
export type Unread =
  /** A whole kind of answer. */
  | { kind: 'answer'; scope: Scope; code: ProblemCode }
  /** A field of ours: what stands at `path` is nothing that it may be. */
  | { kind: 'value'; scope: Scope; field: string; path: string; count: number; looked: number }
  /** A field that is needed stands under no name that we know. */
  | { kind: 'absent'; scope: Scope; field: string; count: number; looked: number }
  /** Two paths (`cart.shipping <> shipping_cost`) that say different things of one field. */
  | { kind: 'conflict'; scope: Scope; field: string; path: string; count: number; looked: number }
  /** Orders whose parts do not come to their total; `keys`: unknown amounts that explain it. */
  | { kind: 'total'; count: number; looked: number; keys: string[] }
  /** Another problem of orders. */
  | { kind: 'order'; code: ProblemCode; count: number; looked: number };

/** Fields without which an order cannot be read, or a list not be used: our names of them. */
const NEEDED: Partial<Record<Scope, readonly string[]>> = {
  order: ['id', 'placed-at', 'status', 'total'],
  item: ['count', 'price'],
  client: ['id'],
  product: ['id'],
  country: ['id', 'iso'],
  tax: ['id', 'rate'],
  store: ['id'],
};

/** Most grave first: answers, totals, fields, the rest. */
export function unreadOf(inspection: ShopInspection): Unread[] {
  const { answers, fields, totals, explains, problems } = inspection;
  const single = fields.flatMap((finding) => {
    const { looked } = answers[finding.scope];
    return [
      ...ofAbsence(finding, looked),
      ...ofField('value', finding, finding.unreadable, looked),
      ...ofField('conflict', finding, finding.conflicts, looked),
    ];
  });
  // What a field explains is not told a second time by the problem that follows from it.
  const explained = single.some(({ kind }) => kind === 'absent' || kind === 'value');
  const whole = (Object.entries(answers) as [Scope, ShopInspection['answers'][Scope]][]).flatMap(
    ([scope, { problem }]): Unread[] =>
      problem === null || (scope === 'order' && explained) ? [] : [{ kind: 'answer', scope, code: problem }],
  );
  const looked = totals.right + totals.wrong;
  const sums: Unread[] =
    totals.wrong > 0 ? [{ kind: 'total', count: totals.wrong, looked, keys: Object.keys(explains) }] : [];
  const told = new Set<string>([
    ...(sums.length > 0 ? ['shop-field-unknown', 'total-mismatch'] : []),
    ...(explained ? ['shop-order-unreadable'] : []),
    ...(single.some(({ kind }) => kind === 'conflict') ? ['shop-field-conflict'] : []),
    ...whole.flatMap((unread) => (unread.kind === 'answer' ? [unread.code] : [])),
  ]);
  const orders = (Object.entries(problems) as [ProblemCode, number][]).flatMap(([code, count]): Unread[] =>
    told.has(code) ? [] : [{ kind: 'order', code, count, looked: answers.order.looked }],
  );
  return [...whole, ...sums, ...single, ...orders];
}

function ofAbsence({ scope, field, absent }: FieldFinding, looked: number): Unread[] {
  if (NEEDED[scope]?.includes(field) !== true || absent === 0) return [];
  // Some rows of a list may lack what they like; an order and its lines may not.
  const isList = scope !== 'order' && scope !== 'item';
  return isList && absent < looked ? [] : [{ kind: 'absent', scope, field, count: absent, looked }];
}

function ofField(
  kind: 'value' | 'conflict',
  { scope, field }: FieldFinding,
  paths: Readonly<Record<string, number>>,
  looked: number,
): Unread[] {
  return Object.entries(paths).map(([path, count]) => ({ kind, scope, field, path, count, looked }));
}
