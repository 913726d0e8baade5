import { Decimal } from 'decimal.js';
import {
  type BuildDocumentInput,
  type BuiltDocument,
  buildDocument,
} from '../../src/document/build-document.ts';
import type { IssuedDocument } from '../../src/document/issued-document.ts';
import { orderMarker } from '../../src/domain/marker.ts';
import type { OrderLine, ShopOrder } from '../../src/domain/order.ts';
import { exampleCatalogue, exampleLine, exampleOrder, exampleSettings } from './orders.ts';

/** Documents of example orders, and short forms of them to compare. */

/** Issued in the first hour of 13 March in Rome, still the 12th in UTC. */
const now = new Date('2026-03-12T23:30:00Z');

export function build(
  order: Partial<ShopOrder> = {},
  extra: Partial<BuildDocumentInput> = {},
): BuiltDocument {
  return buildDocument({
    order: exampleOrder(order),
    settings: exampleSettings(),
    catalogue: exampleCatalogue,
    links: { clientId: null, productIdBySku: new Map([['MUG-01', 333]]) },
    marker: orderMarker('shop', '132_5672eebab5aa6'),
    now,
    ...extra,
  });
}

/** The document of an order that must have one. */
export function documentOf(
  order: Partial<ShopOrder> = {},
  extra: Partial<BuildDocumentInput> = {},
): IssuedDocument {
  const { document, problems } = build(order, extra);
  if (document === null) throw new Error(JSON.stringify(problems));
  return document;
}

export function codes(texts: readonly { code: string }[]): string[] {
  return texts.map((text) => text.code);
}

/** `2 × 12.2 @0 Tazza` per item: quantity, price, VAT type, name. */
export function rows(document: IssuedDocument): string[] {
  return document.items.map((item) => `${item.quantity} × ${item.price} @${item.vatTypeId} ${item.name}`);
}

/** One piece at a price (euros) and a rate (percent), by its tax profile. */
export function line(price: string, rate: number, more: Partial<OrderLine> = {}): OrderLine {
  return exampleLine({
    unitPrice: new Decimal(price),
    taxProfileId: `tax${rate}`,
    title: `Al ${rate}`,
    ...more,
  });
}
