import type { Sandbox } from '../../sandbox/index.ts';
import type { SyncDto } from '../../src/contract/customers/sync.ts';
import { type Merchant, until } from './merchant.ts';

type Customer = Sandbox['shop']['main']['customers'][number];
type Client = ReturnType<Sandbox['fic']['company']>['clients'][number];

let lastId = 9_000_000;

/** The client that a merchant entered by hand for a customer. */
export function handMade(customer: Customer, change: Record<string, unknown> = {}): Client {
  const { address } = customer;
  lastId += 1;
  return {
    id: lastId,
    code: '',
    type: address.company === '' ? 'person' : 'company',
    name: address.company || address.fullname,
    vat_number: address.vat.replace(/^IT/, ''),
    tax_code: address.taxCode,
    email: address.email,
    address_street: address.addr1,
    address_city: address.city,
    address_postal_code: address.zip,
    address_province: address.stateIso,
    country: 'Italia',
    country_iso: 'IT',
    phone: address.phone,
    certified_email: address.pec,
    ei_code: address.sdi,
    updated_at: '2026-01-01 10:00:00',
    created_at: '2026-01-01 10:00:00',
    ...change,
  };
}

/** Gives every customer an identity of their own, so that a test knows which of them are the same subject. */
export function makeDistinct(customers: readonly Customer[]): void {
  customers.forEach((customer, index) => {
    customer.code = `C${customer.id}`;
    const { address } = customer;
    Object.assign(address, { vat: '', taxCode: '', email: `customer.${index}@example.com` });
  });
}

/** Starts a sync by hand. */
export const startSync = (merchant: Merchant) => merchant.write<SyncDto>('POST', '/api/customers/sync');

/** Waits until a run has ended; fails when it makes no progress for half a minute. */
export async function endOf(merchant: Merchant, run: SyncDto): Promise<SyncDto> {
  let done = -1;
  for (;;) {
    const latest = await until(async () => {
      const found = await merchant.get<SyncDto | null>('/api/customers/sync');
      return found?.id === run.id && (found.finished !== null || found.done > done) ? found : null;
    }, `progress of the sync beyond ${done}`);
    if (latest.finished !== null) return latest;
    done = latest.done;
  }
}

export async function syncNow(merchant: Merchant): Promise<SyncDto> {
  return endOf(merchant, await startSync(merchant));
}
