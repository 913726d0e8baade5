/** What an invoice to a public body needs and only a person knows. Source: art. 25 DL 66/2014; art. 17-ter DPR 633/1972. */
export interface PublicBodyData {
  /** Codice identificativo di gara, ten characters, where the purchase has one. */
  cig?: string | undefined;
  /** Codice unico di progetto, fifteen characters, where there is one. */
  cup?: string | undefined;
  /** The body pays the VAT to the state itself. */
  splitPayment: boolean;
}
