/** A host alone, as some shops tell theirs. */
const BARE = /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/;

/** An address that a platform tells and a person may open: http or https alone, else empty. It is never called by us. */
export function webAddress(text: string | null | undefined): string {
  if (text === null || text === undefined) return '';
  const address = BARE.test(text) ? `https://${text}` : text;
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : '';
}
