import { lazy, Suspense, useSyncExternalStore } from 'react';

/** The toasts' container and its library are loaded with the first message: most visits never show one. */
const Container = lazy(() => import('./toasts.tsx'));

let needed = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A passing message; `danger` ones stay longer. */
export function notify(message: { tone?: 'brand' | 'danger'; title?: string; message: string }): void {
  const { tone = 'brand', ...rest } = message;
  needed = true;
  for (const listener of listeners) listener();
  void import('@mantine/notifications').then(({ notifications }) => {
    // The same message again takes the place of the one that still stands.
    const id = `${tone}:${rest.title ?? ''}:${rest.message}`;
    notifications.hide(id);
    notifications.show({ id, color: tone, autoClose: tone === 'danger' ? 10_000 : 4_000, ...rest });
  });
}

/** Where the messages appear. */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => needed);
  if (!shown) return null;
  return (
    <Suspense fallback={null}>
      <Container />
    </Suspense>
  );
}
