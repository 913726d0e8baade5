/** Text from the platform, made fit to print: no markup, no control characters, bounded, emoji never cut in two. */

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  agrave: 'à',
  egrave: 'è',
  eacute: 'é',
  igrave: 'ì',
  ograve: 'ò',
  ugrave: 'ù',
  Agrave: 'À',
  Egrave: 'È',
  Eacute: 'É',
  Igrave: 'Ì',
  Ograve: 'Ò',
  Ugrave: 'Ù',
  ccedil: 'ç',
  ntilde: 'ñ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  deg: '°',
  copy: '©',
  reg: '®',
  trade: '™',
  middot: '·',
  bull: '•',
  times: '×',
  frac12: '½',
};

/** HTML entities, named or numeric, as characters; an unknown one stays as it is. */
function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,9});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return Object.hasOwn(ENTITIES, body) ? (ENTITIES[body] ?? whole) : whole;
    const hex = body[1] === 'x' || body[1] === 'X';
    const point = Number.parseInt(body.slice(hex ? 2 : 1), hex ? 16 : 10);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : '';
  });
}

function stripMarkup(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/li)\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
}

const segmenter = new Intl.Segmenter('it', { granularity: 'grapheme' });

/** At most `max` UTF-16 units, cut between whole characters as a reader sees them; a cut text ends in `...`. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of segmenter.segment(text.slice(0, max + 64))) {
    if (kept.length + segment.length > max - 3) break;
    kept += segment;
  }
  return `${kept.trimEnd()}...`;
}

/** Words of printable ASCII with one space between them, and nothing that markup or an entity begins with. */
const PLAIN = /^[!-%'-;=-~]+(?: [!-%'-;=-~]+)*$/;

/** Several lines: markup and entities resolved, spaces collapsed, blank lines at most one in a row. */
export function cleanLines(value: string | null | undefined, max: number): string {
  if (typeof value !== 'string') return '';
  if (PLAIN.test(value)) return cutText(value, max);
  // Markup may itself be written in entities (&lt;b&gt;), so it is looked for before and after decoding.
  const text = stripMarkup(decodeEntities(stripMarkup(value)))
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]/g, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00a0]/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return cutText(text, max);
}

/** One line of text. */
export function cleanText(value: string | null | undefined, max: number): string {
  return cutText(cleanLines(value, Number.MAX_SAFE_INTEGER).replace(/\s*\n\s*/g, ' '), max);
}

const LATIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '€': 'EUR',
  '™': '(TM)',
  '•': '-',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  ẞ: 'SS',
  ĸ: 'k',
  '‹': '<',
  '›': '>',
  '⁄': '/',
};

/**
 * The text in Latin-1, the only characters of an e-invoice (FatturaPA XSD, `\p{IsBasicLatin}\p{IsLatin-1Supplement}`):
 * typographic signs become plain, letters lose the accents that Latin-1 has not, emoji and other scripts fall away.
 */
export function toLatin(text: string): string {
  if (/^[\n\u0020-\u007e\u00a0-\u00ff]*$/.test(text)) return text;
  return Array.from(text, (character) => {
    if (/^[\n\u0020-\u007e\u00a0-\u00ff]$/.test(character)) return character;
    if (Object.hasOwn(LATIN, character)) return LATIN[character] ?? '';
    return character.normalize('NFKD').replace(/[^\n\u0020-\u007e\u00a0-\u00ff]/g, '');
  })
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

/** Whether letters (not mere signs) would be lost by `toLatin`. */
export function losesLetters(text: string): boolean {
  return Array.from(text).some((character) => /\p{L}/u.test(character) && toLatin(character) === '');
}

/** The first e-mail address in a text (`PEC: a@b.it`, `a@b.it; c@d.it`); null where there is none. */
export function findEmail(value: string | null | undefined): string | null {
  const text = cleanText(value, 300);
  return readEmail(text) ?? readEmail(/[^\s<>"',;:()]+@[^\s<>"',;:()]+/.exec(text)?.[0]);
}

/** An e-mail address by its form; null where it is none. */
export function readEmail(value: string | null | undefined): string | null {
  const email = cleanText(value, 300);
  return email.length <= 254 && /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]{2,}$/.test(email) ? email : null;
}
