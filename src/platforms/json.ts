/** Every way to spell a letter of `__proto__` as an escape contains one of these. */
const mayHideProto = /__proto__|\\u00(?:5f|70|72|6f|74)/i;

/**
 * Parses JSON from outside. A key `__proto__` is left out: harmless where `JSON.parse` makes it, it becomes a
 * prototype as soon as somebody copies the object with `Object.assign`. Throws a `SyntaxError` as `JSON.parse`.
 */
export function parseJson(text: string): unknown {
  if (!mayHideProto.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}
