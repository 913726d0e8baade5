/**
 * The JSON API, as in the contract. Ids of the shop are strings, ids of Fatture in Cloud numbers; amounts are
 * decimal euros as JSON numbers with two decimals; instants are ISO 8601 UTC.
 */
export * from './aftercare/acts.ts';
export * from './connection/accesses.ts';
export * from './connection/connection.ts';
export * from './customers/sync.ts';
export * from './delivery/delivery.ts';
export * from './delivery/send.ts';
export * from './e-invoice/e-invoice.ts';
export * from './orders/orders.ts';
export * from './orders/preview.ts';
export * from './panel/home.ts';
export * from './panel/status.ts';
export * from './personal-data/personal-data.ts';
export * from './problem.ts';
export * from './products/report.ts';
export * from './settings/catalogue.ts';
export * from './settings/settings.ts';
