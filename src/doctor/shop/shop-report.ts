import { inShort } from '../../flows/inspection/in-short.ts';
import { type Unread, unreadOf } from '../../flows/inspection/unread.ts';
import type { FieldFinding, ShopInspection, UnknownKey } from '../../ports/shop-inspection.ts';
import { type Finding, fail, ok, warn } from '../report.ts';

/** What is written to the file: names, kinds and counts. No name, address, amount or id of anybody, nor the shop's own. */
export interface ShopReport {
  format: 1;
  /** ISO 8601 UTC. */
  lookedAt: string;
  unread: string[];
  inspection: ShopInspection;
}

export function toShopReport(inspection: ShopInspection, now: Date): ShopReport {
  return {
    format: 1,
    lookedAt: now.toISOString(),
    unread: unreadOf(inspection).map(inShort),
    inspection,
  };
}

const FIX: Record<Unread['kind'], string> = {
  answer: 'send the report to who keeps the plug-in; what hangs on it is not sent meanwhile',
  total: 'name the spelling in a file of TSC_FIELDS; the orders then leave by themselves',
  absent: 'look among the keys that are not known for it, and name it in a file of TSC_FIELDS',
  value: 'send the report to who keeps the plug-in: this form is not known',
  conflict: 'ask the merchant which of the two is right; orders with both are not sent',
  order: 'look at one of these orders in the panel: its preview says what is missing',
};

/** The report as the doctor's findings. */
export function shopFindings(inspection: ShopInspection): Finding[] {
  const { answers, totals, explains, unknown, statuses } = inspection;
  const read = Object.entries(answers)
    .filter(([, { problem }]) => problem === null)
    .map(([scope, { looked }]) => ok(scope, looked === 0 ? 'none to look at' : `${looked} looked at`));
  const sums = totals.wrong === 0 && totals.right > 0 ? [ok('totals', `${totals.right} add up`)] : [];
  const titles = statuses.map(({ id, title, meaning }) => `${id} ${title}: ${meaning}`);
  const held = statuses.filter(({ meaning }) => meaning === 'hold');
  const meanings =
    held.length === 0
      ? ok('statuses', titles.join('; '))
      : warn(
          'statuses',
          titles.join('; '),
          'hold: such orders wait for a person; the merchant may say what each means in the tab Ordini',
        );
  const money = unknown.filter(({ kind, path }) => kind === 'amount' || Object.hasOwn(explains, path));
  const keys =
    money.length === 0
      ? ok('unknown-keys', `${unknown.length}, none of them an amount`)
      : warn(
          'unknown-keys',
          `${unknown.length}; amounts among them: ${money.map(({ path }) => path).join(', ')}`,
          'where one of them is a cost or a discount, name it in a file of TSC_FIELDS',
        );
  return [
    ...read,
    ...sums,
    ...expected('dates', inspection, DATES),
    ...expected('ids', inspection, IDS),
    ...(titles.length > 0 ? [meanings] : []),
    keys,
    ...unreadOf(inspection).map((unread) => fail(`unread-${unread.kind}`, inShort(unread), FIX[unread.kind])),
  ];
}

const DATES = ['placed-at', 'paid-at', 'updated-at'];
const IDS = ['id'];

/** One line for fields of a kind, where all of them could be read; what could not be is told by itself. */
function expected(name: string, { fields }: ShopInspection, ofKind: readonly string[]): Finding[] {
  const found = fields.filter(({ field }) => ofKind.includes(field));
  if (found.some(({ unreadable }) => Object.keys(unreadable).length > 0)) return [];
  const read = found.flatMap(({ scope, taken }) => counts(taken).map((path) => `${scope} ${path}`));
  return [ok(name, read.length === 0 ? 'none told' : `as expected: ${read.join(', ')}`)];
}

/** Every field with the spelling that was found and how often, then the keys that are not known. */
export function tablesOf({ fields, unknown, answers }: ShopInspection): string {
  const looked = ({ scope }: FieldFinding) => answers[scope].looked;
  const found = fields.map((finding): [string, string, string] => [
    finding.scope,
    finding.field,
    [...counts(finding.taken), ...(finding.absent > 0 ? [absence(finding, looked(finding))] : [])].join(', '),
  ]);
  const other = unknown.map(({ scope, path, kind, count, exampleLength }): [string, string, string] => [
    scope,
    path,
    `${kind} ×${count}, ${length(kind, exampleLength)}`,
  ]);
  return `Fields, as this shop spells them\n${table(found)}\n\nKeys that are not known\n${other.length === 0 ? '  none' : table(other)}\n`;
}

const counts = (paths: Readonly<Record<string, number>>) =>
  Object.entries(paths).map(([path, count]) => `${path} ×${count}`);

const absence = ({ absent }: FieldFinding, looked: number) =>
  absent === looked ? 'not told' : `not told ×${absent}`;

const length = (kind: UnknownKey['kind'], size: number) =>
  kind === 'list' || kind === 'object' ? `${size} entries` : `${size} characters`;

function table(rows: [string, string, string][]): string {
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return rows
    .map(([first, second, third]) => `  ${first.padEnd(width(0))}  ${second.padEnd(width(1))}  ${third}`)
    .join('\n');
}
