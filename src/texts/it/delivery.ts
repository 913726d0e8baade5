/** Reasons why a delivery was skipped. */
export const deliveryTexts = {
  batchCancelled: 'Invio di più ordini interrotto prima di questo ordine.',
  cancelled: "L'ordine è stato annullato prima dell'invio.",
};
