import type { NextFunction, Request, Response } from 'express';
import { Random } from './random.ts';

/**
 * What may go wrong on the way. `before` happens instead of the effect, `after` once the effect is made:
 * the document exists, and the caller does not learn of it.
 */
export type FaultKind =
  | { kind: 'status'; status: number; when?: 'before' | 'after' }
  | { kind: 'reset'; when?: 'before' | 'after' }
  | { kind: 'hang'; when?: 'before' | 'after' }
  /** A page of something in between; status 200 unless told. */
  | { kind: 'html'; status?: number }
  | { kind: 'empty' }
  | { kind: 'too-many'; retryAfterSeconds: number }
  | { kind: 'quota'; retryAfterSeconds: number }
  | { kind: 'unauthorized' }
  | { kind: 'slow'; ms: number };

export interface FaultRule {
  /** Any method where absent. */
  method?: string;
  /** Tested against the path without the query. */
  path: RegExp;
  fault: FaultKind;
  /** Applied to this many matching calls, then never again; without it, to every one. */
  times?: number;
  /** Applied to a matching call with this probability, from the sandbox's seed. */
  probability?: number;
  /** Lets this many matching calls pass first. */
  skip?: number;
}

export interface ActiveFault {
  rule: FaultRule;
  applied: number;
  remove(): void;
}

/** The rules of one platform, tried in the order of their addition. */
export class Faults {
  private readonly active: (ActiveFault & { seen: number })[] = [];
  /** How each is cut, with its path. */
  private readonly hanging = new Map<() => void, string>();
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  add(rule: FaultRule): ActiveFault {
    const entry: ActiveFault & { seen: number } = {
      rule,
      applied: 0,
      seen: 0,
      remove: () => {
        const index = this.active.indexOf(entry);
        if (index >= 0) this.active.splice(index, 1);
      },
    };
    this.active.push(entry);
    return entry;
  }

  /** Removes every rule and answers what hangs. */
  clear(): void {
    this.active.length = 0;
    this.release();
  }

  /** Cuts hanging connections: every one, or those of a path. */
  release(path = /./): void {
    for (const [cut, at] of [...this.hanging]) if (path.test(at)) cut();
  }

  get hangingCount(): number {
    return this.hanging.size;
  }

  /** The fault of the next call of this method and path; spends one application. */
  next(method: string, path: string): FaultKind | null {
    for (const entry of this.active) {
      const { rule } = entry;
      if (rule.method !== undefined && rule.method !== method) continue;
      if (!rule.path.test(path)) continue;
      entry.seen += 1;
      if (entry.seen <= (rule.skip ?? 0)) continue;
      if (rule.times !== undefined && entry.applied >= rule.times) continue;
      if (rule.probability !== undefined && !this.random.chance(rule.probability)) continue;
      entry.applied += 1;
      return rule.fault;
    }
    return null;
  }

  /** Express middleware; `told` hears the name of the fault that struck. */
  middleware(told: (response: Response, name: string) => void) {
    return (request: Request, response: Response, next: NextFunction): void => {
      const fault = this.next(request.method, request.path);
      if (fault !== null) told(response, fault.kind);
      if (fault === null) {
        next();
      } else if (fault.kind === 'slow') {
        setTimeout(next, fault.ms).unref();
      } else if ('when' in fault && fault.when === 'after') {
        // The handler runs whole; only its answer is lost.
        response.send = (): Response => {
          this.strike(fault, response);
          return response;
        };
        next();
      } else {
        this.strike(fault, response);
      }
    };
  }

  private strike(fault: FaultKind, response: Response): void {
    if (fault.kind === 'reset') {
      response.socket?.resetAndDestroy();
    } else if (fault.kind === 'hang') {
      const cut = () => {
        this.hanging.delete(cut);
        response.socket?.destroy();
      };
      this.hanging.set(cut, response.req.path);
      response.once('close', () => this.hanging.delete(cut));
    } else {
      const { status, type, body, headers } = falseAnswer(fault);
      response.writeHead(status, { 'content-type': type, ...headers });
      response.end(body);
    }
  }
}

interface FalseAnswer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

const jsonType = 'application/json; charset=utf-8';

function refusal(status: number, message: string, headers: Record<string, string> = {}): FalseAnswer {
  return { status, type: jsonType, body: JSON.stringify({ error: { message } }), headers };
}

function falseAnswer(fault: Exclude<FaultKind, { kind: 'reset' | 'hang' }>): FalseAnswer {
  switch (fault.kind) {
    case 'status':
      return refusal(fault.status, 'Errore interno, riprova più tardi.');
    case 'html':
      return {
        status: fault.status ?? 200,
        type: 'text/html; charset=utf-8',
        body: '<!doctype html><title>Manutenzione</title><h1>Torniamo subito</h1>',
      };
    case 'empty':
      return { status: 200, type: jsonType, body: '' };
    case 'too-many':
      return refusal(429, 'Troppe richieste.', { 'Retry-After': String(fault.retryAfterSeconds) });
    case 'quota':
      return refusal(403, 'Quota superata.', { 'Retry-After': String(fault.retryAfterSeconds) });
    case 'unauthorized':
      return refusal(401, 'Non autorizzato.');
    case 'slow':
      throw new Error('a slow answer is the true one');
  }
}
