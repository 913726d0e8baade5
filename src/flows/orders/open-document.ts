import { Problem, problem } from '../../domain/problem.ts';
import { withCompany } from '../connection/access.ts';
import type { Context } from '../context.ts';

/**
 * The address of the PDF of an order's document, read anew (one call): it dies after some days, so that none is kept.
 *
 * @throws Problem `document-not-found` where the order has none, it is in another company, or it was deleted.
 */
export async function openDocument(context: Context, shopId: string, orderId: string): Promise<string> {
  const delivery = await context.store.deliveries.find(shopId, orderId);
  const document = delivery?.document;
  if (document == null) throw problem('document-not-found', 'mend', {});
  try {
    const address = await withCompany(context, shopId, 'manual', async (invoicing, company) =>
      delivery?.companyId === company.id ? invoicing.readDocumentPdf(document.id) : '',
    );
    if (address === '') throw problem('document-not-found', 'mend', {});
    return address;
  } catch (error) {
    if (error instanceof Problem && error.code === 'fic-not-found')
      throw problem('document-not-found', 'mend', {});
    throw error;
  }
}
