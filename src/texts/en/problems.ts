import type { problemTexts as italian } from '../it/problems.ts';
import { aftercareProblems } from './problems/aftercare.ts';
import { documentProblems } from './problems/document.ts';
import { eInvoiceProblems } from './problems/e-invoice.ts';
import { platformProblems } from './problems/platform.ts';
import { pluginProblems } from './problems/plugin.ts';
import { receiptProblems } from './problems/receipts.ts';

/** Every problem code with its English sentences. */
export const problemTexts: typeof italian = {
  ...platformProblems,
  ...pluginProblems,
  ...documentProblems,
  ...receiptProblems,
  ...eInvoiceProblems,
  ...aftercareProblems,
};
