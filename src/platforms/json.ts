/** Every way to spell a letter of `__proto__` as an escape contains one of these. */
const mayHideProto = /__proto__|\\u00(?:5f|70|72|6f|74)/i;

/** An escaped NUL, or an escaped half of a surrogate pair. */
const mayBeUnstorable = /\\u0000|\\ud[89a-f]/i;

/** Without NULs in texts and keys. Each escape is taken whole: `\\u0000` is a backslash and no NUL. */
const withoutNul = (text: string) =>
  text.replace(/\\(?:u0000|[\s\S])/g, (sequence) => (sequence === '\\u0000' ? '' : sequence));

/**
 * Parses JSON from outside. A key `__proto__` is left out: harmless where `JSON.parse` makes it, it becomes a
 * prototype as soon as somebody copies the object with `Object.assign`. So are NULs, and halves of surrogate pairs
 * are replaced: PostgreSQL stores neither, and one in a buyer's name would keep an order from being stored. Throws a
 * `SyntaxError` as `JSON.parse`.
 */
export function parseJson(text: string): unknown {
  // All that is looked for below is an escape or the name itself: two plain searches spare most answers both patterns.
  if (!text.includes('\\u') && !text.includes('__proto__')) return JSON.parse(text);
  const isUnstorable = mayBeUnstorable.test(text);
  if (!isUnstorable && !mayHideProto.test(text)) return JSON.parse(text);
  return JSON.parse(isUnstorable ? withoutNul(text) : text, (key, value: unknown) => {
    if (key === '__proto__') return undefined;
    return typeof value === 'string' ? value.toWellFormed() : value;
  });
}
