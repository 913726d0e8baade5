import { config } from 'zod';

/**
 * What a strict content security policy asks of the libraries. Must be imported before everything else.
 *
 * zod compiles its parsers with `new Function` unless told not to, which the policy would report; the library
 * under Mantine's modals adds a `<style>` element and takes its nonce from webpack's global.
 */
const found = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

export const styleNonce = found;

config({ jitless: true });
Object.assign(globalThis, { __webpack_nonce__: styleNonce });
