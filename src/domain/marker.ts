/**
 * The marker by which a document is found again after a create whose answer was lost. It stands in the
 * document's `subject`, which is not printed: `TSC:<shop>:<order>:`.
 *
 * Letters and digits stay, every other character becomes `.<hex>.`, so that the marker holds none that a
 * search string gives a meaning to (quotes, `%`, `_`, backslash) and no `:` but its own. The closing `:` keeps
 * one order's marker from being part of another's. Two orders never share one; a search that ignores case
 * must still compare exactly what it found.
 *
 * @param shop `uid` (or instance) of the shop.
 * @param orderId `orderID` of the platform, e.g. `132_5672eebab5aa6` → `TSC:shop:132.5f.5672eebab5aa6:`.
 */
export function orderMarker(shop: string, orderId: string): string {
  return `TSC:${escapePart(shop)}:${escapePart(orderId)}:`;
}

function escapePart(part: string): string {
  return Array.from(part, (character) =>
    /^[A-Za-z0-9]$/.test(character) ? character : `.${(character.codePointAt(0) ?? 0).toString(16)}.`,
  ).join('');
}
