import type { SentLine } from './sent-document.ts';

/** How many pieces, an exact decimal as text, and what they come to: cents, VAT included. */
export type LineShare = Pick<SentLine, 'quantity' | 'grossCents'>;

/** A line of a document as it was sent and as it would be now; null: it was not there, or is no more. */
export interface LineChange {
  name: string;
  code: string | null;
  was: LineShare | null;
  now: LineShare | null;
}

/**
 * Two versions of a document's lines side by side, in the sequence of the new one; what is gone stands at the end. A line
 * is the same where code and name are, else where its code is (it was named anew).
 */
export function compareLines(before: readonly SentLine[], after: readonly SentLine[]): LineChange[] {
  const left = [...before];
  const take = (isSame: (line: SentLine) => boolean): SentLine | null => {
    const place = left.findIndex(isSame);
    return place < 0 ? null : (left.splice(place, 1)[0] ?? null);
  };
  const exact = after.map((line) =>
    take(({ kind, name, code }) => kind === line.kind && name === line.name && code === line.code),
  );
  const changes = after.map((line, place): LineChange => {
    const was = exact[place] ?? (line.code === null ? null : take(({ code }) => code === line.code));
    return { name: line.name, code: line.code, was: was && shareOf(was), now: shareOf(line) };
  });
  return [
    ...changes,
    ...left.map(({ name, code, ...was }) => ({ name, code, was: shareOf(was), now: null })),
  ];
}

const shareOf = ({ quantity, grossCents }: LineShare): LineShare => ({ quantity, grossCents });

/** Whether a line is not as it was. */
export const isChanged = ({ was, now }: LineChange): boolean =>
  was?.quantity !== now?.quantity || was?.grossCents !== now?.grossCents;
