/** Longest phone number. Source: FatturaPA 1.4.x Telefono has 12; Fatture in Cloud prints what it is given. */
const PHONE_MAX = 30;
const NUMBER = /(?:\+|\(\+?)?\d[\d()./\- ]*\d/g;

/**
 * The phone number in what people write: without `tel.` and `(ufficio)`, the first of several; null where there is
 * none. Blanks, brackets and strokes within the number stay.
 */
export function readPhone(value: string): string | null {
  const numbers = value
    .split(/\s[/|-]\s|[,;|]|\s(?:o|oppure|e)\s/i)
    .flatMap((text) => text.match(NUMBER) ?? []);
  const first = numbers.find((number) => number.replace(/\D/g, '').length >= 5) ?? numbers[0];
  return first === undefined ? null : first.slice(0, PHONE_MAX).trim();
}
