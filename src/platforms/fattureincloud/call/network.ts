import type { Happening } from './classify.ts';

/** These come from looking the name up or from a handshake: nothing of the request was written. */
const alwaysUnsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** These also strike a connection in use; only where `connect` itself failed was nothing sent. */
const unsentWhileConnecting = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
]);

interface NodeError {
  code?: unknown;
  syscall?: unknown;
  cause?: unknown;
  errors?: unknown;
}

/** The errors that Node itself raised: axios wraps them as `cause`, and several addresses as `errors`. */
function leaves(error: unknown, depth = 0): NodeError[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { cause, errors } = error as NodeError;
  const inner = [...(Array.isArray(errors) ? errors : []), ...(cause === undefined ? [] : [cause])];
  return inner.length === 0 ? [error] : inner.flatMap((one: unknown) => leaves(one, depth + 1));
}

function isUnsent({ code, syscall }: NodeError): boolean {
  if (typeof code !== 'string') return false;
  return alwaysUnsent.has(code) || (unsentWhileConnecting.has(code) && syscall === 'connect');
}

/** A call that got no answer: its code, and whether the request surely was not sent. Holds nothing of the error. */
export function networkFailure(error: unknown): Happening {
  const all = leaves(error);
  const code = [error as NodeError, ...all].map((one) => one?.code).find((one) => typeof one === 'string');
  return {
    kind: 'silence',
    unsent: all.length > 0 && all.every(isUnsent),
    code: typeof code === 'string' ? code : 'unknown',
  };
}
