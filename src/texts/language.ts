export type Language = 'it' | 'en';

/** Languages that there are texts in; the first is where none is asked for. */
export const languages: readonly Language[] = ['it', 'en'];

/** The first of a reader's languages (BCP 47, best first) that there are texts in, else Italian. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = languages.find((language) => tag.toLowerCase().split('-', 1)[0] === language);
    if (found !== undefined) return found;
  }
  return 'it';
}
