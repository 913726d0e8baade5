import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StatusDto } from '../../src/contract/panel/status.ts';
import { companiesQuery, connectionApi } from '../api/connection.ts';
import { describeError } from '../api/errors.ts';
import { panelApi, statusQuery } from '../api/panel.ts';
import { openEmptyWindow, readCallbackMessage } from './popup.ts';

/**
 * - `idle`: nothing was asked; the button is ready.
 * - `opening`: the click's window is open and empty, the address is being asked for.
 * - `waiting`: the merchant is in Fatture in Cloud's window.
 * - `blocked`: no window could be opened; `url` is to be opened by hand.
 * - `completing`: the code that came back is being redeemed.
 * - `closed`: the window went away before the end; the button is ready.
 * - `failed`: `problem` says why; the button is ready.
 *
 * It ends by itself: as soon as the status tells that it worked, the screen that holds the button goes away.
 */
export type AuthorizationPhase =
  | { name: 'idle' | 'opening' | 'waiting' | 'completing' | 'closed' }
  | { name: 'blocked'; url: string }
  | { name: 'failed'; problem: { detail: string; fix: string } };

const pollingMs = 2_000;
/** Gives the callback page's last message and the server's own completion time to arrive. */
const closedGraceMs = 1_500;
/** A ticket lives 60 s; the link to open by hand is renewed before. */
const ticketRenewalMs = 45_000;

/**
 * What ends it: `connect`, the connection has become usable; `sign-in`, the status is answered at all;
 * `other-account`, a company is connected (the one in sight offers none to choose); `renew`, the window says so, since
 * the status looks the same before and after.
 */
export type AuthorizationGoal = 'connect' | 'sign-in' | 'other-account' | 'renew';

function isReached(goal: AuthorizationGoal, status: StatusDto): boolean {
  const { state } = status.connection;
  if (goal === 'sign-in') return true;
  if (goal === 'renew') return false;
  return state === 'connected' || (goal === 'connect' && state === 'choose-company');
}

export interface Authorization {
  phase: AuthorizationPhase;
  start: () => void;
  redeem: (code: string) => void;
  /** The link to open by hand was followed. */
  openedByHand: () => void;
}

export function useAuthorization(goal: AuthorizationGoal): Authorization {
  const client = useQueryClient();
  const [phase, setPhase] = useState<AuthorizationPhase>({ name: 'idle' });
  const popup = useRef<Window | null>(null);
  const busy = phase.name !== 'idle';

  const finish = useCallback(
    (status: StatusDto) => {
      popup.current?.close();
      popup.current = null;
      setPhase({ name: 'idle' });
      client.setQueryData(statusQuery.queryKey, status);
      void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== statusQuery.queryKey[0] });
    },
    [client],
  );

  /** Whether the server has completed by itself. An error says nothing: the next look may do better. */
  const look = useCallback(
    async (isTold = false): Promise<boolean> => {
      const status = await panelApi.status().catch(() => null);
      if (status === null || !(isTold || isReached(goal, status))) return false;
      finish(status);
      return true;
    },
    [goal, finish],
  );

  const redeem = useCallback(
    async (code: string) => {
      setPhase({ name: 'completing' });
      try {
        finish(await connectionApi.completeAuthorization(code));
      } catch (error) {
        if (!(await look())) setPhase({ name: 'failed', problem: describeError(error) });
      }
    },
    [finish, look],
  );

  const start = useCallback(() => {
    popup.current?.close();
    popup.current = openEmptyWindow();
    setPhase({ name: 'opening' });
    connectionApi.ticket().then(
      ({ url }) => {
        if (popup.current === null) return setPhase({ name: 'blocked', url });
        popup.current.location.href = url;
        setPhase({ name: 'waiting' });
      },
      (error: unknown) => {
        popup.current?.close();
        setPhase({ name: 'failed', problem: describeError(error) });
      },
    );
  }, []);

  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void look(), pollingMs);
    const listen = (event: MessageEvent) => {
      const message = readCallbackMessage(event);
      if (message?.type === 'oauth-complete') {
        void (message.code === undefined ? look(true) : redeem(message.code));
      }
      if (message?.type === 'oauth-error') {
        setPhase({ name: 'failed', problem: { detail: message.detail, fix: message.fix } });
      }
    };
    window.addEventListener('message', listen);
    return () => {
      clearInterval(timer);
      window.removeEventListener('message', listen);
    };
  }, [busy, look, redeem]);

  useEffect(() => {
    if (phase.name !== 'waiting' || popup.current === null) return;
    let grace: ReturnType<typeof setTimeout> | undefined;
    const timer = setInterval(() => {
      if (popup.current?.closed !== true) return;
      clearInterval(timer);
      grace = setTimeout(async () => {
        if (await look()) return;
        if (goal === 'other-account' || goal === 'renew')
          void client.invalidateQueries({ queryKey: companiesQuery.queryKey });
        setPhase((now) => (now.name === 'waiting' ? { name: 'closed' } : now));
      }, closedGraceMs);
    }, 500);
    return () => {
      clearInterval(timer);
      clearTimeout(grace);
    };
  }, [phase.name, look, goal, client]);

  useEffect(() => {
    if (phase.name !== 'blocked') return;
    const timer = setInterval(() => {
      connectionApi.ticket().then(
        ({ url }) => setPhase((now) => (now.name === 'blocked' ? { name: 'blocked', url } : now)),
        () => undefined,
      );
    }, ticketRenewalMs);
    return () => clearInterval(timer);
  }, [phase.name]);

  const openedByHand = useCallback(() => setPhase({ name: 'waiting' }), []);
  return { phase, start, redeem, openedByHand };
}
