import { useEffect, useRef } from 'react';

/** Where the focus goes when the button that was pressed has gone, if something was pressed here. */
export function useFocusAfter(acted: boolean) {
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (acted) target.current?.focus();
  }, [acted]);
  return target;
}
