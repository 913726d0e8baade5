import { Problem, problemText } from '../../domain/problem.ts';
import type { Invoicing } from '../../ports/invoicing.ts';
import type { CustomerCall } from '../../ports/stores/customer-calls.ts';
import type { Context } from '../context.ts';

/** No call for customers now: orders of the company wait, or of the month they have had their share. */
export class HeldBack extends Problem {
  readonly reason: 'orders' | 'month';

  constructor({ reason, retryAt }: Exclude<CustomerCall, { granted: true }>) {
    super('fic-quota', 'quota', problemText('fic-quota', {}), { retryAt });
    this.reason = reason;
  }
}

/** What a customer sync needs of a company. */
export type AddressBook = Pick<
  Invoicing,
  'listClients' | 'findClientByCode' | 'createClient' | 'modifyClient'
>;

/**
 * The company's address book for a customer sync: before each call it is asked whether orders wait.
 *
 * @throws HeldBack what its acts throw besides: no call was made.
 */
export function holdBack({ store, clock }: Context, companyId: number, invoicing: Invoicing): AddressBook {
  const ask = async () => {
    const call = await store.customerCalls.take(companyId, clock.now());
    if (!call.granted) throw new HeldBack(call);
  };
  return {
    async listClients(query) {
      await ask();
      return invoicing.listClients(query);
    },
    async findClientByCode(code) {
      await ask();
      return invoicing.findClientByCode(code);
    },
    async createClient(client, startBy) {
      await ask();
      return invoicing.createClient(client, startBy);
    },
    async modifyClient(id, patch) {
      await ask();
      return invoicing.modifyClient(id, patch);
    },
  };
}
