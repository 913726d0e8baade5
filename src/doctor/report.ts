/** `warn`: it works, but a person should know. `fail`: something does not work until it is mended. */
export type Status = 'ok' | 'warn' | 'fail';

/** One line of the doctor's report. No secret enters it. */
export interface Finding {
  name: string;
  status: Status;
  detail: string;
  /** What to do, where something is to be done. */
  fix?: string | undefined;
}

export const ok = (name: string, detail: string): Finding => ({ name, status: 'ok', detail });
export const warn = (name: string, detail: string, fix: string): Finding => ({
  name,
  status: 'warn',
  detail,
  fix,
});
export const fail = (name: string, detail: string, fix: string): Finding => ({
  name,
  status: 'fail',
  detail,
  fix,
});

export function toText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, status, detail, fix }) => [
    `${status.padEnd(4)}  ${name.padEnd(width)}  ${detail}`,
    ...(fix === undefined ? [] : [`${' '.repeat(width + 8)}→ ${fix}`]),
  ]);
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length;
  return `${lines.join('\n')}\n\n${count('ok')} ok, ${count('warn')} to look at, ${count('fail')} to mend\n`;
}

export const hasFailed = (findings: readonly Finding[]) => findings.some(({ status }) => status === 'fail');

/** What of an error may be shown: the network's code, else its first line (PostgreSQL names user and database there). */
export function reasonOf(error: unknown): string {
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === 'string' && /^E[A-Z_]{3,}$|_/.test(code)) return code;
  if (cause instanceof Error) return reasonOf(cause);
  return String(message ?? error).split('\n')[0] ?? '';
}
