/** A browser in short, as a person would name it. */
export interface BrowserName {
  name: string | null;
  system: string | null;
}

type Table = readonly (readonly [RegExp, string])[];

/** The first that fits: most browsers also name those that they descend from. */
const NAMES: Table = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera|OPX|OPiOS)\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bYaBrowser\//, 'Yandex'],
  [/\b(DuckDuckGo|Ddg)\//, 'DuckDuckGo'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/\b(MSIE |Trident\/)/, 'Internet Explorer'],
];

const SYSTEMS: Table = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

const first = (table: Table, text: string) => table.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** `Mozilla/5.0 (Windows NT 10.0) … Chrome/131.0 Safari/537.36` → Chrome, Windows; null where nothing is known. */
export function browserName(userAgent: string | null): BrowserName | null {
  if (userAgent === null) return null;
  const name = first(NAMES, userAgent);
  const system = first(SYSTEMS, userAgent);
  return name === null && system === null ? null : { name, system };
}
