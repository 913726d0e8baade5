import { lookup as resolve } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, type Dispatcher, request } from 'undici';
import type { Clock } from '../../ports/clock.ts';
import type { LookAtSite, SiteState } from '../../ports/site.ts';

const timeoutMs = 5000;
const freshMs = 10 * 60_000;
const maxRedirects = 5;
/** Sites whose answer is kept; the one looked at longest ago makes room. */
const maxSites = 1000;

/** An address that the shop's answers name must not lead into the operator's network. */
class NotPublic extends Error {}

export interface SiteOptions {
  clock: Clock;
  /** This machine's own addresses are let through as well: where the shop's API is on it too (tests, the demo). */
  allowLoopback: boolean;
  /** Resolves names; Node's own. */
  lookup?: LookupFunction;
}

/** Whether anybody may be asked at this address. `unicast` is what the IANA registries leave for the public internet. */
export function isPublicAddress(address: string, allowLoopback = false): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (allowLoopback && range === 'loopback');
}

/** Whether the operator's own shop API stands on this machine. */
export const isLoopbackUrl = (url: string) => {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');
};

/** What a name resolves to is looked at as the connection is made, so that no second answer can differ from the first. */
function guard(lookup: LookupFunction, allowLoopback: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error !== null) return done(error, [], family);
      const addresses = typeof found === 'string' ? [{ address: found, family: family ?? 4 }] : found;
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address, allowLoopback))) {
        return done(new NotPublic(hostname), []);
      }
      if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

/** The usual ports, and any one where the shop is on this machine. */
function mayBeOpened(url: URL, allowLoopback: boolean): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false;
  if (isIP(host) !== 0 && !isPublicAddress(host, allowLoopback)) return false;
  return url.port === '' || (allowLoopback && isLoopbackUrl(url.href));
}

/** A page is online, an error of the platform's or none at all is not; one that is not for us says nothing. */
function stateOf(status: number): SiteState {
  if (status < 400) return 'online';
  return [401, 403, 407, 429, 451].includes(status) ? 'unknown' : 'offline';
}

/** Opens public addresses alone, redirects included; each at most once in ten minutes. */
export function createSiteLook({
  clock,
  allowLoopback,
  lookup = resolve as LookupFunction,
}: SiteOptions): LookAtSite {
  const dispatcher = new Agent({
    connect: { lookup: guard(lookup, allowLoopback), timeout: timeoutMs },
    connections: 4,
    keepAliveTimeout: 1000,
  });
  const kept = new Map<string, { state: Promise<SiteState>; untilMs: number }>();
  return (url) => {
    const known = kept.get(url);
    const now = clock.now().getTime();
    if (known !== undefined && known.untilMs > now) return known.state;
    kept.delete(url);
    const [oldest] = kept.keys();
    if (kept.size >= maxSites && oldest !== undefined) kept.delete(oldest);
    const state = open(url, dispatcher, allowLoopback).catch((): SiteState => 'unknown');
    kept.set(url, { state, untilMs: now + freshMs });
    return state;
  };
}

async function open(address: string, dispatcher: Dispatcher, allowLoopback: boolean): Promise<SiteState> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = new URL(address);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    if (!mayBeOpened(url, allowLoopback)) return 'unknown';
    const answer = await request(url, {
      dispatcher,
      method: 'GET',
      headers: { accept: 'text/html' },
      signal,
    });
    const location = answer.headers.location;
    // What stands there is not read.
    answer.body.on('error', () => undefined).destroy();
    const isRedirect = answer.statusCode >= 300 && answer.statusCode < 400 && typeof location === 'string';
    if (!isRedirect) return stateOf(answer.statusCode);
    url = new URL(location, url);
  }
  return 'unknown';
}
