/** Where the next page begins: the sort value and id of the last row before it. */
export interface PageKey {
  readonly value: string;
  readonly id: string;
}

/** Writes a page's key as an opaque text. */
export function encodeCursor(key: PageKey): string {
  return Buffer.from(JSON.stringify([key.value, key.id])).toString('base64url');
}

/** Reads a cursor back, or nothing where it is none of ours. */
export function findPageKey(cursor: string): PageKey | undefined {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    const isKey = typeof value === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    return isKey ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}
