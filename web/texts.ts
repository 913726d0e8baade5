import { pickLanguage } from '../src/texts/language.ts';

/** The panel's language: by the browser's setting. */
export const language = pickLanguage(navigator.languages);
document.documentElement.lang = language;

/** The panel's sentences. Only the reader's catalogue is loaded, before anything is rendered. */
export const { panelTexts: texts } =
  language === 'en' ? await import('../src/texts/en/panel.ts') : await import('../src/texts/it/panel.ts');
