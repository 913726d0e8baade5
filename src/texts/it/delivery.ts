/** Reasons why a delivery was skipped. */
export const deliveryTexts = {
  cancelled: "L'ordine è stato annullato prima dell'invio.",
};
