const romeParts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function parts(instant: Date): Record<string, string> {
  return Object.fromEntries(romeParts.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** Day in Europe/Rome, `YYYY-MM-DD`. */
export function romeDay(instant: Date): string {
  const p = parts(instant);
  return `${p.year}-${p.month}-${p.day}`;
}

/** `YYYY-MM-DD HH:MM:SS` in Europe/Rome, as Fatture in Cloud writes `created_at`. */
export function romeTimestamp(instant: Date): string {
  const p = parts(instant);
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`;
}

/** `2015-12-17T18:19:54+0100` in Europe/Rome, as TeamSystem Commerce writes `orderDate`. */
export function romeIso(instant: Date): string {
  const p = parts(instant);
  const local = Date.UTC(
    Number(p.year),
    Number(p.month) - 1,
    Number(p.day),
    Number(p.hour),
    Number(p.minute),
    Number(p.second),
  );
  const minutes = Math.round((local - instant.getTime()) / 60_000);
  const sign = minutes < 0 ? '-' : '+';
  const offset = `${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}${sign}${offset}`;
}

/** Whole seconds since 1970, as TeamSystem Commerce takes in `from`, `to`, `since`. */
export function unixSeconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
