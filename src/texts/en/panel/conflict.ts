import type { conflictTexts as italian } from '../../it/panel/conflict.ts';

export const conflictTexts: typeof italian = {
  title: 'This tab was saved by another browser',
  text: 'While you were editing it, someone saved other values. Your changes are still here, but they are not saved: choose which values to keep.',
  takeTheirs: "Load the other's values",
  keepMine: 'Save mine anyway',
};
