/** Words that are printed on a document. */
export const documentTexts = {
  order: (shortId: string) => `Ordine #${shortId}`,
  subject: (marker: string, shortId: string) => `${marker} Ordine TeamSystem Commerce #${shortId}`,
  shipping: 'Spese di spedizione',
  paymentCost: 'Spese di pagamento',
  paymentDiscount: 'Sconto per metodo di pagamento',
  discount: (coupon: string | null, percent: string | null) =>
    `Sconto${coupon === null ? '' : ` coupon ${coupon}`}${percent === null ? '' : ` (IVA ${percent}%)`}`,
  rounding: 'Arrotondamento',
  sku: (sku: string) => `SKU: ${sku}`,
  untitledArticle: 'Articolo',
  foldedQuantity: (quantity: string, price: string) => `${quantity} × ${price} €`,
  percentProfile: (percent: string) => `IVA ${percent}%`,
  shippingVat: 'IVA della spedizione',
  flatRateVat: 'Regime forfettario',
  destinationVat: {
    euBusiness: 'Vendite a imprese di altri Paesi UE',
    extraEu: "Vendite fuori dall'Unione europea",
    sanMarino: 'Vendite a San Marino',
  },
  /** @param rate Country and percentage, `DE:19`. */
  ossVat: (rate: string) => `OSS ${rate.replace(':', ' ')}%`,
  ossInvoiceVat: 'Fatture OSS',
  ossTax: (country: string, percent: string) => `IVA ${country} ${percent}% (OSS)`,
  /** What a natura asks of the buyer. */
  natureWants: {
    export: "la merce deve uscire dall'Unione europea",
    euBusiness: "serve una partita IVA valida di un altro Paese dell'Unione europea, dove va la merce",
    sanMarino: 'il cliente deve essere di San Marino',
    italianBusiness: 'serve una partita IVA italiana',
    euPrivate: "il cliente deve essere un privato di un altro Paese dell'Unione europea",
  },
  wholeOrder: "totali dell'ordine",
  /** `marker`: by which it is found again. */
  receipt: (day: string, marker: string) => `Corrispettivi e-commerce del ${day} ${marker}`,
  creditNote: (number: string, date: string) => `Nota di credito per la fattura n. ${number} del ${date}`,
  creditOf: (number: string) => `Storno della fattura n. ${number}`,
  pieces: (quantity: string, name: string) => `${quantity} × ${name}`,
  unnamedBuyer: 'Cliente senza nome',
};
