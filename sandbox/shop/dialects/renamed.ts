export type Json = Record<string, unknown>;

/** The body with keys called otherwise (`{'cart.shippingCost': 'zq'}`) or left out (null); its own objects stay as they are. */
export function renamed(body: Json, renames: Readonly<Record<string, string | null>>): Json {
  let result = body;
  for (const [path, name] of Object.entries(renames)) result = renameOne(result, path.split('.'), name);
  return result;
}

function renameOne(body: Json, [key = '', ...rest]: string[], name: string | null): Json {
  // `*`: every entry, as of the items.
  if (key === '*') {
    return Object.fromEntries(
      Object.entries(body).map(([entry, value]) => [entry, renameOne(value as Json, rest, name)]),
    );
  }
  if (!(key in body)) return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([entry, value]) => {
      if (entry !== key) return [[entry, value]];
      if (rest.length > 0) return [[entry, renameOne(value as Json, rest, name)]];
      return name === null ? [] : [[name, value]];
    }),
  );
}
