import { promises as fs } from 'node:fs';
import type { Environment } from '../env.ts';
import { type Finding, fail, ok, reasonOf, warn } from './report.ts';

const TIMEOUT_MS = 5000;
const MEGABYTE = 1_000_000;
const FULL_MEGABYTES = 200;
const NEARLY_FULL_MEGABYTES = 1000;
/** Sessions, tokens and quota windows live by the clock. */
const CLOCK_WARN_MS = 5000;
const CLOCK_FAIL_MS = 60_000;

export function checkPublicUrl(env: Environment): Finding {
  const name = 'public-url';
  const url = new URL(env.PUBLIC_URL);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol === 'https:') return ok(name, `${url.origin}: cookies work in the back office's frame`);
  if (local)
    return warn(
      name,
      `${url.origin} is this machine alone`,
      'set PUBLIC_URL to the public https address before a real shop installs it',
    );
  return fail(
    name,
    `${url.origin} is not https: browsers keep no session in the back office's frame, and Fatture in Cloud redirects to https alone`,
    'put a proxy that ends TLS in front and set PUBLIC_URL to its https address',
  );
}

export async function checkOwnAddress(env: Environment): Promise<Finding> {
  const name = 'public-url-reachable';
  try {
    const answer = await get(`${env.PUBLIC_URL}/healthz`);
    const body = (await answer.json().catch(() => null)) as { alive?: unknown } | null;
    if (answer.ok && body?.alive === true) return ok(name, 'the plug-in answers at its public address');
    return warn(
      name,
      `${env.PUBLIC_URL}/healthz answers ${answer.status}, and not as the plug-in does`,
      'check where the proxy sends it',
    );
  } catch (error) {
    return warn(
      name,
      `nothing answers at ${env.PUBLIC_URL} (${reasonOf(error)})`,
      'start the plug-in, or check DNS, certificate and proxy; from inside a network the public address may be out of reach',
    );
  }
}

export function checkClient(env: Environment): Finding {
  const name = 'fic-client';
  const { FIC_CLIENT_ID: id, FIC_CLIENT_SECRET: secret } = env;
  const fix = 'copy both from the app at developers.fattureincloud.it';
  if (id === secret) return fail(name, 'FIC_CLIENT_ID and FIC_CLIENT_SECRET are the same', fix);
  if (/[\s"'<>]/.test(id) || /[\s"'<>]/.test(secret)) {
    return fail(name, 'FIC_CLIENT_ID or FIC_CLIENT_SECRET holds spaces, quotes or brackets', fix);
  }
  if (/^(xxx|changeme|your|client[-_]?id|todo)/i.test(id)) {
    return fail(name, 'FIC_CLIENT_ID looks like a placeholder', fix);
  }
  if (id.length < 6 || secret.length < 10) return warn(name, 'id or secret is unusually short', fix);
  return ok(name, `id of ${id.length} characters; redirect address ${env.PUBLIC_URL}/oauth/callback`);
}

/** Free space where the embedded database and the generated secret live. */
export async function checkDataDir(env: Environment): Promise<Finding[]> {
  const name = 'data-dir';
  if (env.DATABASE_URL !== undefined && env.APP_SECRET !== undefined) return [];
  try {
    await fs.access(env.DATA_DIR, fs.constants.R_OK | fs.constants.W_OK);
    const { bavail, bsize } = await fs.statfs(env.DATA_DIR);
    const free = Math.floor((bavail * bsize) / MEGABYTE);
    const detail = `${env.DATA_DIR}: ${free} MB free`;
    if (free < FULL_MEGABYTES)
      return [fail(name, detail, 'make room: PostgreSQL stops when the disk is full')];
    if (free < NEARLY_FULL_MEGABYTES) return [warn(name, detail, 'make room soon')];
    return [ok(name, detail)];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return [warn(name, `${env.DATA_DIR} does not exist yet`, 'the first start makes it')];
    return [fail(name, `${env.DATA_DIR}: ${reasonOf(error)}`, 'let the plug-in’s user read and write there')];
  }
}

/** One call to each, without keys or tokens: any answer shows that it is there, and its clock. */
export async function checkPlatforms(env: Environment): Promise<Finding[]> {
  return (
    await Promise.all([
      checkPlatform('fatture-in-cloud', `${env.FIC_API_URL}/`, 'FIC_API_URL'),
      checkPlatform('teamsystem-commerce', `${env.TSC_API_URL}/store/info.json`, 'TSC_API_URL'),
    ])
  ).flat();
}

async function checkPlatform(name: string, url: string, variable: string): Promise<Finding[]> {
  const host = new URL(url).host;
  try {
    const before = Date.now();
    const answer = await get(url);
    await answer.arrayBuffer().catch(() => undefined);
    const found =
      answer.status >= 500
        ? warn(name, `${host} answers ${answer.status}`, 'orders wait and go by themselves when it is back')
        : ok(name, `${host} answers`);
    const date = Date.parse(answer.headers.get('date') ?? '');
    // The header has whole seconds, and was written somewhere between the question and the answer.
    const off = Number.isNaN(date) ? null : (before + Date.now()) / 2 - date - 500;
    return off === null ? [found] : [found, checkClock(`clock-${name}`, off, `${host}'s`)];
  } catch (error) {
    const fix = `check DNS, firewall and ${variable}; orders wait meanwhile`;
    return [fail(name, `${host} does not answer (${reasonOf(error)})`, fix)];
  }
}

/** @param offMs How far this machine's clock is ahead. */
export function checkClock(name: string, offMs: number, whose: string): Finding {
  const seconds = Math.round(Math.abs(offMs) / 100) / 10;
  const detail = `${seconds} s from ${whose}`;
  const fix = 'set the clock by NTP: sessions, tokens and quota windows live by it';
  if (Math.abs(offMs) > CLOCK_FAIL_MS) return fail(name, detail, fix);
  if (Math.abs(offMs) > CLOCK_WARN_MS) return warn(name, detail, fix);
  return ok(name, detail);
}

const get = (url: string) =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS), headers: { accept: '*/*' } });
