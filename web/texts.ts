import { panelTexts } from '../src/texts/it/panel.ts';

/** The panel's sentences. A second language would be chosen here. */
export const texts = panelTexts;
