/**
 * The province that a CAP lies in, for addresses whose shop tells none (or a number of its own). By the first two
 * digits, where a province has split off by three or four. Source: Poste Italiane, structure of the CAP; along a border
 * a town may have its neighbour's. South Sardinia's are shared by several provinces: null there.
 */
export function provinceOfPostalCode(code: string): string | null {
  if (!/^\d{5}$/.test(code)) return null;
  for (const length of [4, 3, 2]) {
    const found = byPrefix.get(code.slice(0, length));
    if (found !== undefined) return found === SHARED ? null : found;
  }
  return null;
}

const SHARED = '';

/** The first is the table's start; each word is the province of the next number. */
const ROWS: readonly [start: number, provinces: string][] = [
  [0, 'RM VT RI FR LT TR PG SS'],
  [10, 'TO AO CN VC AT AL GE SV IM SP MI VA CO SO BG BS CR PV NO PC'],
  [30, 'VE TV BL UD TS PD VI VR TN BZ BO MO RE PR FE RO MN FC RA'],
  [50, 'FI PT AR SI MS LU PI LI GR PO AN PU MC AP TE PE CH AQ'],
  [70, 'BA FG BR LE TA MT BT'],
  [80, 'NA CE BN AV SA PZ CB CS CZ RC PA TP AG CL EN CT SR RG ME'],
];

const EXCEPTIONS: Readonly<Record<string, string>> = {
  BI: '138 139',
  MB: '208 209',
  LC: '238 239',
  LO: '268 269',
  VB: '288 289',
  PN: '3307 3308 3309 3317',
  GO: '3407 3417',
  RN: '478 479',
  FM: '638 639',
  IS: '8607 8608 8609 8617',
  KR: '888 889',
  VV: '898 899',
  NU: '081',
  CA: '0912 0913',
  OR: '0907 0908 0909 0917',
  [SHARED]: '08 09',
};

const byPrefix = new Map<string, string>([
  ...ROWS.flatMap(([start, provinces]) =>
    provinces.split(' ').map((code, index) => [`${start + index}`.padStart(2, '0'), code] as const),
  ),
  ...Object.entries(EXCEPTIONS).flatMap(([code, prefixes]) =>
    prefixes.split(' ').map((prefix) => [prefix, code] as const),
  ),
]);
