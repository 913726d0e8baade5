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
  wholeOrder: "totali dell'ordine",
  unnamedBuyer: 'Cliente senza nome',
};
