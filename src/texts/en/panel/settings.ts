import type { settingsTexts as italian } from '../../it/panel/settings.ts';

const rates = (count: number) => (count === 1 ? '1 VAT rate' : `${count} VAT rates`);

export const settingsTexts: typeof italian = {
  title: 'Settings',
  tabsLabel: 'Settings tabs',
  tabs: {
    orders: 'Orders',
    customers: 'Customers',
    products: 'Products',
    template: 'Template',
    vat: 'VAT types',
    paymentAccount: 'Payment account',
    eInvoice: 'E-invoices',
  },
  save: 'Save settings',
  saved: 'Settings saved',
  discard: 'Cancel',
  dirty: 'Changes not saved yet',
  required: 'A choice is required.',
  more: 'More choices',
  refresh: 'Refresh lists',
  refreshed: 'Lists refreshed',
  refreshHelp: 'Reads the entries to choose from anew, from Fatture in Cloud and from the shop.',
  gone: (id) => `Entry ${id} (no longer exists)`,
  goneWarning: 'The chosen entry no longer exists in Fatture in Cloud: choose another one.',
  setup: {
    title: 'Before sending the first order',
    account: 'Choose the payment account',
    vat: (missing) => `Match ${rates(missing)} still missing`,
  },
  orders: {
    help: 'Which orders become documents in Fatture in Cloud, and when.',
    automatic: 'Send orders automatically',
    automaticHelp:
      'Every new order that meets the choice below is created in Fatture in Cloud by itself. Orders from before this was switched on and cancelled orders do not go; you can always send them by hand.',
    since: 'Also send earlier orders, from',
    sinceHelp:
      'Optional: left empty, only orders from now on go. With a date, orders received from that day on go too, if they meet this choice and are not in Fatture in Cloud yet.',
    send: 'Orders to send',
    paid: 'Paid orders only',
    paidHelp:
      'The document is created once the order is paid: an invoice for who is to get one, otherwise an order.',
    invoiceRequested: 'Only orders with an invoice request',
    invoiceRequestedHelp:
      'The document is created as an invoice, paid or not, only if the customer asked for an invoice. Other orders stay in the shop.',
    paidAndRequested: 'Only paid orders with an invoice request',
    paidAndRequestedHelp:
      'The document is made as an invoice once the order is paid, only where the customer asked for an invoice. The other orders stay in the shop.',
    invoice: 'Who gets an e-invoice',
    invoiceRequestedOnly: 'Who asks for it',
    invoiceRequestedOnlyHelp: 'The other orders become documents of type order. The most common choice.',
    invoiceBusiness: 'Who asks for it, and who has a VAT number',
    invoiceBusinessHelp: 'Businesses that did not tick the request in the shop get an invoice too.',
    whenCancelled: 'When an order is cancelled',
    whenCancelledAsk: 'Ask me',
    whenCancelledAskHelp: 'The order is shown among those to check: you decide what becomes of its document.',
    whenCancelledWithdraw: 'Withdraw the document',
    whenCancelledWithdrawHelp:
      'The document of type order, or the invoice that was not sent to the SDI, is deleted by itself. Credit notes stay your decision.',
    invoiceAlways: 'Everybody',
    invoiceAlwaysHelp:
      'Every order becomes an invoice: private persons must then give name, address and codice fiscale as well, else the order stops and tells you so.',
    statuses: {
      title: 'Order statuses',
      hint: (paid: string) => `Counted as paid: ${paid}.`,
      hintNone: 'None of the shop’s statuses counts as paid.',
      help: 'What each of your shop’s statuses means for sending. Change it only where you use it otherwise: a status that you renamed or added, for example.',
      table: 'Order statuses and what they mean',
      status: 'Status in the shop',
      meaning: 'For the plug-in',
      meaningFor: (title: string) => `Meaning of the status “${title}”`,
      read: (meaning: string) => `${meaning} (as we read it)`,
      meanings: {
        paid: 'Paid',
        unpaid: 'Not paid',
        cancelled: 'Cancelled',
        hold: 'I decide, order by order',
      },
      holdNote: '“I decide”: the order waits in the list until you send it by hand.',
    },
    manualNote:
      'These choices apply to automatic sending. From Orders and sending you can send any order by hand.',
  },
  customers: {
    help: "The shop's customers become clients in Fatture in Cloud.",
    enabled: 'Synchronize customers',
    enabledHelp:
      'Every night new and changed customers are created or updated in Fatture in Cloud. No client is ever deleted.',
    overwrite: 'Overwrite the data in Fatture in Cloud',
    overwriteHelp:
      'Off, the synchronization only fills in what is empty at the client in Fatture in Cloud. On, data that change in the shop replace what they find.',
    sync: {
      cancel: 'Stop',
      latestEnd: (at) => `ends ${at} at the latest`,
      waitingUntil: (at, reason) => `Resumes by itself ${at}. ${reason}`.trim(),
      title: 'Synchronization',
      text: 'You can start it now without waiting for the night. Orders always go first.',
      button: 'Synchronize now',
      never: 'No synchronization has been run yet.',
      already: 'A synchronization is already running.',
      started: (at) => `Started ${at}`,
      finished: (at) => `Finished ${at}`,
      progress: 'Progress of the synchronization',
      counting: 'Counting the customers…',
      doneOf: (done, total) => `${done} of ${total} customers`,
      states: {
        running: 'Running',
        waiting: 'Waiting: resumes by itself as soon as Fatture in Cloud is available again',
        done: 'Completed',
        cancelled: 'Stopped',
        failed: 'Failed',
      },
      counts: { created: 'Created', updated: 'Updated', unchanged: 'Already fine', failed: 'Failed' },
      errorsToggle: (count) => (count === 1 ? 'Show 1 error' : `Show ${count} errors`),
      errorsHide: 'Hide the errors',
    },
  },
  products: {
    report: {
      title: 'Matching of products',
      text: 'The code (SKU) must be the same in the shop and in Fatture in Cloud: only then does the order move the stock.',
      counts: {
        matched: 'Matching',
        missing: 'Missing in Fatture in Cloud',
        duplicated: 'Repeated codes',
      },
      states: { matched: 'Matches', missing: 'Missing', duplicate: 'Repeated code' },
      search: 'Search for a code or a product',
      state: 'State',
      all: 'All',
      refresh: 'Read the products again',
      csv: 'Download CSV',
      never: 'The products have not been read yet.',
      readAt: (at) => `Read ${at}`,
      none: 'No product matches the search.',
      table: { caption: "The shop's products", sku: 'Code', title: 'Product', state: 'State' },
      noSku: '(without a code)',
    },
    help: 'What happens to the products of Fatture in Cloud when an order arrives.',
    updateStock: 'Update stock',
    updateStockHelp:
      'When a document of kind order is created, the stock of products with the same code (SKU) goes down in Fatture in Cloud. Invoices do not change it.',
  },
  template: {
    help: 'What the documents created by the plug-in look like.',
    template: 'Document template',
    templateHelp: 'The print template that Fatture in Cloud uses for the documents of orders.',
    companyDefault: 'Default of Fatture in Cloud',
    showPaymentMethod: 'Show the payment method',
    showPaymentMethodHelp: 'The document says how the customer paid, for example “Credit card”.',
    showPaymentDate: 'Show the payment date',
    showPaymentDateHelp: 'The document shows the due dates and the day on which the order was paid.',
    numberSuffix: 'Number suffix',
    numberSuffixHelp:
      "The shop's documents follow a numbering of their own with this suffix. Leave it empty to use the main numbering.",
    ownInvoiceNumbers: 'Invoices have numbers of their own',
    ownInvoiceNumbersHelp:
      'Off, invoices and orders use the same suffix. On, e-invoices have one of their own.',
    invoiceNumberSuffix: 'Suffix of invoices',
    invoiceNumberSuffixHelp: 'Leave it empty to use the main numbering of invoices.',
    numberExample: (example) => `Example: ${example}`,
    inUse: (list) => `Numberings already in use in Fatture in Cloud: ${list}`,
    suffixTooLong: 'Use at most 20 characters.',
    suffixCharacters: 'Use only letters, digits, spaces and the signs / . _ -',
  },
  vat: {
    help: 'To each VAT rate of the shop corresponds one of Fatture in Cloud: it is the one that appears in the lines of the documents.',
    table: 'Matching of VAT rates',
    shopColumn: 'VAT rate of the shop',
    ficColumn: 'VAT rate in Fatture in Cloud',
    selectFor: (profile) => `VAT rate in Fatture in Cloud for “${profile}”`,
    choose: 'Choose…',
    missing: 'To be matched: orders with this rate cannot go.',
    suggestion: (label) => `Suggested: ${label}`,
    useSuggestions: 'Use the suggestions',
    suggestionsText: (missing, suggested) =>
      `${rates(missing)} not matched; ${
        suggested === 1 ? 'for 1 there is a suggestion' : `for ${suggested} there is a suggestion`
      }. Check them and press Save settings.`,
    missingText: (missing) =>
      missing === 1
        ? '1 VAT rate is not matched: choose the corresponding one.'
        : `${missing} VAT rates are not matched: choose the corresponding ones.`,
    noNature:
      'This 0% rate has no “natura”: electronic invoices would be rejected. Set it in Fatture in Cloud or choose another rate.',
    differentPercent: (shop, fic) =>
      `Careful: in the shop it is ${shop}, in Fatture in Cloud ${fic}. The total of the document would not match.`,
    none: 'The shop has no VAT rates set up.',
    noneFix: 'Set up the taxes in TeamSystem Commerce, then press Refresh lists.',
    mainProfile: 'The shop’s main tax profile',
    mainProfileHelp:
      'In TeamSystem Commerce it counts for items that name no profile. Without this choice orders that contain them stop and tell you so.',
    mainProfileNone: 'Not told',
    mainProfileGone: 'Profile that no longer exists',
    shipping: 'VAT on shipping',
    shippingHelp:
      'The rate of shipping and payment costs. “As the items” divides them among the order’s rates, in proportion: the rule for accessory costs. “As told in the order” takes the shop’s or, where it has none, the highest among the items.',
    shippingAsOrder: 'As told in the order',
    shippingAsGoods: 'As the items, in proportion',
    moreHint:
      'Flat-rate scheme (regime forfettario), sales abroad, OSS and stamp duty: only some shops need these.',
    flatRate: 'Flat-rate scheme (regime forfettario)',
    flatRateHelp:
      'If you charge no VAT, every line of the documents goes with this 0% rate for what the customer paid, whatever rate the shop shows.',
    flatRateNone: 'No, I charge VAT',
    flatRateRest: 'In the flat-rate scheme rates by destination and OSS are not needed.',
    destinations: {
      title: 'Sales at 0% by destination',
      help: 'Where the shop sells without VAT to these customers, the line takes the right natura instead of the profile’s. Where that natura cannot hold for the customer, the order stops and tells you so.',
      asProfile: 'As the shop’s profile',
      names: {
        euBusiness: 'Businesses in other EU countries (natura N3.2)',
        extraEu: 'Outside the European Union (natura N3.1)',
        sanMarino: 'San Marino (natura N3.3)',
      },
    },
    oss: {
      title: 'Sales to EU consumers under OSS',
      help: 'For each country the percentage that the shop charges and the equal rate in Fatture in Cloud. Orders take that rate.',
      row: (country: string, percent: string) =>
        country === '' ? 'New OSS rate' : `OSS rate ${country} ${percent}%`,
      country: 'Country',
      chooseCountry: 'Choose the country…',
      percent: 'VAT %',
      vatType: 'Rate in Fatture in Cloud',
      add: 'Add a country',
      remove: (name: string) => `Remove: ${name}`,
      noInvoices: 'Not chosen: OSS invoices stop',
      invoice: 'Taxable amount of OSS invoices',
      invoiceHelp:
        'If an EU consumer asks for an invoice: the 0% rate with natura N7. An e-invoice cannot show a foreign rate.',
      taxLine: 'Line with the foreign VAT',
      taxLineHelp:
        'In the same invoice the foreign VAT is a line of its own, with a 0% rate of natura N1 or N2.2: so the total is what was paid.',
      countryMissing: 'Choose the country.',
      percentWrong: 'For example 19 or 25.5.',
      vatTypeMissing:
        'Choose the rate. If it is missing, create it in Fatture in Cloud and press Refresh lists.',
      twice: 'This rate is in the list already.',
    },
    stampDuty: 'Apply stamp duty (imposta di bollo)',
    stampDutyHelp:
      'Invoices with more than €77.47 exempt from or outside VAT (for example in the flat-rate scheme) carry €2 of stamp duty. You pay it: the customer’s total does not change. Off, the plug-in never states it.',
    proposals: {
      title: 'Some choices seem to be for you',
      use: 'Use the proposals',
      flatRate: (type: string) =>
        `Your company is in the flat-rate scheme: every line of the documents goes with “${type}”.`,
      destination: {
        euBusiness: (type: string) =>
          `You sell to businesses in other EU countries: without VAT, “${type}” applies.`,
        extraEu: (type: string) => `You sell outside the European Union: without VAT, “${type}” applies.`,
        sanMarino: (type: string) => `You sell to San Marino: without VAT, “${type}” applies.`,
      },
      destinationWithout: {
        euBusiness:
          'You sell to businesses in other EU countries, but Fatture in Cloud has no 0% rate with natura N3.2: create it, then press Refresh lists.',
        extraEu:
          'You sell outside the European Union, but Fatture in Cloud has no 0% rate with natura N3.1: create it, then press Refresh lists.',
        sanMarino:
          'You sell to San Marino, but Fatture in Cloud has no 0% rate with natura N3.3: create it, then press Refresh lists.',
      },
      oss: (country: string, percent: string, type: string) =>
        `You sell to consumers at another country’s VAT: ${country} ${percent} goes with “${type}”.`,
      ossWithout: (country: string, percent: string) =>
        `You sell to consumers at another country’s VAT (${country} ${percent}), but Fatture in Cloud has no such rate: create it, then press Refresh lists.`,
    },
    percent: (value) => `${value}%`,
    label: (percent, description) => (description === '' ? percent : `${percent} – ${description}`),
  },
  paymentAccount: {
    help: "The account of Fatture in Cloud on which the shop's takings appear.",
    account: 'Payment account',
    accountHelp: 'Paid orders appear as settled on this account. Without an account nothing is sent.',
    choose: 'Choose an account…',
    requiredMessage: 'Choose the payment account: without it no order can go.',
    none: 'Fatture in Cloud has no payment account yet.',
    noneFix:
      'Create an account in Fatture in Cloud (Impostazioni › Conti di saldo), then press Refresh lists.',
    methodsTitle: 'By payment method',
    methodsHelp:
      'Optional: another account for some payment methods, and the code to write in the electronic invoice.',
    noMethods: "Payment methods appear here after the shop's first orders.",
    methodAccount: 'Payment account',
    methodAccountFor: (method) => `Payment account for ${method}`,
    asDefault: 'Same as the main payment account',
    code: 'Code in the electronic invoice',
    codeFor: (method) => `Code in the electronic invoice for ${method}`,
    codeAutomatic: 'Automatic',
    codes: {
      MP01: 'Cash',
      MP02: 'Cheque',
      MP03: "Banker's draft",
      MP04: 'Cash at the Treasury',
      MP05: 'Bank transfer',
      MP06: 'Promissory note',
      MP07: 'Bank payment slip',
      MP08: 'Payment card',
      MP09: 'Direct debit (RID)',
      MP10: 'Direct debit for utilities (RID)',
      MP11: 'Fast direct debit (RID)',
      MP12: 'Collection order (RIBA)',
      MP13: 'Payment by notice (MAV)',
      MP14: 'Tax authority receipt',
      MP15: 'Transfer on special accounts',
      MP16: 'Standing order at a bank',
      MP17: 'Standing order at the post office',
      MP18: 'Postal payment slip',
      MP19: 'SEPA Direct Debit',
      MP20: 'SEPA Direct Debit CORE',
      MP21: 'SEPA Direct Debit B2B',
      MP22: 'Deduction from sums already collected',
      MP23: 'PagoPA',
    },
  },
};
