/**
 * What people write into a field that they have nothing for. A shop's form often insists on one, so that `0`, `privato`
 * or `OOOOOOO` (letters for zeros) stand where a number should. Source: orders of shops of this platform.
 */

const NEGATION =
  'NON?|NESSUN[OA]?|SENZA|NIENTE|NULLA|ASSENTE|MANCA(?:NTE)?|VUOTO|NULL|NIL|NONE|N[ACDP]|NAN|UNDEFINED|FALSE|NOT';
const THING =
  'CODICE(?:FISCALE|DESTINATARIO|UNIVOCO|SDI)?|PEC|SDI|P?IVA|PARTITAIVA|CF|AZIENDA|DITTA|SOCIETA|IMPRESA|VAT';
const REST =
  'C?E|C?(?:E|L)*HO|DISPONIBILE|PRESENTE|PREVIST[OA]|APPLICABILE|POSSED?UT[OA]|POSSIEDO|INPOSSESSO|ESIST(?:E|ENTE)|RICHIEST[OA]|NECESSARI[OA]|SERVE|AVAILABLE|APPLICABLE';

const NONE = new RegExp(
  [
    '^[0OX]*$',
    // One digit over and over fills a field that counts its characters.
    '^(\\d)\\1{2,}$',
    `^(?:${NEGATION})(?:${REST})?(?:(?:LA|IL|UNA?)?(?:${THING}))?(?:${REST})?$`,
    '^(?:SONOUN|CLIENTE|UTENTE|CITTADINO|SOGGETTO)?PRIVAT[OAIE](?:CITTADINO|PERSON)?$',
    '^(?:PERSONAFISICA|CONSUMATORE(?:FINALE)?|CLIENTEFINALE)$',
    '^(?:DA(?:COMUNICARE|DEFINIRE|INSERIRE)|TBD)$',
  ].join('|'),
);

/** Whether a text says that there is nothing: empty, signs alone, zeros, or a word for none. */
export function saysNone(value: string | null | undefined): boolean {
  if (typeof value !== 'string') return true;
  const word = value
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return NONE.test(word);
}
