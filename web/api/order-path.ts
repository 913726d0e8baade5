/** An order's address. */
export const orderPath = (orderId: string): string => `/api/orders/${encodeURIComponent(orderId)}`;
