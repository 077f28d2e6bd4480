import { randomBytes } from 'node:crypto';
import { type Randomness, seededRandom } from '@mulin/kernel';

/** The operating system's randomness, fit for secrets. */
export const systemRandomness: Randomness = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
};

/** The same bytes for the same seed: for tests and the demonstration's data only. */
export function fakeRandomness(seed: string): Randomness {
  const random = seededRandom(seed);
  return { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)) };
}
