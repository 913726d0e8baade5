import type { httpTexts as italian } from '../it/http.ts';

export const httpTexts: typeof italian = {
  title: 'Request failed',
  titles: {
    400: 'Invalid request',
    401: 'Sign-in needed',
    403: 'Request refused',
    404: 'Not found',
    409: 'Not possible right now',
    412: 'Changed in the meantime',
    413: 'Request too large',
    422: 'Invalid data',
    429: 'Too many requests',
    500: 'Error in the plug-in',
    503: 'Service not available',
  },
  signedIn: {
    title: 'Authorization complete',
    text: 'You can close this window and go back to the panel.',
  },
  handOver: {
    title: 'Almost done',
    text: 'Go back to the panel: this window closes by itself. If it does not, type this code there:',
  },
  signInFailed: { title: 'Authorization failed' },
};
