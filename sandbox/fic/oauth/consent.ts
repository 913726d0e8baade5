import type { User } from '../types.ts';

export interface ConsentChoice {
  /** E-mail address or id of a sample user; the owner of one company where absent. */
  user?: string | number;
  /** Presses Annulla. */
  deny?: boolean;
}

/** Walks authorize → login → consent with plain HTTP and returns the last redirect, to the app. */
export async function walkConsent(
  authorizeUrl: string,
  choice: ConsentChoice,
  users: readonly User[],
): Promise<string> {
  const user = users.find(({ id, email }) => [id, email].includes(choice.user ?? 1));
  if (!user) throw new Error(`authorize: no sample user ${choice.user}`);
  const origin = new URL(authorizeUrl).origin;
  const step = async (url: string, form?: Record<string, string>): Promise<string> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    const location = answer.headers.get('location');
    const text = await answer.text();
    if (location === null)
      throw new Error(`authorize: ${url} answered ${answer.status} ${text.slice(0, 300)}`);
    return new URL(location, origin).href;
  };
  const login = await step(authorizeUrl);
  if (new URL(login).origin !== origin) return login;
  const request = new URL(login).searchParams.get('request') ?? '';
  const consent = await step(`${origin}/oauth/login`, { request, email: user.email });
  return step(consent.replace(/\?.*/, ''), { request, decision: choice.deny ? 'deny' : 'allow' });
}
