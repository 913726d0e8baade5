/** Calls a company may make in each window. Source: platforms.md, quotas. */
export interface QuotaLimits {
  perFiveMinutes: number;
  perHour: number;
  perMonth: number;
  /** Divides the windows' lengths. */
  scale: number;
}

const FIVE_MINUTES_SECONDS = 5 * 60;
const HOUR_SECONDS = 60 * 60;
const MONTH_SECONDS = 30 * 24 * HOUR_SECONDS;

/** When the windows begin and end. */
export function windowsOf({ scale }: QuotaLimits) {
  const hourMs = (HOUR_SECONDS * 1000) / scale;
  return {
    hourMs,
    slideSeconds: FIVE_MINUTES_SECONDS / scale,
    hourStart: (now: Date) => new Date(Math.floor(now.getTime() / hourMs) * hourMs),
    /** The calendar's month, or thirty shortened days where windows are scaled. */
    month(now: Date): { start: Date; end: Date } {
      if (scale === 1) {
        const [year, index] = [now.getUTCFullYear(), now.getUTCMonth()];
        return { start: new Date(Date.UTC(year, index)), end: new Date(Date.UTC(year, index + 1)) };
      }
      const length = (MONTH_SECONDS * 1000) / scale;
      const start = Math.floor(now.getTime() / length) * length;
      return { start: new Date(start), end: new Date(start + length) };
    },
  };
}
