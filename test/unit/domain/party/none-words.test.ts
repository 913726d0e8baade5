import { describe, expect, test } from 'vitest';
import { saysNone } from '../../../../src/domain/party/none-words.ts';

describe('a field says that there is nothing', () => {
  test.each([
    [null],
    [''],
    ['-'],
    ['/'],
    ['0'],
    ['00000000000'],
    ['OOOOOOO'],
    ['000O000'],
    ['11111111111'],
    ['xxx'],
    ['privato'],
    ['PRIVATA'],
    ['Cliente privato'],
    ['privato cittadino'],
    ['persona fisica'],
    ['NESSUNO'],
    ['nessuna PEC'],
    ['nessun codice'],
    ['no'],
    ['no p.iva'],
    ['non ho'],
    ['non ho la pec'],
    ["non ce l'ho"],
    ['non in possesso'],
    ['non disponibile'],
    ['N/A'],
    ['n.d.'],
    ['senza'],
    ['consumatore finale'],
    ['null'],
  ])('%j', (text) => {
    expect(saysNone(text)).toBe(true);
  });
});

describe('and does not', () => {
  test.each([
    ['M5UXCR1'],
    ['TULURSB'],
    ['07643520567'],
    ['12'],
    ['RSSMRA80A01H501U'],
    ['Nova S.r.l.'],
    ['Nola'],
    ['Senza Glutine'],
    ['Nonna Lina'],
    ['株式会社'],
    ['non la so'],
    ['a@pec.example.it'],
  ])('%j', (text) => {
    expect(saysNone(text)).toBe(false);
  });
});
