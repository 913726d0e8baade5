import type { Random } from './random.ts';

/** Check digit of a partita IVA (11 digits): Luhn over the first ten. */
export function vatNumber(random: Random): string {
  const ten = `0${random.digits(6)}${random.pick(['001', '012', '015', '024', '037', '048', '058', '063'])}`;
  const total = [...ten].reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return `${ten}${(10 - (total % 10)) % 10}`;
}

const months = 'ABCDEHLMPRST';
const odd: Record<string, number> = {};
[1, 0, 5, 7, 9, 13, 15, 17, 19, 21].forEach((value, index) => {
  odd[String(index)] = value;
});
[1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].forEach(
  (value, index) => {
    odd[String.fromCharCode(65 + index)] = value;
  },
);

function even(character: string): number {
  return /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
}

function letters(name: string, isFirstName: boolean): string {
  const plain = name
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toUpperCase();
  const consonants = plain.replace(/[AEIOU]/g, '');
  const vowels = plain.replace(/[^AEIOU]/g, '');
  // A first name with four consonants or more uses the first, third and fourth.
  const chosen = isFirstName && consonants.length > 3 ? consonants.replace(/^(.)./, '$1') : consonants;
  return `${chosen}${vowels}XXX`.slice(0, 3);
}

/** Codice fiscale with its check letter. `place` is the town's cadastral code, e.g. F205 for Milano. */
export function taxCode(person: {
  firstName: string;
  lastName: string;
  female: boolean;
  year: number;
  /** 1–12 */
  month: number;
  day: number;
  place: string;
}): string {
  const day = String(person.day + (person.female ? 40 : 0)).padStart(2, '0');
  const year = String(person.year % 100).padStart(2, '0');
  const fifteen = `${letters(person.lastName, false)}${letters(person.firstName, true)}${year}${months[person.month - 1] ?? 'A'}${day}${person.place}`;
  const total = [...fifteen].reduce(
    (sum, character, index) => sum + (index % 2 === 0 ? (odd[character] ?? 0) : even(character)),
    0,
  );
  return `${fifteen}${String.fromCharCode(65 + (total % 26))}`;
}
