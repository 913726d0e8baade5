/** Reasons why a delivery was skipped. */
export const deliveryTexts = {
  batchCancelled: 'Invio di più ordini interrotto prima di questo ordine.',
  notPaid: "L'ordine non risulta pagato: partirà da solo quando lo sarà.",
  cancelled: "L'ordine è stato annullato prima dell'invio.",
};
