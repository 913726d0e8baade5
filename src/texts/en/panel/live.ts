import type { liveTexts as italian } from '../../it/panel/live.ts';

export const liveTexts: typeof italian = {
  lost: 'Connection lost, trying again…',
  now: 'Try now',
  back: 'Connection restored: the data are up to date.',
  ended: {
    title: 'The session has ended',
    text: "This browser's access expired or was closed. What you had saved is in its place, and sending goes on by itself.",
    reopen: 'Open the panel again',
  },
};
