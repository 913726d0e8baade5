import { aftercareRoutes } from './aftercare/routes.ts';
import type { ApiRoute } from './api-route.ts';
import { connectionRoutes } from './connection/routes.ts';
import { customersRoutes } from './customers/routes.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { eInvoiceRoutes } from './e-invoice/routes.ts';
import { ordersRoutes } from './orders/routes.ts';
import { panelRoutes } from './panel/routes.ts';
import { personalDataRoutes } from './personal-data/routes.ts';
import { productsRoutes } from './products/routes.ts';
import { receiptsRoutes } from './receipts/routes.ts';
import { settingsRoutes } from './settings/routes.ts';

/** Every route of the JSON API. The server's handlers and the description are both held against this list. */
export const apiRoutes: ApiRoute[] = [
  ...panelRoutes,
  ...connectionRoutes,
  ...settingsRoutes,
  ...ordersRoutes,
  ...deliveryRoutes,
  ...eInvoiceRoutes,
  ...aftercareRoutes,
  ...customersRoutes,
  ...productsRoutes,
  ...receiptsRoutes,
  ...personalDataRoutes,
];
