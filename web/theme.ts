import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { texts } from './texts.ts';

/** Calm blue, near the back office. White text on shade 7 has a contrast of 5.3:1. */
const brand: MantineColorsTuple = [
  '#eef6fc',
  '#d9e9f7',
  '#b0d2ef',
  '#84b9e6',
  '#5ea3de',
  '#3f93d6',
  '#2a86cf',
  '#1a6fb3',
  '#10609f',
  '#074a7f',
];

/** For what cannot be undone. White text on shade 7 has a contrast of 6.6:1. */
const danger: MantineColorsTuple = [
  '#fdf0ef',
  '#fbe0dd',
  '#f4bdb7',
  '#ec968d',
  '#e47469',
  '#d94f42',
  '#c83a2d',
  '#b42318',
  '#971e14',
  '#7a170f',
];

/** Mantine's greys, but for shade 4: the edge of fields and radios must stand out 3:1 (WCAG 1.4.11). */
const gray: MantineColorsTuple = [
  '#f8f9fa',
  '#f1f3f5',
  '#e9ecef',
  '#dee2e6',
  '#87919b',
  '#adb5bd',
  '#868e96',
  '#495057',
  '#343a40',
  '#212529',
];

/** Greys of the dark scheme, a little blue as the rest; shade 4 as above. */
const dark: MantineColorsTuple = [
  '#e2e7ec',
  '#c5ccd4',
  '#aeb8c2',
  '#7d8894',
  '#77828d',
  '#343b44',
  '#272d34',
  '#1d2127',
  '#171a1f',
  '#101215',
];

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 7,
  colors: { brand, danger, dark, gray },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '600' },
  // By name, since importing the components here would put them all into the first load.
  components: {
    Anchor: { defaultProps: { c: 'var(--panel-link)', underline: 'always' } },
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': texts.common.close } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': texts.common.close } } },
  },
});

/** Mantine's greys and reds for secondary text miss WCAG AA (4.5:1) on white; these do not. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#495865',
    '--mantine-color-placeholder': '#66727d',
    '--mantine-color-default-border': '#c3ccd5',
    '--mantine-color-error': '#b42318',
    '--panel-background': '#f4f6f9',
    '--panel-border': '#dde3ea',
    '--panel-link': '#10609f',
  },
  dark: {
    '--mantine-color-body': '#1d2127',
    '--mantine-color-dimmed': '#aeb8c2',
    '--mantine-color-placeholder': '#9aa5b0',
    '--mantine-color-default-border': '#454e58',
    '--mantine-color-error': '#ff9a90',
    '--panel-background': '#14171b',
    '--panel-border': '#343b44',
    '--panel-link': '#84b9e6',
  },
});
