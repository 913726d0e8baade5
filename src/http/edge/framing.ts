import type { RequestHandler } from 'express';
import { problem } from '../../domain/problem.ts';
import { problemPage } from '../pages/pages.ts';
import { statusOf } from './problem-response.ts';

const FRAMES = new Set(['iframe', 'frame', 'embed', 'object']);

/** A CSP host source (`https://*.example.com:*`) as a pattern of origins. Source: CSP level 3, §6.7.2. */
function originPattern(source: string): RegExp {
  const [, scheme = '', host = '', port] = /^(https?):\/\/([\w*.-]+?)(?::(\d+|\*))?$/.exec(source) ?? [];
  const hosts = host === '*' ? '[^/:]+' : host.replaceAll('.', '\\.').replace(/^\*/, '[^/:]+');
  const ports = port === '*' ? '(:\\d+)?' : port === undefined ? '' : `(:${port})${isDefault(scheme, port)}`;
  return new RegExp(`^${scheme}://${hosts}${ports}$`, 'i');
}

/** An origin leaves its scheme's own port out. */
const isDefault = (scheme: string, port: string) =>
  (scheme === 'https' && port === '443') || (scheme === 'http' && port === '80') ? '?' : '';

/**
 * Refuses to be framed by a page of another site, where the browser tells which (`Referer`). `frame-ancestors` keeps such
 * a page from showing anything in any case; but the server would not hear of it, and a browser that was led there
 * would have been given a session, in the setup window the shop itself.
 *
 * @param ancestors CSP sources; `'self'` is `publicUrl`.
 */
export function refuseForeignFrames(ancestors: readonly string[], publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  const allowed = ancestors.filter((source) => source !== "'self'").map(originPattern);
  return (request, response, next) => {
    const referer = request.get('referer') ?? '';
    const isFrame = FRAMES.has(request.get('sec-fetch-dest') ?? '');
    const origin = isFrame && URL.canParse(referer) ? new URL(referer).origin : own;
    if (origin === own || allowed.some((pattern) => pattern.test(origin))) {
      next();
      return;
    }
    response.locals.framedBy = origin;
    const failure = problem('framed-by-others', 'mend', {});
    problemPage(response, statusOf(failure), failure.toText());
  };
}
