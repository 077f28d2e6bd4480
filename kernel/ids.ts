declare const brand: unique symbol;

/** A string that can only come from its own constructor. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type PersonId = Branded<string, 'PersonId'>;
export type NeedId = Branded<string, 'NeedId'>;
export type PlaceId = Branded<string, 'PlaceId'>;
export type GrantId = Branded<string, 'GrantId'>;
export type EventId = Branded<string, 'EventId'>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Tells whether a string is a lower-case UUID of any version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * Makes a time-ordered UUID (version 7) from its parts, so that ids sort by creation.
 *
 * @param epochMilliseconds whole milliseconds since 1970, UTC, 48 bits
 * @param randomBytes ten bytes; the two top ones lose bits to version and variant
 *
 * Source: RFC 9562, section 5.7.
 */
export function uuidV7(epochMilliseconds: number, randomBytes: Uint8Array): string {
  if (randomBytes.length !== 10) throw new RangeError('uuidV7 takes ten random bytes');
  const bytes = new Uint8Array(16);
  let rest = epochMilliseconds;
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(randomBytes, 6);
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
