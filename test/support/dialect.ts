import { inject } from 'vitest';
import type { DialectName } from '../../sandbox/index.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** How the sandbox's shops spell what they tell, in the tests that run in more than one way. */
    dialect: DialectName;
  }
}

/** The dialect of this run: the project `documented` repeats some files of `integration` in another one. */
export const dialect = inject('dialect');
