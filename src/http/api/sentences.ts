import type { DeliveryEventType } from '../../domain/delivery.ts';
import type { ProblemText } from '../../domain/problem.ts';
import type { Language } from '../../texts/language.ts';
import { serverTexts } from '../../texts/server.ts';
import { answerLanguage } from '../edge/language.ts';
import { readProblem, readValues } from './stored-sentences.ts';

type Sentence = Pick<ProblemText, 'code' | 'detail' | 'fix'>;
type Values = Readonly<Record<string, unknown>>;

/** A problem in the reader's language. What was stored without the values of its sentences may stay Italian. */
export function sayProblem(problem: ProblemText, language: Language = answerLanguage()): Sentence {
  const { code, detail, fix, values } = problem;
  const sentences = serverTexts[language].problems[code] as
    | ((values: Values) => { detail: string; fix: string })
    | undefined;
  if (language === 'it' || sentences === undefined) return { code, detail, fix };
  const known = values ?? readValues(code, detail);
  if (known === null) return { code, detail, fix };
  return { code, ...sentences(sayCause(known, language)) };
}

/** The same of an invoice that a person may send: what is to be done ends with the button that is offered. */
export function sayPressing(problem: ProblemText, offers: 'send' | 'resend'): Sentence {
  const language = answerLanguage();
  const said = sayProblem(problem, language);
  return {
    ...said,
    fix: serverTexts[language].pressing(said.fix, offers, said.code.startsWith('e-invoice')),
  };
}

/** A sentence that quotes another problem's quotes it in the same language. */
function sayCause(values: Values, language: Language): Values {
  const { cause } = values;
  if (typeof cause !== 'object' || cause === null) return values;
  return { ...values, detail: sayProblem(cause as ProblemText, language).detail };
}

/** What happened to a delivery. `values` are the event's own, as stored. */
export function sayEvent(type: DeliveryEventType, values: Record<string, unknown>): string {
  const language = answerLanguage();
  const { code, reason } = values;
  const text = values as unknown as ProblemText;
  const isPressed = type === 'e-invoice-failed' && code !== 'e-invoice-gone';
  const said = isPressed ? sayPressing(text, 'resend') : sayProblem(text, language);
  const problem = typeof code === 'string' ? said : {};
  const why = typeof reason === 'string' ? { reason: sayStored(reason) } : {};
  return serverTexts[language].deliveryEvent(type, { ...values, ...problem, ...why });
}

/** Each sentence without values that is stored or passed on as Italian text, and the same one in English. */
const english = new Map<string, string>();

function pair(italian: unknown, other: unknown): void {
  if (typeof italian === 'string' && typeof other === 'string') {
    english.set(italian, other);
  } else if (typeof italian === 'object' && italian !== null) {
    for (const key of Object.keys(italian)) {
      pair((italian as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]);
    }
  }
}
for (const part of ['delivery', 'settings', 'sync'] as const)
  pair(serverTexts.it[part], serverTexts.en[part]);

/** A text that was stored in Italian, in the reader's language where it is one of the catalogue's; else as it is. */
export function sayStored(text: string): string {
  const language = answerLanguage();
  if (language === 'it') return text;
  const fixed = english.get(text);
  if (fixed !== undefined) return fixed;
  const problem = readProblem(text);
  if (problem === null) return text;
  const { detail, fix } = sayProblem({ ...problem, detail: text, fix: '' }, language);
  return serverTexts[language].sync.refused(detail, fix);
}
