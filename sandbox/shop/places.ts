/** An Italian town: CAP, province, cadastral code (of the codice fiscale) and the platform's number of the province. */
export interface Town {
  city: string;
  zip: string;
  province: string;
  cadastral: string;
  stateUid: number;
}

const rows: readonly (readonly [string, string, string, string])[] = [
  ['Milano', '20123', 'MI', 'F205'],
  ['Roma', '00184', 'RM', 'H501'],
  ['Torino', '10121', 'TO', 'L219'],
  ['Napoli', '80132', 'NA', 'F839'],
  ['Bologna', '40126', 'BO', 'A944'],
  ['Firenze', '50122', 'FI', 'D612'],
  ['Venezia', '30124', 'VE', 'L736'],
  ['Verona', '37121', 'VR', 'L781'],
  ['Padova', '35121', 'PD', 'G224'],
  ['Genova', '16121', 'GE', 'D969'],
  ['Bari', '70121', 'BA', 'A662'],
  ['Palermo', '90133', 'PA', 'G273'],
  ['Catania', '95124', 'CT', 'C351'],
  ['Bergamo', '24121', 'BG', 'A794'],
  ['Treviso', '31100', 'TV', 'L407'],
  ['Trieste', '34121', 'TS', 'L424'],
  ['Parma', '43121', 'PR', 'G337'],
  ['Perugia', '06121', 'PG', 'G478'],
  ['Cagliari', '09124', 'CA', 'B354'],
  ['Lecce', '73100', 'LE', 'E506'],
  ['Trento', '38122', 'TN', 'L378'],
  ['Ancona', '60121', 'AN', 'A271'],
];

export const towns: readonly Town[] = rows.map(([city, zip, province, cadastral], index) => ({
  city,
  zip,
  province,
  cadastral,
  stateUid: 1400 + index,
}));

/** The capital of a province, whose name it bears; empty for none that is known here. */
export function townOfProvince(province: string): string {
  return towns.find((town) => town.province === province)?.city ?? '';
}

export const streets = [
  'Via Garibaldi',
  'Via Mazzini',
  'Corso Italia',
  'Via Dante Alighieri',
  'Piazza della Libertà',
  'Viale dei Tigli',
  'Via Giuseppe Verdi',
  'Via San Francesco',
  'Vicolo Stretto',
  'Via del Commercio',
  'Via Cesare Battisti',
  'Largo Augusto',
] as const;

export const firstNamesFemale = [
  'Giulia',
  'Francesca',
  'Chiara',
  'Elena',
  'Martina',
  'Sofia',
  'Alessandra',
  'Ilaria',
  'Anna',
  'Beatrice',
] as const;
export const firstNamesMale = [
  'Marco',
  'Luca',
  'Andrea',
  'Matteo',
  'Davide',
  'Giuseppe',
  'Alessandro',
  'Stefano',
  'Paolo',
  'Niccolò',
] as const;
export const lastNames = [
  'Rossi',
  'Bianchi',
  'Ferrari',
  'Esposito',
  'Romano',
  'Colombo',
  'Ricci',
  'Marino',
  'Greco',
  'Bruno',
  'Gallo',
  'Conti',
  'De Luca',
  'Costa',
  'Giordano',
  'Mancini',
  'Rizzo',
  'Lombardi',
  'Moretti',
  'D’Angelo',
] as const;
export const companyNames = [
  'Trattoria del Borgo',
  'Studio Arco',
  'Ferramenta Centrale',
  'Agriturismo Le Querce',
  'Officine Adriatiche',
  'Libreria Aurora',
  'Cantine San Rocco',
  'Hotel Miramare',
  'Panificio Santini',
  'Edil Nord',
] as const;
export const companyForms = ['S.r.l.', 'S.n.c.', 'S.p.A.', 'S.a.s.'] as const;

/** Buyers from abroad, one in the Union with a VAT number, one outside it. */
export const foreigners = [
  {
    fullname: 'Katrin Huber',
    company: 'Huber Feinkost GmbH',
    addr1: 'Maximilianstraße 12',
    city: 'München',
    zip: '80539',
    countryIso: 'DE',
    vat: 'DE136695976',
  },
  {
    fullname: 'Emily Carter',
    company: null,
    addr1: '214 Bleecker Street',
    city: 'New York',
    zip: '10012',
    countryIso: 'US',
    vat: null,
  },
  {
    fullname: 'Luc Moreau',
    company: null,
    addr1: '8 rue des Martyrs',
    city: 'Paris',
    zip: '75009',
    countryIso: 'FR',
    vat: null,
  },
] as const;
