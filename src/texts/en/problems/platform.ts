import type { platformProblems as italian } from '../../it/problems/platform.ts';

const waitsByItself = 'Nothing to do: the plug-in tries again by itself.';
const quotedByFattureInCloud = (messages: string) =>
  messages === '' ? '' : ` Fatture in Cloud answers: “${messages}”.`;

export const platformProblems: typeof italian = {
  // ── TeamSystem Commerce ──────────────────────────────────────────────────────────────────────────
  'shop-unreachable': () => ({
    detail: 'TeamSystem Commerce does not answer.',
    fix: 'Nothing to do: the plug-in tries again by itself shortly.',
  }),
  'shop-answer-unreadable': () => ({
    detail: 'TeamSystem Commerce answered in a way that the plug-in cannot read.',
    fix: `${waitsByItself} If this message stays for more than an hour, contact support.`,
  }),
  'shop-keys-refused': () => ({
    detail: "TeamSystem Commerce no longer accepts this app's keys.",
    fix: 'Open the TeamSystem Commerce app market, uninstall the Fatture in Cloud app and install it again.',
  }),
  'shop-quota': () => ({
    detail: 'The shop has used up the requests that TeamSystem Commerce allows for now.',
    fix: waitsByItself,
  }),
  'shop-refused': (v) => ({
    detail: `TeamSystem Commerce refused the request (error ${v.status}).`,
    fix: 'Try again; if the error comes back, contact support and quote this error number.',
  }),
  'shop-order-unreadable': (v) => ({
    detail: `In the order's data from TeamSystem Commerce, the field “${v.field}” is missing or cannot be read.`,
    fix: 'Open the order in TeamSystem Commerce, check that it is complete, save it and send it again.',
  }),
  'shop-field-conflict': (v) => ({
    detail: `In the order's data from TeamSystem Commerce, “${v.first}” and “${v.second}” say different things.`,
    fix: 'Contact support and quote these two names: once the plug-in knows which one counts, the order goes by itself.',
  }),
  'shop-field-unknown': (v) => ({
    detail: `The order's parts do not come to the total that the buyer paid, and the difference is in a field that the plug-in does not know: ${v.amounts}.`,
    fix: 'Contact support and quote this name: once the plug-in knows it, the order goes by itself.',
  }),
  'shop-vat-unclear': (v) => ({
    detail: `The shop does not tell whether “${v.article}” was sold with VAT: its tax profile holds for only one of the order's two countries (${v.billing}, ${v.delivery}).`,
    fix: 'Check the order in TeamSystem Commerce and create the document by hand in Fatture in Cloud.',
  }),

  // ── Fatture in Cloud ─────────────────────────────────────────────────────────────────────────────
  'fic-unreachable': () => ({
    detail: 'Fatture in Cloud does not answer.',
    fix: 'Nothing to do: the plug-in tries again by itself shortly.',
  }),
  'fic-answer-unreadable': () => ({
    detail: 'Fatture in Cloud answered in a way that the plug-in cannot read.',
    fix: `${waitsByItself} If this message stays for more than an hour, contact support.`,
  }),
  'fic-unauthorized': () => ({
    detail: 'The Fatture in Cloud authorization has expired or was revoked.',
    fix: 'Press Authorize again: the waiting orders will go by themselves.',
  }),
  'fic-quota': () => ({
    detail: 'The company has used up the requests that Fatture in Cloud allows in this period.',
    fix: `${waitsByItself} Sending resumes as soon as the limit is reset.`,
  }),
  'fic-permission': () => ({
    detail: 'The user who authorized the plug-in lacks the necessary permissions in Fatture in Cloud.',
    fix: 'Ask whoever administers the company in Fatture in Cloud to give you the permissions on clients, orders, invoices and settings, then press Authorize again.',
  }),
  'fic-licence-expired': () => ({
    detail: "The company's Fatture in Cloud licence has expired.",
    fix: 'Renew the licence in Fatture in Cloud, then try again.',
  }),
  'fic-not-found': () => ({
    detail: 'Fatture in Cloud does not find the company or the document asked for.',
    fix: 'Check on the Connection page that the chosen company still exists, then try again.',
  }),
  'fic-conflict': (v) => ({
    detail: `Fatture in Cloud did not create the document because another operation was under way.${quotedByFattureInCloud(v.messages)}`,
    fix: waitsByItself,
  }),
  'fic-refused': (v) => ({
    detail: `Fatture in Cloud did not accept the document.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Correct what it names in the order or in the settings, then send again.',
  }),
  'client-refused': (v) => ({
    detail: `Fatture in Cloud did not accept the customer's data.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Correct what it names in the customer in TeamSystem Commerce, then press Synchronize now.',
  }),
  'fic-refused-total': (v) => ({
    detail: `Fatture in Cloud computes another total than the customer paid: the document was not created.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Create the document by hand in Fatture in Cloud and tell support; then press Retry.',
  }),
  'fic-refused-client': (v) => ({
    detail: `The linked client no longer exists in Fatture in Cloud.${quotedByFattureInCloud(v.messages)}`,
    fix: 'The link was dropped: send the order again.',
  }),
  'fic-refused-product': (v) => ({
    detail: `A linked product no longer exists in Fatture in Cloud.${quotedByFattureInCloud(v.messages)}`,
    fix: 'The list of products was read anew: send the order again.',
  }),
  'fic-refused-vat': (v) => ({
    detail: `Fatture in Cloud did not accept a VAT rate of the document: it may have been deleted or disabled.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Open the VAT types tab, refresh the list, match the rates again and press Save settings; then send again.',
  }),
  'fic-refused-template': (v) => ({
    detail: `Fatture in Cloud did not accept the template of the document: it may have been deleted.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Open the Template tab, refresh the list, choose a template and press Save settings; then send again.',
  }),
  'fic-refused-payment-account': (v) => ({
    detail: `Fatture in Cloud did not accept the payment account: it may have been deleted.${quotedByFattureInCloud(v.messages)}`,
    fix: 'Open the Payment account tab, refresh the list, choose an account and press Save settings; then send again.',
  }),
  'fic-uncertain': () => ({
    detail: 'Fatture in Cloud did not confirm the creation of the document: it may have created it or not.',
    fix: 'Nothing to do: the plug-in looks for the document in Fatture in Cloud before it tries again.',
  }),
  'fic-search-too-long': (v) => ({
    detail: `The plug-in looked through the latest ${v.documents} documents of Fatture in Cloud and cannot say whether the order's exists already.`,
    fix: 'Look for the order among the documents of Fatture in Cloud: if it is not there, send it again.',
  }),
  'fic-authorization-refused': () => ({
    detail: 'Fatture in Cloud did not accept the authorization: the code or the access is no longer valid.',
    fix: 'Press Authorize again and complete the steps without closing the window.',
  }),
  'fic-app-refused': () => ({
    detail: 'Fatture in Cloud does not recognize this plug-in.',
    fix: 'Contact whoever runs the plug-in: FIC_CLIENT_ID and FIC_CLIENT_SECRET must be checked.',
  }),
};
