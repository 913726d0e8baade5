import { createContext, type ReactNode, useContext } from 'react';

/**
 * Around a tab in the guided path: its form is filled with what is suggested, offers what is needed and no more, and
 * is saved by the step's own button, be it as it was suggested.
 */
export interface Guide {
  /** What the button says. */
  submit: string;
  /** Beside the button. */
  other?: ReactNode;
}

export const GuideContext = createContext<Guide | null>(null);

/** null in the settings themselves. */
export const useGuide = (): Guide | null => useContext(GuideContext);
