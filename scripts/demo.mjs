// `npm run demo`: installs and builds what is missing, then runs the demo (scripts/demo.ts) until Ctrl-C.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build, root } from './prepare.mjs';

build();
const demo = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'scripts', 'demo.ts')], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the whole group; what is sent to this process alone is passed on.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => demo.kill('SIGTERM'));
demo.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)));
