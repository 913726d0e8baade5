// `npm run restored`: builds what is missing, then notes that the database is an older copy.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './prepare.mjs';

if (existsSync(path.join(root, 'src'))) build();
await import('../dist/server/restored.js');
