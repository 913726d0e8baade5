// `npm run reseal`: builds what is missing, then seals all keys and tokens with APP_SECRET.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './prepare.mjs';

if (existsSync(path.join(root, 'src'))) build();
await import('../dist/server/reseal.js');
