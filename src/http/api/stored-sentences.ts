import type { ProblemCode } from '../../domain/problem.ts';
import { serverTexts } from '../../texts/server.ts';

/**
 * Reads the values back out of a problem's Italian sentences, where only those were stored: refused customers, and
 * deliveries from before their problems kept values.
 */

/** Stand around the name of a value; no sentence contains them. */
const OPEN = '⟦';
const CLOSE = '⟧';

interface Pattern {
  code: ProblemCode;
  names: string[];
  detail: RegExp;
  /** Detail and fix in one, as a sync reports them. */
  whole: RegExp;
}

type Sentence = (values: object) => { detail: string; fix: string };

/** A sentence with its values' places held: `…«(.*)»…`. */
function patternOf(code: ProblemCode, sentence: Sentence, values: object): Pattern | null {
  const { detail, fix } = sentence(values);
  // A value in the fix, or one that is computed with, cannot be read back.
  if (fix.includes(OPEN)) return null;
  const names = [...detail.matchAll(/⟦(\w+)⟧/g)].map(([, name = '']) => name);
  const source = detail.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/⟦\w+⟧/g, '(.*)');
  const end = fix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return {
    code,
    names,
    detail: new RegExp(`^${source}$`, 's'),
    whole: new RegExp(`^${source} ${end}$`, 's'),
  };
}

const places = new Proxy({}, { get: (_, name) => `${OPEN}${String(name)}${CLOSE}` });
const nothing = new Proxy({}, { get: () => '' });

const patterns: Pattern[] = Object.entries(serverTexts.it.problems).flatMap(([code, sentence]) =>
  // Without its values, a sentence may be a shorter one: Fatture in Cloud gave no message.
  [nothing, places].flatMap((values) => patternOf(code as ProblemCode, sentence as Sentence, values) ?? []),
);

function read(pattern: Pattern, match: RegExpExecArray): Record<string, unknown> {
  const values: Record<string, unknown> = Object.fromEntries(
    pattern.names.map((name, at) => [name, match[at + 1]]),
  );
  return pattern.names.length === 0 ? { messages: '' } : values;
}

/** The values of a problem's stored `detail`; null where it cannot be told. */
export function readValues(code: string, detail: string): Record<string, unknown> | null {
  for (const pattern of patterns) {
    if (pattern.code !== code) continue;
    const match = pattern.detail.exec(detail);
    if (match !== null) return read(pattern, match);
  }
  return null;
}

/** Which problem a text of `detail fix` is; null where it is none. */
export function readProblem(text: string): { code: ProblemCode; values: Record<string, unknown> } | null {
  for (const pattern of patterns) {
    const match = pattern.whole.exec(text);
    if (match !== null) return { code: pattern.code, values: read(pattern, match) };
  }
  return null;
}
