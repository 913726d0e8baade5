const of = (v: { count: number; looked: number }) => `${v.count} su ${v.looked}`;

/** What of the shop's answers is not understood, a sentence each; the paths are the shop's own names, never values. */
export const inspectionTexts = {
  scopes: {
    order: 'ordini',
    item: 'righe degli ordini',
    client: 'clienti',
    product: 'prodotti',
    country: 'Paesi',
    tax: 'profili IVA',
    payment: 'metodi di pagamento',
    store: 'dati del negozio',
    status: 'stati degli ordini',
  },
  answer: (v: { scope: string; code: string }) => `Non si riesce a leggere: ${v.scope} (${v.code}).`,
  total: (v: { count: number; looked: number; keys: string[] }) => {
    const sums = `In ${of(v)} ordini la somma delle voci non torna con il totale.`;
    return v.keys.length === 0
      ? sums
      : `${sums} La differenza sta in campi che non si conoscono: ${v.keys.join(', ')}.`;
  },
  absent: (v: { scope: string; field: string; count: number; looked: number }) =>
    `${v.scope}: manca un campo indispensabile, «${v.field}» (${of(v)}).`,
  value: (v: { scope: string; path: string; count: number; looked: number }) =>
    `${v.scope}: il campo «${v.path}» non è leggibile (${of(v)}).`,
  conflict: (v: { scope: string; path: string; count: number; looked: number }) =>
    `${v.scope}: due campi dicono cose diverse, ${v.path} (${of(v)}).`,
  order: (v: { code: string; count: number; looked: number }) =>
    `${of(v)} ordini hanno dati che non si riesce a leggere (${v.code}).`,
};
