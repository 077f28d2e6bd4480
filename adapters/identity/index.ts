import type { ResidenceVerifier } from '@mulin/kernel';

/** No authority's register is connected: every claim waits for a committee worker. */
export const noRegister: ResidenceVerifier = {
  async verify() {
    return 'unknown';
  },
};

/** Knows a fixed list of identity numbers, for tests. */
export function fakeRegister(confirmed: ReadonlySet<string>): ResidenceVerifier {
  return {
    async verify(claim) {
      return confirmed.has(claim.identityNumber) ? 'confirmed' : 'refuted';
    },
  };
}
