import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { wakeAfterConnecting } from './connect-company.ts';

/**
 * Tries a connection that expired once more: while a refresh token is there it may be good again, or never have been bad.
 * Where Fatture in Cloud takes it and the company is still among its companies, orders leave again by themselves.
 *
 * @returns whether it is connected again.
 */
export async function healConnection(context: Context, shopId: string): Promise<boolean> {
  const { store, authorization, log } = context;
  const opened = await store.connections.open(shopId);
  const company = opened?.connection.company ?? null;
  if (opened === null || company === null || opened.connection.state !== 'expired') return false;
  try {
    const fresh = await store.connections.refreshTokens(shopId, opened.tokens.accessToken, (current) =>
      authorization.refresh(current.refreshToken),
    );
    if (fresh === null) return false;
    const companies = await authorization.listCompanies(fresh.accessToken);
    if (!companies.some(({ id }) => id === company.id)) return false;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    log.debug({ shopId, code: error.code }, 'still not connected');
    return false;
  }
  if (!(await store.connections.noteAccepted(opened.connection))) return false;
  log.info({ shopId, companyId: company.id }, 'Fatture in Cloud takes the tokens again: connected');
  await wakeAfterConnecting(context, shopId);
  return true;
}
