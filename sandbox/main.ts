import { startSandbox } from './index.ts';
import { readDialect } from './shop/dialects/index.ts';

/**
 * Both platforms alone, for work by hand: `SHOP_PORT`, `FIC_PORT`, `APP_URL`, `HOST`,
 * `FIC_CLIENT_ID`, `FIC_CLIENT_SECRET`, `STATE_FILE` (kept from one run to the next), `DIALECT` (agreed, documented or
 * random) and `DIALECT_SEED`.
 */
function port(name: string, otherwise: number): number {
  const value = process.env[name] ?? String(otherwise);
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) {
    console.error(`${name}: ${value} is not a port`);
    process.exit(1);
  }
  return number;
}

const env = process.env;
try {
  const sandbox = await startSandbox({
    shopPort: port('SHOP_PORT', 4001),
    ficPort: port('FIC_PORT', 4002),
    appUrl: env.APP_URL ?? 'http://localhost:3000',
    ...readDialect(env),
    ...(env.STATE_FILE ? { stateFile: env.STATE_FILE } : {}),
    ...(env.HOST ? { host: env.HOST } : {}),
    ...(env.FIC_CLIENT_ID ? { clientId: env.FIC_CLIENT_ID } : {}),
    ...(env.FIC_CLIENT_SECRET ? { clientSecret: env.FIC_CLIENT_SECRET } : {}),
  });
  console.log(`Back office       ${sandbox.shop.url}
Connect API       ${sandbox.shop.apiUrl}   (TSC_API_URL)
Fatture in Cloud  ${sandbox.fic.url}   (FIC_API_URL)
FIC_CLIENT_ID     ${sandbox.fic.app.clientId}
FIC_CLIENT_SECRET ${sandbox.fic.app.clientSecret}
The plug-in is expected at ${sandbox.shop.appUrl} (APP_URL).`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void sandbox.stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(`The sandbox cannot start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
