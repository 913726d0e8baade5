/**
 * One line of a table for the Italian Excel: semicolons, every cell in quotes, CRLF. A cell that a spreadsheet would
 * take for a formula (OWASP: `=`, `+`, `-`, `@`, tab, carriage return) gets an apostrophe before it.
 */
export function csvLine(cells: readonly string[]): string {
  const quoted = cells.map((cell) => {
    const safe = /^\s*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return `"${safe.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(';')}\r\n`;
}
