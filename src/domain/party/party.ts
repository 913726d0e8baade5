/**
 * A buyer, a place of delivery or a customer of the shop: name, address and fiscal data as typed there.
 * Nothing here is checked; the documents' `buyer` decides what is right. Empty strings are null.
 */
export interface Party {
  /** Full name of the person, or the contact's. */
  name: string | null;
  /** Company name, where there is one. */
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  /** CAP or foreign postal code. */
  postalCode: string | null;
  /** Province (IT, two letters where known) or state, as text. */
  province: string | null;
  /** ISO 3166-1 alpha-2, upper case; null when the shop's country uid is unknown. */
  countryIso: string | null;
  email: string | null;
  phone: string | null;
  /** Partita IVA or foreign VAT number, as typed. */
  vatNumber: string | null;
  /** Codice fiscale, as typed. */
  taxCode: string | null;
  /** Certified e-mail (PEC). */
  certifiedEmail: string | null;
  /** SDI code (codice destinatario), as typed. */
  sdiCode: string | null;
}
