// `npm start`: builds what is missing, then is the plug-in itself, so that signals reach it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './prepare.mjs';

// A production image holds the build alone.
if (existsSync(path.join(root, 'src'))) build();
await import('../dist/server/main.js');
