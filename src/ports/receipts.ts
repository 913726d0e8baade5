import type { DayReceipt } from '../document/day-receipt.ts';

/** A day's takings as they stand in Fatture in Cloud. `number` is as printed (`12/WEB`). */
export interface WrittenReceipt {
  id: number;
  number: string;
}

/**
 * The register of takings in Fatture in Cloud. Needs the scope `receipts:a` and a plan that has it: without them each
 * act is `mend` with `receipts-not-allowed`.
 */
export interface ReceiptActs {
  /** `startBy`, `uncertain` as `createDocument`. */
  createReceipt(receipt: DayReceipt, startBy?: Date): Promise<WrittenReceipt>;
  /** The receipt of that day whose description contains the marker. */
  findReceipt(query: { date: string; marker: string }): Promise<WrittenReceipt | null>;
  /** Brings a receipt to what it should say; writing the same twice is harmless. `mend` with `fic-not-found` where it is gone. */
  replaceReceipt(id: number, receipt: DayReceipt): Promise<WrittenReceipt>;
}
