import {
  createContext,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { LazyConfirmDialog } from '../components/lazy-confirm-dialog.tsx';
import { texts } from '../texts.ts';
import { hashOf, parseHash, type Route } from './routes.ts';

interface Navigation {
  route: Route;
  /** Goes to a view, after asking where unsaved changes would be lost. */
  go: (route: Route) => void;
  /** What an `<a>` needs to be a real link that asks first. */
  link: (route: Route) => { href: string; onClick: (event: MouseEvent) => void };
  /** Tells whether leaving the view in sight loses something. */
  setUnsaved: (unsaved: boolean) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('useNavigation is called outside NavigationProvider');
  return navigation;
}

/** While `unsaved`, leaving the view or the page asks first. */
export function useUnsavedGuard(unsaved: boolean): void {
  const { setUnsaved } = useNavigation();
  useEffect(() => {
    setUnsaved(unsaved);
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      window.removeEventListener('beforeunload', warn);
      setUnsaved(false);
    };
  }, [unsaved, setUnsaved]);
}

/** Keeps the view in the address's fragment. `initial` holds where the address names none. */
export function NavigationProvider({ initial, children }: { initial: Route; children: ReactNode }) {
  const [route, setRoute] = useState<Route>(() => parseHash(window.location.hash) ?? initial);
  const [pending, setPending] = useState<Route | null>(null);
  const unsaved = useRef(false);
  const shown = hashOf(route);

  const go = useCallback(
    (next: Route) => {
      if (hashOf(next) === shown) return;
      if (unsaved.current) setPending(next);
      else window.location.hash = hashOf(next);
    },
    [shown],
  );

  useEffect(() => {
    if (parseHash(window.location.hash) === null) window.history.replaceState(null, '', shown);
    const follow = () => {
      const next = parseHash(window.location.hash);
      if (next === null || hashOf(next) === shown) return;
      if (unsaved.current) {
        // The browser has already moved (its back button): stay, and ask.
        window.history.replaceState(null, '', shown);
        setPending(next);
      } else setRoute(next);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, [shown]);

  const navigation = useMemo<Navigation>(
    () => ({
      route,
      go,
      link: (next) => ({
        href: hashOf(next),
        onClick: (event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          go(next);
        },
      }),
      setUnsaved: (value) => {
        unsaved.current = value;
      },
    }),
    [route, go],
  );

  const leave = () => {
    unsaved.current = false;
    if (pending !== null) window.location.hash = hashOf(pending);
    setPending(null);
  };

  return (
    <NavigationContext value={navigation}>
      {children}
      <LazyConfirmDialog
        opened={pending !== null}
        title={texts.common.unsaved.title}
        text={texts.common.unsaved.text}
        cancel={texts.common.unsaved.stay}
        confirm={texts.common.unsaved.leave}
        onCancel={() => setPending(null)}
        onConfirm={leave}
      />
    </NavigationContext>
  );
}
