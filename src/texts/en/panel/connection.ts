import type { connectionTexts as italian } from '../../it/panel/connection.ts';

export const connectionTexts: typeof italian = {
  session: {
    missing: {
      title: 'The session did not arrive',
      text: 'The browser did not hand the access cookie to the panel: this happens when cookies are blocked, or when the panel is opened outside the TeamSystem Commerce back office.',
      steps: [
        'Go back to the TeamSystem Commerce back office and open ORDINI › FATTURE IN CLOUD again.',
        'If this message stays, allow cookies for this site in the browser settings and reload the page.',
      ],
    },
    closed: {
      title: 'The time for the first setup is over',
      text: 'Nobody opened the panel in time after the installation, so access was closed for safety.',
      steps: [
        'In the TeamSystem Commerce back office, open the app market and install Fatture in Cloud again.',
        'Then open ORDINI › FATTURE IN CLOUD right away.',
      ],
    },
    signIn: {
      title: 'Sign in to open the panel',
      text: 'This browser has not yet proved that it may manage the shop. Sign in with a Fatture in Cloud user who works with the connected company: settings and sending do not change.',
      button: 'Sign in with Fatture in Cloud',
    },
  },
  authorize: {
    button: 'Authorize',
    again: 'Authorize again',
    opening: 'Opening the Fatture in Cloud window…',
    waiting: 'Complete the authorization in the Fatture in Cloud window. This page updates by itself.',
    completing: 'Confirming…',
    closed: {
      detail: 'The Fatture in Cloud window was closed before the authorization was complete.',
      fix: 'Press the button again and complete the steps in the window that opens.',
    },
    blocked: {
      detail: 'The browser blocked the Fatture in Cloud window.',
      fix: 'Open it with the link below, or allow pop-up windows for this site.',
    },
    openByHand: 'Open Fatture in Cloud',
    code: {
      toggle: 'Were you given a code?',
      label: '8-character code',
      help: 'If the Fatture in Cloud window shows a code, type it here to complete the authorization.',
      submit: 'Confirm the code',
      wrongLength: 'The code has 8 characters: check that you copied all of it.',
    },
  },
  welcome: {
    title: 'Connect Fatture in Cloud',
    text: "Connect your Fatture in Cloud account to create there the documents of the shop's orders, without copying them by hand.",
    safe: 'The plug-in never sees your password, and you can disconnect it whenever you like.',
  },
  companies: {
    title: 'Choose the company',
    text: "Your Fatture in Cloud account manages several companies. In which one should this shop's documents go?",
    label: 'Fatture in Cloud company',
    search: 'Search for a company',
    submit: 'Use this company',
    none: {
      detail: 'This Fatture in Cloud account cannot use any company.',
      fix: "Ask the company's administrator to give you access, then authorize again.",
    },
    noMatch: 'No company matches the search.',
    required: 'Choose a company.',
    chosen: (name) => `Shop connected to ${name}`,
  },
  change: {
    link: 'Change',
    linkMore: 'company',
    title: 'Change company',
    text: 'The documents of the next orders will be in the new company. Those already made stay where they are.',
    now: (name) => `Current company: ${name}`,
    submit: 'Change company',
    onlyOne: 'The user who authorized the plug-in can use this company alone.',
    onlyOneFix: 'To use another one, authorize again with a user who has access to it.',
    other: 'Authorize with another user',
    back: 'Back to the overview',
    confirmTitle: (name) => `Move to ${name}?`,
    confirmText:
      'Payment account, VAT types and template belong to the company: you choose them anew for the new one (the present ones return if you come back). Until then no order leaves; then they do by themselves, those in the queue too, for the new company.',
    confirm: 'Yes, change company',
  },
  expired: {
    detail: 'The Fatture in Cloud authorization is no longer valid: orders are waiting.',
    fix: 'Press Authorize again: the waiting orders will go by themselves.',
  },
  screen: {
    title: 'Connection',
    intro: 'The shop, the Fatture in Cloud company it is connected to, and what is needed to send.',
    shop: 'Shop',
    company: 'Fatture in Cloud company',
    state: 'State',
    quota: 'Calls available',
    states: {
      disconnected: 'Not connected',
      'choose-company': 'Company to be chosen',
      connected: 'Connected',
      expired: 'Authorization expired',
    },
  },
  prerequisites: {
    title: 'What is needed to send orders',
    check: 'Check again',
    names: {
      'site-online': 'The site is online',
      taxes: 'Taxes are set up',
      invoicing: 'Invoicing is active in the shop',
      'payment-account': 'Fatture in Cloud has a payment account',
    },
    ok: 'All right',
    notOk: 'To be mended',
    unknown: 'Cannot be checked',
  },
  inspection: {
    title: "Some of the shop's answers are not understood",
    text: 'The plug-in does not guess: orders that depend on them stay here until they are understood, and then leave by themselves.',
    fix: 'Pass this list on to whoever runs the plug-in. “npm run doctor -- shop” writes a report of it without personal data.',
  },
  disconnect: {
    title: 'Disconnect Fatture in Cloud',
    text: 'The plug-in forgets the authorization and sends nothing more. Documents already created stay in Fatture in Cloud, and the settings stay saved.',
    button: 'Disconnect',
    confirmTitle: 'Disconnect Fatture in Cloud?',
    confirmText: 'From now on no order and no customer is sent. To resume, you will have to authorize again.',
    confirm: 'Yes, disconnect',
    done: 'Fatture in Cloud was disconnected',
  },
};
