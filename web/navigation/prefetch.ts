/** What the panel's other views and tabs are made of, each a file of its own. */
const others = [
  () => import('../screens/orders/orders-screen.tsx'),
  () => import('../screens/settings/settings-screen.tsx'),
  () => import('../screens/settings/orders-tab.tsx'),
  () => import('../screens/settings/customers-tab.tsx'),
  () => import('../screens/settings/products-tab.tsx'),
  () => import('../screens/settings/template-tab.tsx'),
  () => import('../screens/settings/vat-tab.tsx'),
  () => import('../screens/settings/payment-account-tab.tsx'),
  () => import('../screens/connection/connection-screen.tsx'),
];

/** Safari has no idle callback. */
const whenIdle: (work: () => void) => void = (work) =>
  'requestIdleCallback' in window
    ? window.requestIdleCallback(work, { timeout: 5000 })
    : setTimeout(work, 1500);

/** Fetches them one by one once the first view stands, so that a change of tab waits for no line. */
export function prefetchOthers(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (connection?.saveData) return;
  const [next, ...rest] = others.splice(0);
  others.push(...rest);
  if (next === undefined) return;
  // One that cannot be fetched now is asked for again, and told, when its view is opened.
  whenIdle(() => void next().then(prefetchOthers, () => undefined));
}
