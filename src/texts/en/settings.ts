import type { settingsTexts as italian } from '../it/settings.ts';

export const settingsTexts: typeof italian = {
  templateGone: 'This template is no longer in Fatture in Cloud: refresh the lists and choose another one.',
  vatTypeGone: 'This VAT rate is no longer in Fatture in Cloud: refresh the lists and choose another one.',
  accountGone: 'This account is no longer in Fatture in Cloud: refresh the lists and choose another one.',
  required: 'Required field.',
  invalid: 'Invalid value.',
  unknownField: 'Unknown field.',
};
