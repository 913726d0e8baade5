import type { commonTexts as italian } from '../../it/panel/common.ts';

export const commonTexts: typeof italian = {
  retry: 'Try again',
  reload: 'Reload the page',
  cancel: 'Cancel',
  close: 'Close',
  loading: 'Loading…',
  opensNewWindow: '(opens in a new window)',
  whatToDo: 'What to do:',
  nav: {
    label: 'Sections of the panel',
    home: 'Overview',
    orders: 'Orders and sending',
    settings: 'Settings',
    connection: 'Connection',
    skip: 'Skip to content',
  },
  company: (name) => `Company: ${name}`,
  unsaved: {
    title: 'Unsaved changes',
    text: 'This tab has changes that you have not saved yet. If you leave now, they are lost.',
    stay: 'Stay here',
    leave: 'Leave without saving',
  },
  quota: {
    monthLow: (remaining, limit) =>
      `Of this month's ${limit} calls to Fatture in Cloud, ${remaining} are left: when they run out, orders wait for the new month.`,
    label: 'Calls to Fatture in Cloud still available',
    hour: (remaining, limit) => `${remaining} of ${limit} this hour`,
    month: (remaining, limit) => `${remaining} of ${limit} this month`,
    exhausted: (until) => `Used up until ${until}: sending resumes by itself.`,
  },
  errors: {
    title: 'Something went wrong',
    network: {
      detail: 'The panel cannot reach the plug-in.',
      fix: 'Check your internet connection, then press Try again.',
    },
    unexpected: {
      detail: 'The plug-in gave an answer that the panel does not recognize.',
      fix: 'Reload the page; if the error comes back, contact support.',
    },
    defaultFix: 'Try again shortly; if the error comes back, contact support.',
    screen: {
      detail: 'This part of the panel did not load.',
      fix: 'Reload the page: settings that were saved stay as they are.',
    },
  },
};
