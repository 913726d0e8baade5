import type { syncTexts as italian } from '../it/sync.ts';

export const syncTexts: typeof italian = {
  waiting: {
    orders: 'Waiting orders go first: the synchronization resumes by itself.',
    month:
      'Orders need the monthly quota of Fatture in Cloud too: customers use a part of it each day, and the synchronization resumes by itself.',
    quota: 'Fatture in Cloud allows a limited number of requests: the synchronization resumes by itself.',
    shopQuota:
      'TeamSystem Commerce allows a limited number of requests: the synchronization resumes by itself.',
    invoicing: 'Fatture in Cloud does not answer: the synchronization resumes by itself.',
    shop: 'TeamSystem Commerce does not answer: the synchronization resumes by itself.',
    uncertain:
      'Fatture in Cloud did not confirm the creation of a client: before trying again, it is checked whether it exists already.',
    internal: 'An unexpected error occurred: the synchronization tries again by itself.',
  },
  internal: 'An unexpected error occurred with this customer.',
  companyChanged:
    'The Fatture in Cloud company was changed during the synchronization: press Synchronize now to start over.',
  refused: (detail, fix) => `${detail} ${fix}`,
};
