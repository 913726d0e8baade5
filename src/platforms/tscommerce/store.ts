import type { StoreInfo } from '../../ports/shop.ts';
import { webAddress } from '../web-address.ts';
import { unreadableAnswer } from './answers.ts';
import type { Spellings } from './fields/spellings.ts';
import { readRecord } from './scalars.ts';

/** store/info.json; what it does not tell is null. Throws `shop-answer-unreadable` without a uid. */
export function readStore(body: unknown, spellings: Spellings): StoreInfo {
  const store = spellings.read('store', readRecord(body) ?? {});
  const uid = store.id('id');
  if (uid === null) throw unreadableAnswer('store/info.json without uid');
  const url = store.text('url');
  return {
    uid,
    instance: store.id('instance'),
    url: (url === null ? null : webAddress(url)) ?? '',
    name: store.text('name'),
    online: store.flag('online'),
    invoicingEnabled: store.flag('invoicing'),
  };
}
