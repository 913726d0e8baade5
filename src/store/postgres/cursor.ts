/** Place in a list that is sorted by an instant and an id, both descending. */
export interface Place {
  at: Date;
  id: string;
}

export function encodeCursor(place: Place): string {
  return Buffer.from(`${place.at.toISOString()} ${place.id}`).toString('base64url');
}

/** Null for a missing cursor and for one that we did not make. */
export function decodeCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [instant, id] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ', 2);
  const at = new Date(instant ?? '');
  if (id === undefined || id.includes('\0') || Number.isNaN(at.getTime())) return null;
  // Instants beyond what PostgreSQL holds are none that we wrote.
  return at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999 ? { at, id } : null;
}

/** Whether PostgreSQL takes it for a UUID of ours. */
export const isUuid = (id: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
