/** Italian provinces: code → name. Source: ISTAT, "Codici statistici delle unità amministrative territoriali". */
const PROVINCES: Readonly<Record<string, string>> = {
  AG: 'Agrigento',
  AL: 'Alessandria',
  AN: 'Ancona',
  AO: 'Aosta',
  AP: 'Ascoli Piceno',
  AQ: "L'Aquila",
  AR: 'Arezzo',
  AT: 'Asti',
  AV: 'Avellino',
  BA: 'Bari',
  BG: 'Bergamo',
  BI: 'Biella',
  BL: 'Belluno',
  BN: 'Benevento',
  BO: 'Bologna',
  BR: 'Brindisi',
  BS: 'Brescia',
  BT: 'Barletta-Andria-Trani',
  BZ: 'Bolzano',
  CA: 'Cagliari',
  CB: 'Campobasso',
  CE: 'Caserta',
  CH: 'Chieti',
  CL: 'Caltanissetta',
  CN: 'Cuneo',
  CO: 'Como',
  CR: 'Cremona',
  CS: 'Cosenza',
  CT: 'Catania',
  CZ: 'Catanzaro',
  EN: 'Enna',
  FC: 'Forlì-Cesena',
  FE: 'Ferrara',
  FG: 'Foggia',
  FI: 'Firenze',
  FM: 'Fermo',
  FR: 'Frosinone',
  GE: 'Genova',
  GO: 'Gorizia',
  GR: 'Grosseto',
  IM: 'Imperia',
  IS: 'Isernia',
  KR: 'Crotone',
  LC: 'Lecco',
  LE: 'Lecce',
  LI: 'Livorno',
  LO: 'Lodi',
  LT: 'Latina',
  LU: 'Lucca',
  MB: 'Monza e della Brianza',
  MC: 'Macerata',
  ME: 'Messina',
  MI: 'Milano',
  MN: 'Mantova',
  MO: 'Modena',
  MS: 'Massa-Carrara',
  MT: 'Matera',
  NA: 'Napoli',
  NO: 'Novara',
  NU: 'Nuoro',
  OR: 'Oristano',
  PA: 'Palermo',
  PC: 'Piacenza',
  PD: 'Padova',
  PE: 'Pescara',
  PG: 'Perugia',
  PI: 'Pisa',
  PN: 'Pordenone',
  PO: 'Prato',
  PR: 'Parma',
  PT: 'Pistoia',
  PU: 'Pesaro e Urbino',
  PV: 'Pavia',
  PZ: 'Potenza',
  RA: 'Ravenna',
  RC: 'Reggio Calabria',
  RE: 'Reggio Emilia',
  RG: 'Ragusa',
  RI: 'Rieti',
  RM: 'Roma',
  RN: 'Rimini',
  RO: 'Rovigo',
  SA: 'Salerno',
  SI: 'Siena',
  SO: 'Sondrio',
  SP: 'La Spezia',
  SR: 'Siracusa',
  SS: 'Sassari',
  SU: 'Sud Sardegna',
  SV: 'Savona',
  TA: 'Taranto',
  TE: 'Teramo',
  TN: 'Trento',
  TO: 'Torino',
  TP: 'Trapani',
  TR: 'Terni',
  TS: 'Trieste',
  TV: 'Treviso',
  UD: 'Udine',
  VA: 'Varese',
  VB: 'Verbano-Cusio-Ossola',
  VC: 'Vercelli',
  VE: 'Venezia',
  VI: 'Vicenza',
  VR: 'Verona',
  VT: 'Viterbo',
  VV: 'Vibo Valentia',
};

/** Other names and former codes that address books still hold. */
const OTHERS: Readonly<Record<string, string>> = {
  FO: 'FC',
  PS: 'PU',
  forli: 'FC',
  cesena: 'FC',
  pesaro: 'PU',
  urbino: 'PU',
  pesarourbino: 'PU',
  monza: 'MB',
  monzabrianza: 'MB',
  monzaebrianza: 'MB',
  monzaedellabrianza: 'MB',
  aquila: 'AQ',
  massa: 'MS',
  carrara: 'MS',
  barletta: 'BT',
  andria: 'BT',
  trani: 'BT',
  verbania: 'VB',
  reggiodicalabria: 'RC',
  reggionellemilia: 'RE',
  reggiodellemilia: 'RE',
  reggioemilia: 'RE',
  bozen: 'BZ',
  altoadige: 'BZ',
  sudtirol: 'BZ',
  trient: 'TN',
  trentino: 'TN',
  valledaosta: 'AO',
  valleedaoste: 'AO',
  vallee: 'AO',
  aoste: 'AO',
  gorica: 'GO',
  trst: 'TS',
  triest: 'TS',
  videm: 'UD',
  rome: 'RM',
  milan: 'MI',
  mailand: 'MI',
  turin: 'TO',
  naples: 'NA',
  florence: 'FI',
  florenz: 'FI',
  venice: 'VE',
  venedig: 'VE',
  genoa: 'GE',
  genua: 'GE',
  spezia: 'SP',
  carboniaiglesias: 'SU',
  mediocampidano: 'SU',
};

const byName = new Map<string, string>([
  ...Object.entries(PROVINCES).map(([code, name]) => [fold(name), code] as const),
  ...Object.entries(OTHERS).map(([name, code]) => [fold(name), code] as const),
]);

/**
 * The two-letter code of an Italian province, from its code (`rm`, `IT-RM`, `(RM)`), its name (`Roma`, `Provincia di
 * Roma`, `Città metropolitana di Roma Capitale`), both (`Roma (RM)`, `RM - Roma`) or a name in two languages
 * (`Bolzano/Bozen`); null where it is none.
 */
export function readProvince(value: string | null | undefined): string | null {
  if (typeof value !== 'string') return null;
  const whole = readOne(value);
  // The region is two provinces.
  if (whole !== null || /^trentino\W+(alto|sud|süd)/i.test(value)) return whole;
  const [, sign] = /\(\s*([a-z]{2})\s*\)/i.exec(value) ?? [];
  const pieces = [sign ?? '', ...value.split(/[()/|,;]|\s[-–]\s|[-–]/), ...value.split(/\s+/).filter(isCode)];
  for (const piece of pieces) {
    const code = readOne(piece);
    if (code !== null) return code;
  }
  return null;
}

/** Areas that are no town: a town's name gives its province only where it is one. */
const AREAS = new Set(
  'altoadige sudtirol trentino valledaosta valleedaoste vallee carboniaiglesias mediocampidano sudsardegna'.split(
    ' ',
  ),
);

/** The province of a town that is its capital (`Reggio Emilia`, `Carrara`); null for any other. */
export function provinceOfCapital(city: string): string | null {
  const name = fold(city);
  return AREAS.has(name) ? null : (byName.get(name) ?? null);
}

const isCode = (word: string) => /^[A-Z]{2}$/.test(word);

function readOne(value: string): string | null {
  const code = value
    .toUpperCase()
    .replace(/^\s*IT[-_ ]/, '')
    .replace(/[^A-Z]/g, '');
  if (code.length === 2 && Object.hasOwn(PROVINCES, code)) return code;
  const name = value
    .replace(
      /^\s*(provincia|citt[aà]['’]?\s+metropolitana|prov\.?)\s+(autonoma\s+)?(di\s+|del\s+|della\s+|dell['’])?/i,
      '',
    )
    .replace(/\s+capitale\s*$/i, '');
  return byName.get(fold(name)) ?? null;
}

function fold(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}
