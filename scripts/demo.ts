import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../sandbox/index.ts';
import { readDialect } from '../sandbox/shop/dialects/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const CLIENT = { clientId: 'demo-client', clientSecret: 'demo-secret' };
const READY_WITHIN_MS = 120_000;

/** The wanted port, or any free one where it is taken. */
async function port(wanted: number): Promise<number> {
  for (const candidate of [wanted, 0]) {
    const server = createServer();
    server.listen(candidate, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch {
      continue;
    }
    const address = server.address();
    server.close();
    await once(server, 'close');
    if (address !== null && typeof address === 'object') return address.port;
  }
  throw new Error('no free port');
}

/** How the shop spells what it tells: DIALECT=agreed, documented (the default) or random with DIALECT_SEED. */
function dialect(): ReturnType<typeof readDialect> {
  try {
    return readDialect(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const pluginPort = await port(Number(process.env.PORT ?? 3000));
const publicUrl = `http://localhost:${pluginPort}`;
const sandbox = await startSandbox({
  shopPort: await port(3100),
  ficPort: await port(3200),
  appUrl: publicUrl,
  ...dialect(),
  ...CLIENT,
});

const plugin = spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    PORT: String(pluginPort),
    PUBLIC_URL: publicUrl,
    FIC_CLIENT_ID: CLIENT.clientId,
    FIC_CLIENT_SECRET: CLIENT.clientSecret,
    FIC_API_URL: sandbox.fic.url,
    TSC_API_URL: sandbox.shop.apiUrl,
    // The sandbox begins anew each time, and so does what the plug-in knows of it.
    DATA_DIR: path.join(root, 'data', `demo-${process.pid}`),
    DATABASE_URL: '',
    // A change that has no webhook (delivered, refunded) is seen within two minutes.
    RECONCILE_CRON: process.env.RECONCILE_CRON ?? '* * * * *',
    EINVOICE_CRON: process.env.EINVOICE_CRON ?? '*/10 * * * * *',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  },
  // Not in our group: Ctrl-C reaches it through us, once.
  detached: true,
});
plugin.stdout.pipe(process.stdout);

let stopping = false;
async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  console.log('\nStopping…');
  if (plugin.exitCode === null && plugin.signalCode === null) {
    plugin.kill('SIGTERM');
    await once(plugin, 'exit');
  }
  await sandbox.stop();
  await import('node:fs/promises').then((fs) =>
    fs.rm(path.join(root, 'data', `demo-${process.pid}`), { recursive: true, force: true }),
  );
  process.exit(code);
}
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));
plugin.on('exit', (code) => {
  if (!stopping) void stop(code ?? 1);
});

// One site with the plug-in: on plain localhost its cookie does not reach a frame of another one.
const shopUrl = sandbox.shop.url.replace('127.0.0.1', 'localhost');

const deadline = Date.now() + READY_WITHIN_MS;
for (;;) {
  const ready = await fetch(`${publicUrl}/readyz`).then(
    (response) => response.ok,
    () => false,
  );
  if (ready) break;
  if (Date.now() > deadline) {
    console.error('The plug-in did not become ready.');
    await stop(1);
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
}

console.log(`
  The sandbox shop with the plug-in is ready. Open

      ${shopUrl}

  Install the app from APP MARKET, open ORDINI › FATTURE IN CLOUD and press Autorizza.
  The sandbox Fatture in Cloud, where the documents arrive: ${sandbox.fic.url}
  Ctrl-C stops everything.
`);
