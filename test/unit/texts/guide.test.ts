import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ordersTexts } from '../../../src/texts/it/panel/orders.ts';
import { settingsTexts } from '../../../src/texts/it/panel/settings.ts';
import { problemTexts } from '../../../src/texts/it/problems.ts';

/** `docs/guida.md` says to the merchant what the panel says. */
const page = readFileSync(new URL('../../../docs/guida.md', import.meta.url), 'utf8');

/** Each value of a sentence as `{name}`. */
const places = new Proxy({}, { get: (_, name) => `{${String(name)}}` });
const rows = Object.entries(problemTexts).map(([code, text]) => {
  const { detail, fix } = (text as (values: object) => { detail: string; fix: string })(places);
  return `| \`${code}\` | ${detail} | ${fix} |`;
});

describe('the table of problems', () => {
  test('has every problem with its sentences, and no other', () => {
    expect(page.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });
});

test('tabs and states are called as in the panel', () => {
  for (const tab of Object.values(settingsTexts.tabs)) expect(page).toContain(`### ${tab}\n`);
  for (const state of Object.values(ordersTexts.states)) expect(page).toContain(`| ${state} |`);
});

test('its pictures are there and light', () => {
  const pictures = [...page.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, file = '']) => file);
  expect(pictures.length).toBeGreaterThan(5);
  for (const picture of pictures) {
    const file = new URL(`../../../docs/${picture}`, import.meta.url);
    expect(existsSync(file), picture).toBe(true);
    expect(statSync(file).size, `${picture}, bytes`).toBeLessThan(110_000);
  }
});
