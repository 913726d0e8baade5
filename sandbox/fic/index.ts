import express from 'express';
import { CallLog } from '../common/calls.ts';
import { Faults } from '../common/faults.ts';
import { Random } from '../common/random.ts';
import { listen, type RunningServer } from '../common/server.ts';
import { ficApi } from './api.ts';
import { binDocument } from './documents/documents.ts';
import { Notifications } from './e-invoice/notifications.ts';
import { conclude, sdiOf } from './e-invoice/sdi.ts';
import type { SdiOutcome, SdiRecords } from './e-invoice/types.ts';
import { type ConsentChoice, walkConsent } from './oauth/consent.ts';
import { type OAuthApp, oauthPages } from './oauth/oauth.ts';
import { Tokens } from './oauth/tokens.ts';
import { ficPages } from './pages/pages.ts';
import { publishedLimits, Quota, type QuotaLimits, type Refusal } from './quota.ts';
import { companyIds, makeCompanies, makeCompany, makeUsers } from './sample.ts';
import type { Company, IssuedDocument, Rounding, User } from './types.ts';

export interface FicOptions {
  clientId: string;
  clientSecret: string;
  quota: Partial<QuotaLimits>;
  seed: number;
  now: () => Date;
}

/** Fatture in Cloud: OAuth, API and pages, with its state laid open to tests. */
export class FicSandbox {
  readonly app: OAuthApp;
  readonly companies: Company[];
  readonly users: User[] = makeUsers();
  /** Ids of the sample companies, by what they are for. */
  readonly companyIds = companyIds;
  readonly tokens: Tokens;
  readonly quota: Quota;
  readonly calls = new CallLog();
  readonly faults: Faults;
  readonly notifications: Notifications;
  /** How the API rounds; the real one's way is unknown. */
  rounding: Rounding = 'per-rate';
  /** Whether a payment of an invoice that the SDI has can still be marked; the real one's way is unknown. */
  locksPayments = false;
  /** Whether what a deleted document took comes back into stock; the real one's way is unknown. */
  restocks = true;
  /** Whether a document made of another takes its place; off, both stay. */
  transforms = true;
  private readonly random: Random;
  private readonly now: () => Date;
  private server: RunningServer | null = null;
  /** Past 31 bits, as the vendor's rows soon are. */
  private lastId = 2_147_483_700;

  constructor(options: FicOptions) {
    this.app = {
      clientId: options.clientId,
      clientSecret: options.clientSecret,
      name: 'Fatture in Cloud per TeamSystem Commerce',
    };
    this.now = options.now;
    this.random = new Random(options.seed ^ 0x51c3);
    this.companies = makeCompanies(this.random, options.now());
    this.tokens = new Tokens(options.now);
    this.quota = new Quota({ ...publishedLimits, ...options.quota }, options.now);
    this.faults = new Faults(options.seed ^ 0xfa17);
    this.notifications = new Notifications(options.now, () => this.url);
  }

  get url(): string {
    if (!this.server) throw new Error('Fatture in Cloud is not started');
    return this.server.url;
  }

  async start(host: string, port: number): Promise<void> {
    const app = express();
    app.disable('x-powered-by');
    app.use(
      ficApi({
        app: this.app,
        companies: this.companies,
        users: this.users,
        tokens: this.tokens,
        quota: this.quota,
        calls: this.calls,
        faults: this.faults,
        notifications: this.notifications,
        now: this.now,
        nextId: () => ++this.lastId,
        url: () => this.url,
        rounding: () => this.rounding,
        locksPayments: () => this.locksPayments,
        restocks: () => this.restocks,
        transforms: () => this.transforms,
      }),
    );
    app.use(oauthPages({ app: this.app, tokens: this.tokens, users: this.users }));
    app.use(
      ficPages(this.companies, (company, document, outcome, code) =>
        this.answerSdi(company.id, document.id, outcome, code),
      ),
    );
    this.server = await listen(app, host, port, host === '127.0.0.1' ? 'localhost' : host);
  }

  async stop(): Promise<void> {
    this.faults.clear();
    this.notifications.stop();
    await this.server?.close();
  }

  /** What a later run needs to go on: companies with their documents, users, tokens. */
  snapshot() {
    const { companies, users, lastId } = this;
    return { companies, users, lastId, tokens: this.tokens.snapshot() };
  }

  restore(kept: ReturnType<FicSandbox['snapshot']>): void {
    this.companies.splice(0, this.companies.length, ...kept.companies);
    this.users.splice(0, this.users.length, ...kept.users);
    this.lastId = kept.lastId;
    this.tokens.restore(kept.tokens);
  }

  company(id: number): Company {
    const company = this.companies.find((candidate) => candidate.id === id);
    if (!company) throw new Error(`Fatture in Cloud has no company ${id}`);
    return company;
  }

  /** Documents of a company that are not in the bin, oldest first. */
  documents(companyId: number): IssuedDocument[] {
    return this.company(companyId).documents;
  }

  /** One more company, controlled by the accountant; for tests with many shops. */
  addCompany(name: string, change: Partial<Company> = {}): Company {
    const id = Math.max(1000, ...this.companies.map((company) => company.id)) + 1;
    const company = makeCompany(this.random, id, name, this.now(), change);
    this.companies.push(company);
    for (const user of this.users) user.accountant?.controls.push(id);
    return company;
  }

  /** A person deletes a document in Fatture in Cloud: it goes to the bin. */
  deleteDocument(companyId: number, documentId: number): void {
    const company = this.company(companyId);
    const document = company.documents.find((candidate) => candidate.id === documentId);
    if (!document) throw new Error(`company ${companyId} has no document ${documentId}`);
    binDocument(company, document, this.restocks);
  }

  /** Transmissions, e-mails and subscriptions of a company. */
  sdi(companyId: number): SdiRecords {
    return sdiOf(this.company(companyId));
  }

  /** The SDI, or the buyer, answers an e-invoice; subscribers are told. `code`: of a discard. */
  answerSdi(companyId: number, documentId: number, outcome: SdiOutcome, code: string | null = null): void {
    const company = this.company(companyId);
    const document = company.documents.find((candidate) => candidate.id === documentId);
    if (!document) throw new Error(`company ${companyId} has no document ${documentId}`);
    conclude(company, document, outcome, this.now(), code);
    this.notifications.tell(company, [documentId]);
  }

  /** Refused calls by kind of quota. */
  get refusals(): Readonly<Record<Refusal, number>> {
    return this.quota.refusals;
  }

  /** The user withdraws the app's permission. */
  revokeTokens(): void {
    this.tokens.revokeAll();
  }

  /** Access tokens end as after a day; refresh tokens stay good. */
  expireAccessTokens(): void {
    this.tokens.expireAccess();
  }

  /** Another app makes calls on the company: they count for the five minutes. */
  usedByOthers(companyId: number, calls: number): void {
    this.quota.usedByOthers(String(companyId), calls);
  }

  /** Our app makes calls on the company from elsewhere: they count for hour and month too. */
  usedByApp(companyId: number, calls: number): void {
    this.quota.usedByApp(String(companyId), this.app.clientId, calls);
  }

  /** Signs in and answers the consent page over HTTP, as a browser would; gives the address that it is sent to. */
  authorize(authorizeUrl: string, choice: ConsentChoice = {}): Promise<string> {
    return walkConsent(authorizeUrl, choice, this.users);
  }
}
