import { type ComponentProps, lazy, Suspense, useState } from 'react';
import type { ConfirmDialog } from './confirm-dialog.tsx';

const Dialog = lazy(() =>
  import('./confirm-dialog.tsx').then((module) => ({ default: module.ConfirmDialog })),
);

/** `ConfirmDialog`, loaded when it is first opened and then kept, so that it also closes gently. */
export function LazyConfirmDialog(props: ComponentProps<typeof ConfirmDialog>) {
  const [wanted, setWanted] = useState(false);
  if (props.opened && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <Dialog {...props} />
    </Suspense>
  );
}
