import { findMobile, ok, type Result, refuse } from '@mulin/kernel';
import { type Answer, type Input, newId, nowOf, type Work } from '../../record/index.ts';
import {
  CODE_AGAIN_SECONDS,
  CODE_ATTEMPTS,
  CODE_SECONDS,
  CODES_AN_HOUR,
  drawCode,
  isCodeLive,
} from '../account.ts';
import { insertOutgoing } from '../duty-store.ts';
import {
  deleteOldCodes,
  insertCode,
  listCodesSince,
  lockNewestCode,
  updateCode,
} from '../sign-in-store.ts';

/** Sends a one-time code to a phone. Answers the same whether anybody is known by it. */
export async function requestCode(
  work: Work,
  { body }: Input<'requestCode'>,
): Promise<Result<Answer<'requestCode'>>> {
  const phone = findMobile(body.phone);
  if (!phone) return refuse('AC-101', { field: 'phone' });
  const now = nowOf(work);
  const { vault, randomness } = work.ports;
  const fingerprint = vault.fingerprint(phone);
  const hourAgo = new Date(now.getTime() - 3_600_000);
  return work.asSystem(async (tx) => {
    await deleteOldCodes(tx, hourAgo);
    const sent = await listCodesSince(tx, fingerprint, hourAgo);
    if (sent.length >= CODES_AN_HOUR) return refuse('AC-104', { values: { minutes: 60 } });
    const age = sent[0] ? (now.getTime() - sent[0].created_at.getTime()) / 1000 : Infinity;
    if (age < CODE_AGAIN_SECONDS) {
      return ok({ expiresInSeconds: CODE_SECONDS, again: Math.ceil(CODE_AGAIN_SECONDS - age) });
    }
    const id = newId(work.ports);
    const code = drawCode(randomness);
    await insertCode(tx, {
      id,
      phone_fingerprint: fingerprint,
      code_hash: vault.fingerprint(`${id} ${code}`),
      created_at: now,
      expires_at: new Date(now.getTime() + CODE_SECONDS * 1000),
      attempts: 0,
      used_at: null,
    });
    await insertOutgoing(tx, {
      id: newId(work.ports),
      channel: 'sms',
      to_sealed: vault.seal(phone),
      template: 'sign-in-code',
      values_sealed: vault.seal(JSON.stringify({ code, minutes: String(CODE_SECONDS / 60) })),
      created_at: now,
      sent_at: null,
      attempts: 0,
    });
    return ok({ expiresInSeconds: CODE_SECONDS, again: CODE_AGAIN_SECONDS });
  });
}

/**
 * Uses a phone's newest code up. A wrong guess is counted even though the call is refused, so its route
 * keeps what was written on refusal.
 */
export async function takeCode(
  work: Work,
  phoneFingerprint: string,
  code: string,
): Promise<Result<null>> {
  const now = nowOf(work);
  return work.asSystem(async (tx) => {
    const sent = await lockNewestCode(tx, phoneFingerprint);
    if (sent === undefined || !isCodeLive(sent, now)) {
      return sent && sent.attempts >= CODE_ATTEMPTS && sent.used_at === null
        ? refuse('AC-104', { values: { minutes: Math.ceil(CODE_AGAIN_SECONDS / 60) } })
        : refuse('AC-102', { field: 'code' });
    }
    if (sent.code_hash !== work.ports.vault.fingerprint(`${sent.id} ${code}`)) {
      await updateCode(tx, sent.id, { attempts: sent.attempts + 1 });
      return refuse('AC-102', { field: 'code' });
    }
    await updateCode(tx, sent.id, { used_at: now });
    return ok(null);
  });
}
