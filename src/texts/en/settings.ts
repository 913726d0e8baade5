import type { settingsTexts as italian } from '../it/settings.ts';

export const settingsTexts: typeof italian = {
  templateGone: 'This template is no longer in Fatture in Cloud: refresh the lists and choose another one.',
  vatTypeGone: 'This VAT rate is no longer in Fatture in Cloud: refresh the lists and choose another one.',
  accountGone: 'This account is no longer in Fatture in Cloud: refresh the lists and choose another one.',
  vatTypeNotZero: 'A VAT rate of 0% is needed here: choose one with its natura.',
  vatTypeOtherRate: 'This VAT rate has another percentage: choose one that equals the country’s.',
  taxProfileGone: 'This tax profile is no longer in the shop: refresh the lists and choose another one.',
  numeration: 'At most 20 characters: letters, digits, blanks and the signs / . _ -',
  ossRate: 'Write the country and the percentage, for example DE:19.',
  delay: 'Write the minutes, from 0 to 14400 (ten days): an invoice must be transmitted within twelve days.',
  paymentCode: 'Choose a code between MP01 and MP23.',
  required: 'Required field.',
  invalid: 'Invalid value.',
  unknownField: 'Unknown field.',
};
