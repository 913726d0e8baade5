/** Ends a slice of the customer sync; `cause` says why, and what was done before it is stored. */
export class SyncPause extends Error {
  constructor(cause: unknown) {
    super('the customer sync cannot go on', { cause });
  }
}
