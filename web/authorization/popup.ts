import { z } from 'zod';

/** What the callback page tells its opener. */
const messageSchema = z.discriminatedUnion('type', [
  // Without a code where the server has completed by itself.
  z.object({ type: z.literal('oauth-complete'), code: z.string().min(1).optional() }),
  z.object({ type: z.literal('oauth-error'), detail: z.string(), fix: z.string() }),
]);

export type CallbackMessage = z.infer<typeof messageSchema>;

/** null for a message that is none of ours, or comes from another origin. */
export function readCallbackMessage(event: MessageEvent): CallbackMessage | null {
  if (event.origin !== window.location.origin) return null;
  const message = messageSchema.safeParse(event.data);
  return message.success ? message.data : null;
}

/**
 * Opens an empty window within the click, before any waiting, so that no popup blocker stops it. It keeps its
 * opener on purpose: the callback page answers through it. null where the browser refuses.
 */
export function openEmptyWindow(): Window | null {
  const popup = window.open('about:blank', 'fattureincloud-autorizza', 'popup,width=600,height=800');
  return popup === null || popup.closed ? null : popup;
}
