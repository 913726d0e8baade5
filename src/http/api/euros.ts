/** Cents → decimal euros of the JSON API; exact to the cent. */
export const euros = (cents: number): number => cents / 100;
