import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { ProblemText } from '../../domain/problem.ts';
import { serverTexts } from '../../texts/server.ts';
import { sayProblem } from '../api/sentences.ts';
import { pageLanguage } from '../edge/language.ts';
import { noteRefusal } from '../edge/refusals.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** Security headers; scripts and styles carry the nonce of their answer, nothing else runs. */
export function securityHeaders(frameAncestors: readonly string[]): RequestHandler {
  const nonce = (_request: unknown, response: unknown) => `'nonce-${nonceOf(response as Response)}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce],
        // Libraries position elements through `style` attributes set by script; no markup of ours carries one.
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: [...frameAncestors],
      },
    },
    // The sign-in window must keep its opener, and the panel lives in another site's frame.
    crossOriginOpenerPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

export const assignNonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64');
  next();
};

export function nonceOf(response: Response): string {
  return String(response.locals.nonce ?? '');
}

/** The built panel's page, with the nonce of each answer. */
export function createPanelPage(webRoot: string): (response: Response) => void {
  const file = path.join(webRoot, 'index.html');
  const html = existsSync(file) ? readFileSync(file, 'utf8') : null;
  return (response) => {
    response.set('cache-control', 'no-store');
    if (html === null) {
      response.status(503).type('text').send('panel not built: run npm run build');
      return;
    }
    const language = pageLanguage(response.req);
    const page = html
      .replaceAll('__CSP_NONCE__', nonceOf(response))
      .replace('<html lang="it">', `<html lang="${language}">`)
      // The build names every catalogue of sentences; the reader's alone is fetched.
      .replace(/\s*<link [^>]*data-language="(\w+)"[^>]*>/g, (link, its) => (its === language ? link : ''));
    response.type('html').vary('accept-language').send(page);
  };
}

const textsOf = (response: Response) => serverTexts[pageLanguage(response.req)].http;

function page(response: Response, title: string, body: string, script = ''): void {
  const nonce = nonceOf(response);
  response
    .set('cache-control', 'no-store')
    .vary('accept-language')
    .type('html')
    .send(`<!doctype html>
<html lang="${pageLanguage(response.req)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText; }
main { max-width: 30rem; padding: 2rem; text-align: center; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
.code { font: 600 1.8rem/1.2 ui-monospace, monospace; letter-spacing: .15em; margin: 1rem 0; user-select: all; }
</style>
</head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main>
${script === '' ? '' : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>`);
}

/** JSON inside a script: `<` must not be able to end it. */
const literal = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

function tellOpener(message: object, closeAfter: boolean): string {
  return `
if (window.opener) {
  window.opener.postMessage(${literal(message)}, location.origin);
  ${closeAfter ? 'window.close();' : ''}
}`;
}

export function signedInPage(response: Response): void {
  const { title, text } = textsOf(response).signedIn;
  page(response, title, `<p>${escapeHtml(text)}</p>`, tellOpener({ type: 'oauth-complete' }, true));
}

/**
 * Hands the completion code to the page that opened this window: the browser that asked, and only on our own origin.
 * Where the way back was cut, a person carries it over.
 */
export function handOverPage(response: Response, code: string): void {
  const { title, text } = textsOf(response).handOver;
  const shown = `${code.slice(0, 4)}-${code.slice(4)}`;
  page(
    response,
    title,
    `<p>${escapeHtml(text)}</p><p class="code">${escapeHtml(shown)}</p>`,
    tellOpener({ type: 'oauth-complete', code }, true),
  );
}

export function problemPage(response: Response, status: number, problem: ProblemText): void {
  noteRefusal(response, problem.code);
  response.status(status);
  const { detail, fix } = sayProblem(problem, pageLanguage(response.req));
  page(response, textsOf(response).title, `<p>${escapeHtml(detail)}</p><p>${escapeHtml(fix)}</p>`);
}

export function signInFailedPage(response: Response, status: number, problem: ProblemText): void {
  noteRefusal(response, problem.code);
  response.status(status);
  const { detail, fix } = sayProblem(problem, pageLanguage(response.req));
  page(
    response,
    textsOf(response).signInFailed.title,
    `<p>${escapeHtml(detail)}</p><p>${escapeHtml(fix)}</p>`,
    tellOpener({ type: 'oauth-error', detail, fix }, false),
  );
}
