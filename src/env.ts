import { z } from 'zod';
import { ConfigurationError } from './domain/configuration-error.ts';

const url = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'must be an http or https address')
  .transform((text) => text.replace(/\/+$/, ''));

/**
 * Hosts of the back office that may frame the panel; a shop's own (`name.storeden.com`) serves its merchant's scripts, and may
 * not. A guess by the vendor's naming: no documentation names them. Where it is wrong the panel stays empty, and the log
 * names the page that framed it (`framedBy`), to be put into FRAME_ANCESTORS.
 */
const BACK_OFFICE =
  'https://admin.storeden.com https://app.storeden.com https://backoffice.storeden.com https://commerce.teamsystem.com https://backoffice.teamsystemcommerce.com';

const positive = (fallback: number) =>
  z.coerce.number({ error: 'must be a number' }).positive('must be above 0').default(fallback);
const whole = (fallback: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .positive('must be above 0')
    .default(fallback);

/**
 * Fatture in Cloud's, as a third party copied it in January 2026. Source: platforms.md; to be compared with the vendor's
 * before production. A wrong one refuses every notification, and statuses are asked for.
 */
const FIC_PUBLIC_KEY =
  'LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUZrd0V3WUhLb1pJemowQ0FRWUlLb1pJemowREFRY0RRZ0FFL1JvSElqZ1k3aGZYZlk1cC9KeStLL0ZndU1aNAozVHZaOXQ0ZU43K2t4UTBNSnpLdG93djRDY1lURnFyQm03aE1CNVpXS25xTHoyNEQ2bFFqU0wwWXN3PT0KLS0tLS1FTkQgUFVCTElDIEtFWS0tLS0tCg==';

const role = z.enum(['web', 'worker', 'scheduler'], { error: 'must list web, worker, scheduler' });

const schema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65535, 'must be a port number')
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
      'must look like postgresql://user:password@host:5432/database',
    )
    .optional(),
  /** Connections that this process opens to PostgreSQL at most. */
  DATABASE_CONNECTIONS: z.coerce
    .number({ error: 'must be a whole number, 6 or more' })
    .int('must be a whole number, 6 or more')
    .min(6, 'must be a whole number, 6 or more')
    .default(12),
  DATA_DIR: z.string().min(1).default('./data'),
  APP_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Still opens what it sealed and signed, while APP_SECRET is exchanged. */
  APP_SECRET_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
  FIC_CLIENT_ID: z.string({ error: 'is required: the id of the Fatture in Cloud app' }).min(1),
  FIC_CLIENT_SECRET: z.string({ error: 'is required: the secret of the Fatture in Cloud app' }).min(1),
  FIC_API_URL: url.default('https://api-v2.fattureincloud.it'),
  TSC_API_URL: url.default('https://connect.storeden.com/v1.1'),
  /** A JSON file with further spellings of the shop's fields. */
  TSC_FIELDS: z.string().min(1).optional(),
  FIC_QUOTA_5MIN: whole(300),
  FIC_QUOTA_HOUR: whole(1000),
  FIC_QUOTA_MONTH: whole(40_000),
  FIC_QUOTA_SCALE: positive(1),
  ROLES: z
    .string()
    .default('web,worker,scheduler')
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(role).min(1)),
  CUSTOMER_SYNC_CRON: z.string().default('0 3 * * *'),
  RECONCILE_CRON: z.string().default('*/10 * * * *'),
  RECEIPTS_CRON: z.string().default('30 2 * * *'),
  EINVOICE_CRON: z.string().default('*/30 * * * *'),
  /** PEM, base64: checks the signature of Fatture in Cloud's notifications. */
  FIC_WEBHOOK_PUBLIC_KEY: z.string().default(FIC_PUBLIC_KEY),
  SETUP_WINDOW_MINUTES: positive(60),
  /** Age at which customers' personal data are removed; 0 keeps them. */
  RETENTION_DAYS: z.coerce
    .number({ error: 'must be a whole number of days' })
    .int('must be a whole number of days')
    .refine((days) => days === 0 || days >= 30, 'must be 0 (keep all) or at least 30 days')
    .default(400),
  /** Between /readyz saying 503 and the listener's end; the whole stop lasts ten seconds at most. */
  DRAIN_SECONDS: z.coerce
    .number({ error: 'must be a number' })
    .min(0, 'must be between 0 and 5')
    .max(5, 'must be between 0 and 5')
    .default(1),
  /** Proxies whose `X-Forwarded-For` is believed, in express's words. */
  TRUST_PROXY: z
    .string()
    .default('loopback')
    .refine(
      (text) => /^(\d+|[\w.:/, -]+)$/.test(text),
      'must be a number of proxies or a list of addresses, e.g. "loopback, 10.0.0.0/8"',
    )
    .transform((text) => (/^\d+$/.test(text) ? Number(text) : text)),
  FRAME_ANCESTORS: z
    .string()
    .default(BACK_OFFICE)
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .pipe(
      z.array(
        z
          .string()
          .regex(
            /^https?:\/\/[\w*.-]+(:(\d+|\*))?$/,
            'must list addresses such as https://*.example.com, separated by spaces',
          ),
      ),
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be one of fatal, error, warn, info, debug, trace, silent',
    })
    .default('info'),
});

export type Environment = Omit<z.infer<typeof schema>, 'PUBLIC_URL'> & { PUBLIC_URL: string };

/**
 * The environment, checked once. Empty variables count as unset.
 *
 * @param isCron tells whether a text is a cron expression.
 * @throws ConfigurationError naming the first wrong variable.
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  isCron: (expression: string) => boolean,
): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw new ConfigurationError(String(issue?.path[0] ?? 'environment'), issue?.message ?? 'is wrong');
  }
  const env = result.data;
  for (const name of ['CUSTOMER_SYNC_CRON', 'RECONCILE_CRON', 'RECEIPTS_CRON', 'EINVOICE_CRON'] as const) {
    if (!isCron(env[name])) throw new ConfigurationError(name, `"${env[name]}" is not a cron expression`);
  }
  if (env.APP_SECRET_PREVIOUS !== undefined && env.APP_SECRET_PREVIOUS === env.APP_SECRET) {
    throw new ConfigurationError('APP_SECRET_PREVIOUS', 'must be another one than APP_SECRET');
  }
  return { ...env, PUBLIC_URL: env.PUBLIC_URL ?? `http://localhost:${env.PORT}` };
}

/** Calls that Fatture in Cloud allows a company. */
export const quotaLimits = (env: Environment) => ({
  perFiveMinutes: env.FIC_QUOTA_5MIN,
  perHour: env.FIC_QUOTA_HOUR,
  perMonth: env.FIC_QUOTA_MONTH,
  scale: env.FIC_QUOTA_SCALE,
});
