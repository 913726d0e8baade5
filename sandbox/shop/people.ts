import { taxCode, vatNumber } from '../common/fiscal.ts';
import type { Random } from '../common/random.ts';
import { countries } from './catalogue.ts';
import {
  companyForms,
  companyNames,
  firstNamesFemale,
  firstNamesMale,
  foreigners,
  lastNames,
  streets,
  towns,
} from './places.ts';
import type { Address, Customer } from './types.ts';

function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '')
    .toLowerCase();
}

function countryUid(iso: string): number {
  return countries.find((country) => country.iso === iso)?.uid ?? 0;
}

type Buyer = { address: Address; firstName: string; lastName: string };

function italian(random: Random, kind: 'person' | 'company'): Buyer {
  const female = random.chance(0.5);
  const firstName = random.pick(female ? firstNamesFemale : firstNamesMale);
  const lastName = random.pick(lastNames);
  const town = random.pick(towns);
  const company =
    kind === 'company' ? `${random.pick(companyNames)} di ${town.city} ${random.pick(companyForms)}` : '';
  const vat = kind === 'company' ? vatNumber(random) : '';
  const withPec = random.chance(0.5);
  return {
    firstName,
    lastName,
    address: {
      fullname: `${firstName} ${lastName}`,
      company,
      addr1: `${random.pick(streets)}, ${random.int(1, 140)}`,
      addr2: random.chance(0.2) ? `Scala ${random.pick(['A', 'B', 'C'])}` : '',
      city: town.city,
      zip: town.zip,
      stateUid: town.stateUid,
      stateIso: town.province,
      countryUid: countryUid('IT'),
      countryIso: random.chance(0.7) ? 'IT' : '',
      email: `${slug(company || `${firstName} ${lastName}`)}@example.com`,
      phone: `3${random.digits(9)}`,
      vat,
      taxCode: company
        ? vat
        : taxCode({
            firstName,
            lastName,
            female,
            year: random.int(1950, 2003),
            month: random.int(1, 12),
            day: random.int(1, 28),
            place: town.cadastral,
          }),
      pec: company && withPec ? `${slug(company)}@pec.example.com` : '',
      sdi: company && !withPec ? random.text(7, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789') : '',
      userUID: '',
    },
  };
}

function foreigner(random: Random, index: number): Buyer {
  const person = foreigners[index % foreigners.length] ?? foreigners[0];
  const [firstName = '', ...rest] = person.fullname.split(' ');
  return {
    firstName,
    lastName: rest.join(' '),
    address: {
      fullname: person.fullname,
      company: person.company ?? '',
      addr1: person.addr1,
      addr2: '',
      city: person.city,
      zip: person.zip,
      stateUid: null,
      stateIso: '',
      countryUid: countryUid(person.countryIso),
      countryIso: person.countryIso,
      email: `${slug(person.fullname)}@example.org`,
      phone: `+${random.digits(11)}`,
      vat: person.vat ?? '',
      taxCode: '',
      pec: '',
      sdi: person.company ? 'XXXXXXX' : '',
      userUID: '',
    },
  };
}

/** The customers of a shop: persons and companies of Italy, and every twelfth or so from abroad. */
export function makeCustomers(random: Random, count: number, now: Date): Customer[] {
  return Array.from({ length: count }, (_, index) => {
    const abroad = index % 12 === 7 || index === 3;
    const made = abroad
      ? foreigner(random, index === 3 ? 0 : Math.floor(index / 12) + 1)
      : italian(random, index % 5 < 2 ? 'company' : 'person');
    const createdAt = new Date(
      now.getTime() - random.int(2, 400) * 86_400_000 - random.int(0, 86_399) * 1000,
    );
    const userUID = `56a0${random.hex(20)}`;
    // Names repeat among made-up people; an account's e-mail address is its own.
    const email = index === 0 ? made.address.email : made.address.email.replace('@', `.${index}@`);
    return {
      id: 1000 + index,
      userUID,
      firstName: made.firstName,
      lastName: made.lastName,
      createdAt,
      updatedAt: createdAt,
      acceptMarketing: random.chance(0.4),
      code: made.address.taxCode.length === 16 ? made.address.taxCode : `C${1000 + index}`,
      mobile: made.address.phone,
      website: '',
      address: { ...made.address, email, userUID },
    };
  });
}

/** Somebody who buys without an account. */
export function makeGuest(random: Random): Address {
  const { address } = italian(random, random.chance(0.25) ? 'company' : 'person');
  // Names repeat among made-up people; a guest is known by the e-mail address alone.
  return { ...address, email: address.email.replace('@', `.${address.phone.slice(-4)}@`) };
}

/** A company that buys without an account and names its SDI code. */
export function makeCompany(random: Random): Address {
  const { address } = italian(random, 'company');
  return { ...address, pec: '', sdi: random.text(7, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789') };
}

/** A buyer from abroad without an account: a business of the Union, or a person outside it. */
export function makeForeigner(random: Random, kind: 'union' | 'outside'): Address {
  return foreigner(random, kind === 'union' ? 0 : 1).address;
}
