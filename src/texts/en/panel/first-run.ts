import type { firstRunTexts as italian } from '../../it/panel/first-run.ts';

/** Sentences of the guided path from the installation to the first order. */
export const firstRunTexts: typeof italian = {
  title: 'Guided setup',
  stepsLabel: 'Steps of the setup',
  progress: (step, of) => `Step ${step} of ${of}`,
  done: 'Done',
  current: 'Under way',
  todo: 'To do',
  skipped: 'To be looked at again',
  steps: {
    authorize: {
      name: 'Authorize',
      title: 'Authorize Fatture in Cloud',
      why: 'The plug-in makes the documents in your place: it needs your consent to do so.',
    },
    company: {
      name: 'Company',
      title: 'Choose the company',
      why: "It is the one that gets this shop's documents.",
    },
    prerequisites: {
      name: 'Requirements',
      title: 'Check the requirements',
      why: 'If something is missing here, orders do not arrive or arrive incomplete.',
    },
    account: {
      name: 'Payment account',
      title: 'Choose the payment account',
      why: 'It is the account of Fatture in Cloud that the takings show on: without it no order can leave.',
    },
    vat: {
      name: 'VAT types',
      title: 'Confirm the VAT types',
      why: 'Each VAT rate of the shop needs its own in Fatture in Cloud, so that the document has the VAT that the buyer paid.',
    },
    eInvoice: {
      name: 'To the SDI',
      title: 'Who sends invoices to the SDI?',
      why: 'An invoice that the SDI does not have is not issued: choose whether it leaves by itself or you send it within twelve days.',
    },
    automatic: {
      name: 'Automatic sending',
      title: 'Turn automatic sending on',
      why: 'From here on each new paid order reaches Fatture in Cloud by itself; you can turn it off whenever you like.',
    },
  },
  prerequisites: {
    go: 'Go on all the same',
    check: 'Check again',
  },
  account: {
    save: 'Confirm the account',
    only: 'It is the only account of your company: we have chosen it already.',
    later: 'Another account by payment method is chosen in Settings › Payment account.',
  },
  vat: {
    save: 'Confirm the VAT types',
    suggested: (count) =>
      count === 1
        ? 'We have matched 1 rate by its percentage: check it and confirm.'
        : `We have matched ${count} rates by their percentage: check them and confirm.`,
    skip: 'Later',
  },
  automatic: {
    save: 'Turn automatic sending on',
    skip: 'I send by hand for now',
  },
  back: 'Back',
};
