import type { accessesTexts as italian } from '../../it/panel/accesses.ts';

export const accessesTexts: typeof italian = {
  title: 'Access',
  intro: "The browsers that may use this shop's panel, and the recorded sign-ins.",
  back: 'Back to the connection',
  entry: {
    title: 'Access to the panel',
    text: 'See which browsers may use the panel, who came in and when. You can end the access of those that you do not recognise.',
    link: 'See who has access',
  },
  open: {
    title: 'Browsers with access',
    current: 'This browser',
    signedIn: 'Signed in',
    lastSeen: 'Last used',
    address: 'Address',
    user: 'Fatture in Cloud user',
  },
  browser: (name, system) =>
    name === null ? `Browser on ${system}` : system === null ? name : `${name} on ${system}`,
  unknownBrowser: 'Unrecognised browser',
  unknown: 'Not known',
  origins: {
    claim: 'First access after the installation',
    'sign-in': 'Sign-in with Fatture in Cloud',
  },
  end: {
    button: 'End access',
    label: (browser, at) => `End access: ${browser}, ${at}`,
    title: 'End this access?',
    text: (browser) =>
      `${browser} will not be able to use the panel until somebody signs in again with Fatture in Cloud. Sending goes on.`,
    confirm: 'Yes, end the access',
    done: 'The access was ended',
  },
  leave: {
    button: 'Sign out of this browser',
    title: 'Sign out of this browser?',
    text: 'To come back you will have to sign in with a Fatture in Cloud user who may use the connected company. Sending goes on.',
    confirm: 'Yes, sign out',
  },
  others: {
    button: 'End all other access',
    title: 'End all other access?',
    text: 'Only this browser will be able to use the panel; the others will have to sign in again with Fatture in Cloud.',
    confirm: 'Yes, end the others',
    done: (ended) => (ended === 1 ? '1 access ended' : `${ended} accesses ended`),
  },
  log: {
    title: 'Recorded sign-ins',
    text: 'The last 50, also of browsers whose access was ended. They are kept for a year at most.',
    table: 'Recorded sign-ins',
    at: 'When',
    how: 'How',
    who: 'User',
    from: 'From where',
    none: 'No sign-in was recorded yet.',
  },
};
