/** A stream of numbers in [0, 1) that depends on its seed alone. */
export type RandomSource = () => number;

/**
 * Makes a seeded stream of random numbers: the same seed gives the same numbers on every machine.
 *
 * @param seed any text; different texts give unrelated streams
 *
 * Source: xoshiro128** (Blackman, Vigna 2018), its state filled by splitmix32 over an FNV-1a hash.
 * Not for secrets.
 */
export function seededRandom(seed: string): RandomSource {
  let hash = 0x811c9dc5;
  for (const character of seed) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  }
  const split = (): number => {
    hash = (hash + 0x9e3779b9) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [split(), split(), split(), split()];
  return () => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const carried = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= carried;
    d = rotate(d, 11);
    return scrambled / 4_294_967_296;
  };
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** Draws a whole number from 0 to `bound` - 1. */
export function drawInteger(random: RandomSource, bound: number): number {
  return Math.floor(random() * bound);
}

/** Draws one of the items. Throws on an empty list, which is a defect. */
export function drawFrom<T>(random: RandomSource, items: readonly T[]): T {
  if (items.length === 0) throw new RangeError('nothing to draw from');
  return items[drawInteger(random, items.length)] as T;
}

/** A shuffled copy (Fisher and Yates). */
export function shuffled<T>(random: RandomSource, items: readonly T[]): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = drawInteger(random, last + 1);
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
