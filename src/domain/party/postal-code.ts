/**
 * The five digits of an Italian CAP, with whatever stands around them (`00187 Roma`, `I-00187`, `CAP 00187`). Leading
 * zeros that a number cast lost (`187` for 00187 Roma) are put back. null for none.
 */
export function readItalianPostalCode(value: string): string | null {
  const [five] = /(?<!\d)\d{5}(?!\d)/.exec(value) ?? [];
  if (five !== undefined) return five;
  const groups = value.match(/\d+/g) ?? [];
  const joined = groups.join('');
  // Digits with a blank among them are one number; two numbers are none.
  const alone = /^\D*\d[\d ]*\D*$/.test(value);
  return alone && /^\d{3,5}$/.test(joined) ? joined.padStart(5, '0') : null;
}
