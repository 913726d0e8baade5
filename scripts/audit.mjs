// The dependency audit of `npm test`: a known critical flaw fails, whatever cannot be asked is skipped with a line.
import { spawn } from 'node:child_process';
import { root } from './prepare.mjs';

/** How long an answer is waited for once the tests have nothing else to do. */
const WAIT_MS = 6000;
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Judges what `npm audit --json` wrote (report version 2). Anything that is no such report, an offline machine's or an
 * old registry's answer among it, is a reason to skip: it says nothing about the packages.
 *
 * @returns {{ verdict: 'passed' | 'failed' | 'skipped', line: string }}
 */
export function judgeAudit(text) {
  let report;
  try {
    report = JSON.parse(text);
  } catch {
    return { verdict: 'skipped', line: 'Dependency audit skipped: npm gave no readable answer.' };
  }
  const counts = report?.metadata?.vulnerabilities;
  if (!Number.isInteger(counts?.critical)) {
    const said = [report?.message, report?.error?.summary, report?.error?.code].find(
      (one) => typeof one === 'string' && one !== '',
    );
    const reason =
      said === undefined ? 'the answer is no audit report' : said.split('\n', 1)[0].slice(0, 160);
    return { verdict: 'skipped', line: `Dependency audit skipped: ${reason}` };
  }
  const critical = Object.values(report.vulnerabilities ?? {}).filter(
    (found) => found?.severity === 'critical',
  );
  if (counts.critical > 0 || critical.length > 0) {
    return { verdict: 'failed', line: ['Known critical flaws:', ...critical.map(describe)].join('\n  ') };
  }
  const others = ['high', 'moderate', 'low', 'info'].filter((level) => counts[level] > 0);
  const rest = others.map((level) => `${counts[level]} ${level}`).join(', ');
  return { verdict: 'passed', line: `Dependency audit: no known critical flaw${rest && ` (${rest})`}.` };
}

/** `package range: title (address)`; a flaw that comes through another package names that one. */
function describe({ name, range, via }) {
  const reasons = (Array.isArray(via) ? via : []).map((one) =>
    typeof one === 'string' ? `through ${one}` : `${one?.title ?? 'no title'} (${one?.url ?? 'no address'})`,
  );
  return `${name} ${range ?? ''}: ${[...new Set(reasons)].join('; ')}`;
}

/**
 * Starts the audit of all packages, development's too, beside whatever else runs.
 *
 * @returns waits for its judgement, a few seconds at most from that call on.
 */
export function startAudit() {
  const child = spawn(NPM, ['audit', '--json', '--fetch-retries=0', `--fetch-timeout=${WAIT_MS}`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
    // A group of its own, so that what npm started ends with it.
    detached: process.platform !== 'win32',
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += chunk;
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ reason: error.message }));
    child.once('close', () => resolve({ reason: null }));
  });
  return async () => {
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve({ reason: `no answer within ${WAIT_MS / 1000} s` }), WAIT_MS);
    });
    const { reason } = await Promise.race([ended, late]);
    clearTimeout(timer);
    if (child.exitCode === null && child.pid !== undefined) kill(child);
    return reason === null
      ? judgeAudit(text)
      : { verdict: 'skipped', line: `Dependency audit skipped: ${reason}.` };
  };
}

function kill(child) {
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
  child.stdout.destroy();
  child.unref();
}
