import type { pluginProblems as italian } from '../../it/problems/plugin.ts';
import { amount } from '../figures.ts';

export const pluginProblems: typeof italian = {
  'internal-error': () => ({
    detail: 'An unexpected error occurred in the plug-in.',
    fix: 'Try again shortly; if the error comes back, contact support.',
  }),
  'database-unavailable': () => ({
    detail: 'The plug-in cannot reach its own store.',
    fix: 'Try again in a few minutes: no order is lost.',
  }),
  'not-found': () => ({
    detail: 'The page or the data asked for does not exist.',
    fix: 'Go back and try again.',
  }),
  'request-invalid': () => ({
    detail: 'The request contains invalid data.',
    fix: 'Check the fields named and try again.',
  }),
  'request-too-large': () => ({
    detail: 'The request is too large.',
    fix: 'Reduce the amount of data and try again.',
  }),
  'request-forged': () => ({
    detail: "The request does not come from the app's panel.",
    fix: 'Open the app from TeamSystem Commerce and try again.',
  }),
  'framed-by-others': () => ({
    detail: 'Another site tried to show this page inside its own.',
    fix: 'Open the app from TeamSystem Commerce.',
  }),
  'too-many-requests': () => ({
    detail: 'Too many requests came from this address.',
    fix: 'Wait a minute and try again.',
  }),

  // ── Who may enter ────────────────────────────────────────────────────────────────────────────────
  'session-missing': () => ({
    detail: 'The session is not active or has expired.',
    fix: 'Open the app again from TeamSystem Commerce; if that is not enough, allow cookies for this page.',
  }),
  'sign-in-required': () => ({
    detail: "This browser is not yet allowed to use this shop's app.",
    fix: 'Sign in with Fatture in Cloud as a user who may use the connected company.',
  }),
  'setup-closed': () => ({
    detail: 'The time for the first setup ended without the app being connected.',
    fix: 'Install the app again from the TeamSystem Commerce market and open it right afterwards.',
  }),
  'shop-not-installed': () => ({
    detail: 'The app is not installed in this shop.',
    fix: 'Install the app from the TeamSystem Commerce market, then open it from Ordini › Fatture in Cloud.',
  }),
  'install-other-store': () => ({
    detail: 'The keys received belong to another shop: nothing was changed.',
    fix: 'Install the app from the market of the right shop; if the problem stays, contact support.',
  }),
  'install-keys-invalid': () => ({
    detail: 'The keys received from TeamSystem Commerce do not work: the app was not installed.',
    fix: 'Repeat the installation from the market; if the problem stays, contact TeamSystem Commerce support.',
  }),

  // ── Authorization ────────────────────────────────────────────────────────────────────────────────
  'not-connected': () => ({
    detail: 'The shop is not connected to Fatture in Cloud.',
    fix: 'Press Authorize: the waiting orders will go by themselves.',
  }),
  'company-not-chosen': () => ({
    detail: 'No Fatture in Cloud company has been chosen.',
    fix: 'Choose the company on the Connection page: the waiting orders will go by themselves.',
  }),
  'company-changed': () => ({
    detail: 'The shop has just moved to another company of Fatture in Cloud.',
    fix: 'Nothing to do: the order leaves by itself for the new company.',
  }),
  'company-unknown': () => ({
    detail: 'The chosen company is not among those that you give access to.',
    fix: 'Choose a company from the list; if it is missing, press Authorize again.',
  }),
  'no-company': () => ({
    detail: 'The user you signed in with cannot use any company in Fatture in Cloud.',
    fix: "Sign in as another user, or ask the company's administrator to give you access.",
  }),
  'sign-in-other-company': () => ({
    detail: 'The user you signed in with cannot use the company connected to this shop.',
    fix: 'Sign in as a user who may use the connected company.',
  }),
  'sign-in-denied': () => ({
    detail: 'The authorization was cancelled in Fatture in Cloud.',
    fix: 'To connect the shop, press Authorize again and confirm.',
  }),
  'sign-in-failed': () => ({
    detail: 'Fatture in Cloud did not complete the authorization.',
    fix: 'Close this window and press Authorize again.',
  }),
  'sign-in-expired': () => ({
    detail: 'This authorization has expired, was used already or was asked for by another browser.',
    fix: 'Close this window, go back to the app and press Authorize again.',
  }),
  'completion-code-wrong': () => ({
    detail: 'The code is not valid, has expired or was used already.',
    fix: 'Check the code shown in the authorization window, or press Authorize again.',
  }),

  // ── Settings ─────────────────────────────────────────────────────────────────────────────────────
  'settings-invalid': () => ({
    detail: 'The settings are not valid and were not saved.',
    fix: 'Correct the fields named and press Save settings again.',
  }),
  'settings-changed': () => ({
    detail: 'Meanwhile these settings were saved by another browser: yours were not saved.',
    fix: 'Load the current values, or save yours in their place.',
  }),

  // ── Orders and deliveries ────────────────────────────────────────────────────────────────────────
  'order-not-found': () => ({
    detail: 'The order does not exist in the shop, or was deleted.',
    fix: 'Check the order in TeamSystem Commerce.',
  }),
  'order-on-hold': (v) => ({
    detail: `The order ${v.status === '' ? 'has a status that the plug-in does not know' : `is in status “${v.status}”`}: it does not go by itself, you decide.`,
    fix: 'If it is to go, send it by hand; if this status means something else, say so in the Orders tab and press Save settings.',
  }),
  'already-sent': (v) => ({
    detail: `The order is already in Fatture in Cloud as document no. ${v.number}.`,
    fix: 'Open the document in Fatture in Cloud; if another one is needed, use Send again.',
  }),
  'already-sent-uncertain': () => ({
    detail: 'This order is being sent: the outcome is not known yet.',
    fix: 'Wait a moment: the plug-in checks by itself whether the document exists.',
  }),
  'delivery-not-found': () => ({
    detail: 'This order has not been sent yet.',
    fix: 'Use Send order to Fatture in Cloud.',
  }),
  'delivery-not-retryable': () => ({
    detail: 'This delivery is over or under way: there is nothing to try again.',
    fix: 'Refresh the page to see the current state of the order.',
  }),
  'document-not-found': (_) => ({
    detail: 'There is no document of Fatture in Cloud for this order, or it was deleted.',
    fix: 'Send the order, or look for it among the documents of Fatture in Cloud.',
  }),
  'total-differs': (v) => ({
    detail: `The document was created with a total of ${amount(v.actual)}, but the customer paid ${amount(v.expected)}.`,
    fix: 'Open the document in Fatture in Cloud and correct the total.',
  }),
  'total-would-differ': (v) => ({
    detail: `Fatture in Cloud would compute a total of ${amount(v.actual)}, but the customer paid ${amount(v.expected)}: the document was not created.`,
    fix: 'Create the document by hand in Fatture in Cloud and tell support, who will mend the computation; then press Try again.',
  }),
  'uncertain-other-company': () => ({
    detail:
      'An interrupted attempt may have created the document in the company connected before, which cannot be checked now.',
    fix: 'Look for the order in the previous company: if the document is not there, press Try again.',
  }),
  'gave-up': (v) => ({
    detail: `After three days of attempts the order did not go. ${v.detail}`,
    fix: 'When the problem is solved, press Try again.',
  }),
  /** Stands where a problem quoted data of a customer that were removed. */
  'details-removed': () => ({
    detail: 'The details of this problem were removed to protect personal data.',
    fix: 'Press Retry: the order is read again from the shop, and if something is wrong the reason comes back.',
  }),
  'range-invalid': () => ({
    detail: 'The range of dates is not valid.',
    fix: 'Choose a start date that is not after the end date.',
  }),
  'range-too-long': (v: { most: string }) => ({
    detail: `There are more than ${v.most} orders in this range.`,
    fix: 'Choose a shorter range, and repeat it for the other days.',
  }),

  // ── Customer sync ────────────────────────────────────────────────────────────────────────────────
  'sync-running': () => ({
    detail: 'A synchronization of customers is already running.',
    fix: 'Wait until it ends.',
  }),
  'sync-not-running': () => ({
    detail: 'No synchronization of customers is running.',
    fix: 'Refresh the page to see how it ended.',
  }),
  'sync-disabled': () => ({
    detail: 'The synchronization of customers is switched off.',
    fix: 'Switch it on in the Customers tab and press Save settings.',
  }),
};
