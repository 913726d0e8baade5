/**
 * What a name says of who bears it. Names alone prove nothing: they decide only between readings of numbers and codes
 * that would be possible both.
 */

/** Companies' forms wherever they stand in a name, dots and blanks left out (`S.r.l.` is `SRL`). Source: civil code, book V. */
const FORM =
  /\b(SRLS?|SRLU|SNC|SAPA|SCARL|SCRL|SCPA|SOCCOOP|COOP|COOPERATIV[AE]|CONSORZI[OI]|SOCIETA|GEIE|STP)\b/;
/** Forms that are also words (a spa, initials): only where they end the name, or are written with their dots. */
const FORM_AT_END =
  /\b(SPA|SAS|SS)( (UNIPERSONALE|IN LIQUIDAZIONE|CON SOCIO UNICO|A SOCIO UNICO|SOCIETA BENEFIT|SB))?$/;
const DOTTED_FORM = /\bS\. ?(P\. ?A|A\. ?S|S)\b\.?/;
/** Those of other countries, at the end of a name. */
const FOREIGN_FORM =
  /\b(INC|LLC|LLP|LTD|LIMITED|PLC|CORP|CORPORATION|GMBH|AG|KG|OHG|UG|SARL|SASU|EURL|SA|SL|BV|NV|OY|AB|APS|AS|DOO|SRO|KFT|SP ?Z ?O ?O)$/;

/** Bodies that are no company. */
const BODY =
  /\b(ASD|SSD|APS|ODV|ONLUS|ETS|ASSOCIAZIONE|FONDAZIONE|COMITATO|PARROCCHIA|DIOCESI|ARCIDIOCESI|CONDOMINIO|SINDACATO|CONFRATERNITA|PRO LOCO)\b/;

/** Bodies of the state. Source: IPA's categories. */
const PUBLIC =
  /\b(COMUNE DI|CITTA DI|PROVINCIA (DI|AUTONOMA)|REGIONE|MINISTERO|UNIONE (DEI|DI) COMUNI|COMUNITA MONTANA|CITTA METROPOLITANA|UNIVERSITA|POLITECNICO|ISTITUTO (COMPRENSIVO|SCOLASTICO|TECNICO|PROFESSIONALE|DI ISTRUZIONE|SUPERIORE|STATALE|NAZIONALE)|DIREZIONE DIDATTICA|LICEO|CONSERVATORIO DI|AZIENDA (SANITARIA|OSPEDALIERA|USL|ULSS)|ASL|AUSL|ULSS|ASST|PREFETTURA|QUESTURA|TRIBUNALE|CAMERA DI COMMERCIO|AGENZIA (DELLE ENTRATE|DELLE DOGANE|DEL DEMANIO|REGIONALE)|CONSORZIO DI BONIFICA|INPS|INAIL|CNR)\b/;

function fold(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[’']/g, ' ')
    .replace(/[^\p{L}\p{N}. ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `S. R. L.` and `S.r.l.` → `SRL`: letters that stand alone between dots or blanks are drawn together. */
function withoutDots(folded: string): string {
  const joined = folded.replace(/\b(\p{L})\.? (?=\p{L}(\.|\b))/gu, '$1.');
  return joined.replace(/\./g, '').replace(/\s+/g, ' ').trim();
}

/** A company's legal form is part of the name: it has no personal codice fiscale, and is no public body. */
export function hasCompanyForm(name: string): boolean {
  const folded = fold(name);
  const plain = withoutDots(folded).replace(/\bSOC COOP\b/, 'SOCCOOP');
  return FORM.test(plain) || FORM_AT_END.test(plain) || DOTTED_FORM.test(folded);
}

/** A body of the state, by its name. */
export function isPublicName(name: string): boolean {
  return PUBLIC.test(withoutDots(fold(name)));
}

/** A company, an association, a public body: not a person, and nobody who trades under a person's codice fiscale. */
export function isOrganisation(name: string): boolean {
  return hasCompanyForm(name) || isPublicName(name) || BODY.test(withoutDots(fold(name)));
}

/** An organisation, or a company of another country. */
export function isForeignOrganisation(name: string): boolean {
  return isOrganisation(name) || FOREIGN_FORM.test(withoutDots(fold(name)));
}
