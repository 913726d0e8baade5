/** Markup that is safe to place into markup. */
export interface Html {
  markup: string;
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function place(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? character);
  }
  if ('markup' in part) return part.markup;
  return part.map(place).join('');
}

/** Template tag: every placed value is escaped, but for markup made by this same tag. */
export function html(literals: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = literals[0] ?? '';
  parts.forEach((part, index) => {
    markup += place(part) + (literals[index + 1] ?? '');
  });
  return { markup };
}
