// `npm run forget-shop -- NAME`: builds what is missing, then erases one shop.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './prepare.mjs';

if (existsSync(path.join(root, 'src'))) build();
await import('../dist/server/forget-shop.js');
