import type { FaultKind, FaultRule } from '../../sandbox/index.ts';

export type Side = 'fic' | 'shop';

/** What goes wrong on both platforms for a while. */
export interface Squall {
  name: string;
  rules: Partial<Record<Side, FaultRule[]>>;
  /** Access tokens end as after a day, so that new ones are asked for. */
  expiresTokens?: boolean;
  /** Webhooks are lost meanwhile, every one. */
  losesWebhooks?: boolean;
}

const create = { method: 'POST', path: /issued_documents$/ };
const token = { method: 'POST', path: /^\/oauth\/token$/ };
const readOrder = { method: 'GET', path: /orders\/order\.json$/ };
/** Of a company: what the token address says is another matter. */
const call = { path: /^\/c\// };
const any = { path: /./ };

const before = (status: number): FaultKind => ({ kind: 'status', status, when: 'before' });
const after = (status: number): FaultKind => ({ kind: 'status', status, when: 'after' });

/** Falls all the time: each kind with its share of the calls. */
export const RAIN: Record<Side, FaultRule[]> = {
  fic: [
    { ...create, fault: before(500), probability: 0.01 },
    { ...create, fault: after(502), probability: 0.01 },
    { ...create, fault: { kind: 'reset', when: 'before' }, probability: 0.01 },
    { ...create, fault: { kind: 'reset', when: 'after' }, probability: 0.01 },
    { ...create, fault: { kind: 'hang', when: 'before' }, probability: 0.002 },
    { ...create, fault: { kind: 'hang', when: 'after' }, probability: 0.002 },
    { ...create, fault: { kind: 'html' }, probability: 0.004 },
    { ...create, fault: { kind: 'html', status: 403 }, probability: 0.004 },
    { ...create, fault: { kind: 'html', status: 404 }, probability: 0.004 },
    { ...create, fault: { kind: 'html', status: 502 }, probability: 0.004 },
    { ...create, fault: { kind: 'empty' }, probability: 0.004 },
    { ...create, fault: { kind: 'too-many', retryAfterSeconds: 2 }, probability: 0.004 },
    { ...create, fault: { kind: 'quota', retryAfterSeconds: 2 }, probability: 0.004 },
    { ...create, fault: { kind: 'unauthorized' }, probability: 0.004 },
    { ...create, fault: { kind: 'slow', ms: 3000 }, probability: 0.01 },
    { ...call, method: 'GET', fault: before(500), probability: 0.03 },
    { ...call, method: 'GET', fault: { kind: 'reset' }, probability: 0.01 },
    { ...call, method: 'GET', fault: { kind: 'html' }, probability: 0.01 },
    { ...call, method: 'PUT', fault: after(500), probability: 0.02 },
    { ...call, method: 'POST', fault: after(500), probability: 0.01 },
    { ...token, fault: before(500), probability: 0.1 },
    { ...token, fault: { kind: 'html', status: 400 }, probability: 0.05 },
  ],
  shop: [
    { ...readOrder, fault: before(500), probability: 0.01 },
    { ...readOrder, fault: { kind: 'reset' }, probability: 0.01 },
    { ...readOrder, fault: { kind: 'html' }, probability: 0.005 },
    { ...readOrder, fault: { kind: 'html', status: 404 }, probability: 0.005 },
    { ...readOrder, fault: { kind: 'empty' }, probability: 0.005 },
    { ...readOrder, fault: { kind: 'too-many', retryAfterSeconds: 2 }, probability: 0.005 },
    { ...readOrder, fault: { kind: 'hang' }, probability: 0.002 },
    { ...any, fault: before(500), probability: 0.005 },
  ],
};

/** A fault that strikes every call that matches. */
const all = (where: Pick<FaultRule, 'method' | 'path'>, fault: FaultKind): FaultRule => ({ ...where, fault });

/**
 * One after the other, each in its turn. A refresh whose answer is lost is not among them: the platform has taken the old
 * refresh token back by then, and only a person can sign in anew.
 */
export const SQUALLS: Squall[] = [
  { name: 'creates refused with 500', rules: { fic: [all(create, before(500))] } },
  { name: 'creates made, answered 502', rules: { fic: [all(create, after(502))] } },
  { name: 'creates made, answers lost', rules: { fic: [all(create, { kind: 'reset', when: 'after' })] } },
  { name: 'creates cut off before', rules: { fic: [all(create, { kind: 'reset', when: 'before' })] } },
  { name: 'creates hang, not made', rules: { fic: [all(create, { kind: 'hang', when: 'before' })] } },
  { name: 'creates hang, made', rules: { fic: [all(create, { kind: 'hang', when: 'after' })] } },
  { name: 'pages of 502', rules: { fic: [all(call, { kind: 'html', status: 502 })] } },
  { name: 'pages of 403', rules: { fic: [all(any, { kind: 'html', status: 403 })] } },
  { name: 'pages of 404', rules: { fic: [all(call, { kind: 'html', status: 404 })] } },
  { name: 'pages of 200', rules: { fic: [all(any, { kind: 'html' })] } },
  { name: 'empty answers', rules: { fic: [all(call, { kind: 'empty' })] } },
  { name: '429', rules: { fic: [all(call, { kind: 'too-many', retryAfterSeconds: 5 })] } },
  { name: '403 of the quota', rules: { fic: [all(call, { kind: 'quota', retryAfterSeconds: 5 })] } },
  { name: '401 in spite of new tokens', rules: { fic: [all(call, { kind: 'unauthorized' })] } },
  { name: 'tokens end', rules: {}, expiresTokens: true },
  { name: 'token address answers 500', rules: { fic: [all(token, before(500))] }, expiresTokens: true },
  {
    name: 'token address answers pages of 400',
    rules: { fic: [all(token, { kind: 'html', status: 400 })] },
    expiresTokens: true,
  },
  {
    name: 'token address hangs',
    rules: { fic: [all(token, { kind: 'hang', when: 'before' })] },
    expiresTokens: true,
  },
  { name: 'shop answers 500', rules: { shop: [all(any, before(500))] } },
  { name: 'shop answers pages', rules: { shop: [all(any, { kind: 'html' })] } },
  { name: 'shop answers pages of 404', rules: { shop: [all(any, { kind: 'html', status: 404 })] } },
  { name: 'shop cuts off', rules: { shop: [all(any, { kind: 'reset' })] } },
  { name: 'shop hangs', rules: { shop: [all(any, { kind: 'hang' })] } },
  { name: 'shop answers 429', rules: { shop: [all(any, { kind: 'too-many', retryAfterSeconds: 5 })] } },
  { name: 'shop answers 509', rules: { shop: [all(any, before(509))] } },
  { name: 'shop refuses its keys', rules: { shop: [{ ...any, fault: { kind: 'unauthorized' }, times: 3 }] } },
  {
    name: 'both platforms away',
    rules: { fic: [all(any, { kind: 'reset' })], shop: [all(any, { kind: 'reset' })] },
  },
  { name: 'webhooks lost', rules: {}, losesWebhooks: true },
];
