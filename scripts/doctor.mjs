// `npm run doctor`: builds what is missing, then looks at everything; `--json`, `--mend` are passed on.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './prepare.mjs';

if (existsSync(path.join(root, 'src'))) build();
await import('../dist/server/doctor.js');
