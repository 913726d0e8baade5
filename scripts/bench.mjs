// `npm run bench`: installs and builds what is missing, then runs the benchmarks; names on the command line pick some.
import path from 'node:path';
import { build, root, run } from './prepare.mjs';

build();
run(process.execPath, ['--import', 'tsx', path.join(root, 'bench', 'run.ts'), ...process.argv.slice(2)], {
  env: { NODE_ENV: 'production' },
});
