/** Limits as published; `scale` divides the windows' lengths (60: the hour lasts a minute). */
export interface QuotaLimits {
  /** Per company, all apps together; a sliding window, the strictest reading. */
  per5Minutes: number;
  /** Per company and app; fixed windows. */
  perHour: number;
  perMonth: number;
  scale: number;
}

export const publishedLimits: QuotaLimits = { per5Minutes: 300, perHour: 1000, perMonth: 40_000, scale: 1 };

export type Refusal = 'per5Minutes' | 'perHour' | 'perMonth';

interface Window {
  start: number;
  end: number;
  used: number;
}

export class Quota {
  limits: QuotaLimits;
  /** Refused calls by kind. */
  readonly refusals: Record<Refusal, number> = { per5Minutes: 0, perHour: 0, perMonth: 0 };
  /** The most calls that one company was granted in any five minutes, hour or month, per kind. */
  readonly peaks: Record<Refusal, number> = { per5Minutes: 0, perHour: 0, perMonth: 0 };
  private readonly now: () => Date;
  private readonly recent = new Map<string, number[]>();
  private readonly hours = new Map<string, Window>();
  private readonly months = new Map<string, Window>();

  constructor(limits: QuotaLimits, now: () => Date) {
    this.limits = limits;
    this.now = now;
  }

  /** Takes one call of the app on the company's account, or says when to come back. A refused call costs nothing. */
  take(
    company: string,
    app: string,
  ): { granted: true } | { granted: false; kind: Refusal; retryAfterSeconds: number } {
    const now = this.now().getTime();
    const month = this.month(company, app);
    if (month.used >= this.limits.perMonth) return this.refuse('perMonth', month.end - now);
    const hour = this.hour(company, app);
    if (hour.used >= this.limits.perHour) return this.refuse('perHour', hour.end - now);
    const recent = this.lastFiveMinutes(company);
    if (recent.length >= this.limits.per5Minutes) {
      return this.refuse('per5Minutes', (recent[0] ?? now) + this.fiveMinutesMs - now);
    }
    recent.push(now);
    hour.used += 1;
    month.used += 1;
    this.peaks.per5Minutes = Math.max(this.peaks.per5Minutes, recent.length);
    this.peaks.perHour = Math.max(this.peaks.perHour, hour.used);
    this.peaks.perMonth = Math.max(this.peaks.perMonth, month.used);
    return { granted: true };
  }

  /** Another app's calls: they count for the five minutes alone, which all apps share. */
  usedByOthers(company: string, calls: number): void {
    const recent = this.lastFiveMinutes(company);
    for (let i = 0; i < calls; i++) recent.push(this.now().getTime());
  }

  /** Calls of the same app from elsewhere. */
  usedByApp(company: string, app: string, calls: number): void {
    this.hour(company, app).used += calls;
    this.month(company, app).used += calls;
    this.usedByOthers(company, calls);
  }

  headers(company: string, app: string): Record<string, string> {
    return {
      'RateLimit-HourlyRemaining': String(Math.max(0, this.limits.perHour - this.hour(company, app).used)),
      'RateLimit-HourlyLimit': String(this.limits.perHour),
      'RateLimit-MonthlyRemaining': String(Math.max(0, this.limits.perMonth - this.month(company, app).used)),
      'RateLimit-MonthlyLimit': String(this.limits.perMonth),
    };
  }

  private get fiveMinutesMs(): number {
    return (5 * 60_000) / this.limits.scale;
  }

  private refuse(kind: Refusal, milliseconds: number) {
    this.refusals[kind] += 1;
    return { granted: false as const, kind, retryAfterSeconds: Math.max(1, Math.ceil(milliseconds / 1000)) };
  }

  private lastFiveMinutes(company: string): number[] {
    const since = this.now().getTime() - this.fiveMinutesMs;
    const calls = this.recent.get(company) ?? [];
    while (calls.length > 0 && (calls[0] ?? 0) <= since) calls.shift();
    this.recent.set(company, calls);
    return calls;
  }

  private hour(company: string, app: string): Window {
    const length = 3_600_000 / this.limits.scale;
    const start = Math.floor(this.now().getTime() / length) * length;
    return this.window(this.hours, `${company} ${app}`, start, start + length);
  }

  /** The calendar month (UTC); with a scale, thirty shortened days. */
  private month(company: string, app: string): Window {
    const now = this.now();
    if (this.limits.scale === 1) {
      const start = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1);
      return this.window(
        this.months,
        `${company} ${app}`,
        start,
        Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1),
      );
    }
    const length = (30 * 86_400_000) / this.limits.scale;
    const start = Math.floor(now.getTime() / length) * length;
    return this.window(this.months, `${company} ${app}`, start, start + length);
  }

  private window(windows: Map<string, Window>, key: string, start: number, end: number): Window {
    const current = windows.get(key);
    if (current && current.start === start) return current;
    const fresh = { start, end, used: 0 };
    windows.set(key, fresh);
    return fresh;
  }
}
