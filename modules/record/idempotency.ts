import { findKey, insertKey, updateKey } from './store.ts';
import { nowOf, type Work } from './work.ts';

/** A client's key for one write, so that sending it twice is harmless. */
export interface KeySlot {
  readonly subdistrict: string;
  readonly person: string;
  readonly key: string;
  readonly route: string;
  readonly requestHash: string;
}

/**
 * Takes a key within the transaction of its write.
 *
 * @returns `new` for the first; the first's answer for the same request again; `other` where the key
 *   was used for a different request
 */
export async function reserveKey(
  work: Work,
  slot: KeySlot,
): Promise<'new' | 'other' | { readonly answer: unknown }> {
  const { requestHash, ...key } = slot;
  const isNew = await insertKey(work.tx, {
    ...key,
    request_hash: requestHash,
    status: 0,
    answer: null,
    at: nowOf(work),
  });
  if (isNew) return 'new';
  const before = await findKey(work.tx, slot);
  if (before?.route !== slot.route || before.request_hash !== requestHash) return 'other';
  return { answer: before.answer };
}

/** Keeps the answer of a write beside its key. */
export async function keepAnswer(
  work: Work,
  slot: KeySlot,
  status: number,
  answer: unknown,
): Promise<void> {
  await updateKey(work.tx, slot, status, answer);
}
