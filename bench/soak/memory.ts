import { median } from '../world.ts';

export interface Sample {
  /** Minutes since its process started. */
  minute: number;
  pssMiB: number;
}

/** A process is warm after these minutes: caches, pools and plans are filled. */
export const WARM_AFTER_MINUTES = 10;

/** The slope in the middle of those between any two samples (Theil and Sen), MiB an hour: one odd sample moves nothing. */
export function slopeMiBPerHour(samples: readonly Sample[]): number {
  const slopes = samples.flatMap((from, index) =>
    samples.slice(index + 1).map((to) => (to.pssMiB - from.pssMiB) / ((to.minute - from.minute) / 60)),
  );
  return slopes.length === 0 ? Number.NaN : median(slopes);
}

/** The warm half of a process's life against the one before. */
export function halves(samples: readonly Sample[]) {
  const warm = samples.filter(({ minute }) => minute >= WARM_AFTER_MINUTES);
  const middle = Math.floor(warm.length / 2);
  const of = (part: readonly Sample[]) => median(part.map(({ pssMiB }) => pssMiB));
  return {
    samples: warm.length,
    firstMiB: of(warm.slice(0, middle)),
    secondMiB: of(warm.slice(middle)),
    firstSlope: slopeMiBPerHour(warm.slice(0, middle)),
    secondSlope: slopeMiBPerHour(warm.slice(middle)),
    slope: slopeMiBPerHour(warm),
  };
}
