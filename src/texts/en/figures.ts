/** `1.234,50 €` → `€1,234.50`: an amount that a sentence carries in Italian writing, in English. */
export function amount(italian: string): string {
  const figures = decimal(italian).replace(/\s*€$/u, '');
  return figures === decimal(italian) ? figures : figures.replace(/^(-?)/, '$1€');
}

/** `5,5` → `5.5` */
export function decimal(italian: string): string {
  const swapped: Record<string, string> = { ',': '.', '.': ',' };
  return italian.replace(/(?<=\d)[.,](?=\d)/g, (mark) => swapped[mark] ?? mark);
}
