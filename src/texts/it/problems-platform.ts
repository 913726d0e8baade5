/** Problems of talking to the two platforms. */
export const platformProblems = {
  'shop-unreachable': (_: Record<string, never>) => ({
    detail: 'TeamSystem Commerce non risponde.',
    fix: 'Non serve fare nulla: il plug-in riprova da solo tra poco.',
  }),
};
