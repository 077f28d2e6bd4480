/**
 * Single characters and neighbouring pairs of a short text, folded: the robust features of short Chinese.
 *
 * @param text any language; width, case, space and punctuation do not count
 * @returns each feature once, in order of appearance. `gramsOf('电梯坏')` is `['电', '电梯', '梯', '梯坏', '坏']`
 *
 * Source: character uni- and bigrams were the most robust features of short civic texts in trials.
 */
export function gramsOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase();
  const runs = folded.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const grams = new Set<string>();
  for (const run of runs) {
    const signs = [...run];
    signs.forEach((sign, at) => {
      grams.add(sign);
      const after = signs[at + 1];
      if (after !== undefined) grams.add(sign + after);
    });
  }
  return [...grams];
}

/**
 * How alike two texts are by their features, from 0 to 1; a pair of signs weighs three times a single one.
 *
 * @param left features as `gramsOf` gives them
 * @param right the same
 * @returns the weighted Dice coefficient
 */
export function similarityOf(left: readonly string[], right: readonly string[]): number {
  const weight = (gram: string): number => ([...gram].length > 1 ? 3 : 1);
  const total = (grams: readonly string[]): number => grams.reduce((sum, gram) => sum + weight(gram), 0);
  const others = new Set(right);
  const shared = total(left.filter((gram) => others.has(gram)));
  const all = total(left) + total(right);
  return all === 0 ? 0 : (2 * shared) / all;
}
