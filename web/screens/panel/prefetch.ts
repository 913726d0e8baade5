import { useEffect } from 'react';

/** What the panel's other views and tabs are made of, each a file of its own. */
const others = [
  () => import('../orders/orders-screen.tsx'),
  () => import('../settings/settings-screen.tsx'),
  () => import('../settings/orders/orders-tab.tsx'),
  () => import('../settings/customers/customers-tab.tsx'),
  () => import('../settings/products/products-tab.tsx'),
  () => import('../settings/template-tab.tsx'),
  () => import('../settings/vat/vat-tab.tsx'),
  () => import('../settings/payment-account/payment-account-tab.tsx'),
  () => import('../settings/e-invoice-tab.tsx'),
  () => import('../receipts/receipts-screen.tsx'),
  () => import('../connection/connection-screen.tsx'),
];

/** In which the first view has the line to itself. */
const FIRST_VIEW_MS = 3000;

/** Safari has no idle callback. */
const whenIdle: (work: () => void) => void = (work) =>
  'requestIdleCallback' in window
    ? window.requestIdleCallback(work, { timeout: 5000 })
    : setTimeout(work, 1500);

/** Fetches them one by one once the first view stands, so that a change of tab waits for no line. */
function prefetchOthers(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const [next, ...rest] = others.splice(0);
  others.push(...rest);
  if (next === undefined) return;
  // One that cannot be fetched now is asked for again, and told, when its view is opened.
  whenIdle(() => void next().then(prefetchOthers, () => undefined));
}

export function usePrefetch(): void {
  useEffect(() => {
    const start = setTimeout(prefetchOthers, FIRST_VIEW_MS);
    return () => clearTimeout(start);
  }, []);
}
