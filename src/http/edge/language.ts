import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { type Language, pickLanguage } from '../../texts/language.ts';

const asked = new AsyncLocalStorage<Language>();

/**
 * The language that the caller of the API asks for by its own word: header `x-language`, or `?language=` where a link
 * cannot carry one. Never `accept-language`: by the contract the API answers in Italian unless told otherwise.
 */
export const rememberLanguage: RequestHandler = (request, _response, next) => {
  const wanted = request.get('x-language') ?? request.query.language;
  asked.run(typeof wanted === 'string' ? pickLanguage([wanted]) : 'it', next);
};

/** The language of the answer to the API's current request. */
export const answerLanguage = (): Language => asked.getStore() ?? 'it';

/** The language of a page that a browser shows: by its own setting, as in the panel. */
export function pageLanguage(request: Request): Language {
  const accepted = request.acceptsLanguages();
  return accepted[0] === '*' ? 'it' : pickLanguage(accepted.filter((tag) => tag !== '*'));
}
