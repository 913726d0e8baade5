/** A notification as it came. */
export interface ReceivedNotification {
  /** The `Authorization` header; null where there is none. */
  authorization: string | null;
  /** CloudEvents' attributes; null where absent. */
  id: string | null;
  subject: string | null;
  time: string | null;
  body: unknown;
}

/** Whom it must be for. */
export interface NotificationAddress {
  /** Our address that it came to. */
  sink: string;
  companyId: number;
}

/**
 * `forged`: no signature of Fatture in Cloud's, or of another notification. `foreign`: signed for another address or
 * company. `old`: its time is over.
 */
export type NotificationRefusal = 'forged' | 'foreign' | 'old';

/** Looks whether a notification is Fatture in Cloud's, and what it tells. */
export type NotificationCheck = (
  received: ReceivedNotification,
  address: NotificationAddress,
) => Promise<{ id: string; documentIds: number[] } | { refused: NotificationRefusal }>;
