import type { Actor } from '@mulin/contract';
import { nowOf, type Tx, type Work } from '../../record/index.ts';
import { drawToken, hashToken, SESSION_SECONDS } from '../account.ts';
import { listGrantsOf } from '../duty-store.ts';
import { endSession, findLiveSession, insertSession, touchSession } from '../sign-in-store.ts';
import { findPersonRow, listGivers, listPlaces } from '../store.ts';

const TOUCH_AFTER_MILLISECONDS = 600_000;

/** Starts a session with a new token; the one that this device had before ends. */
export async function startSession(
  work: Work,
  person: string,
  kind: 'resident' | 'staff',
): Promise<void> {
  const now = nowOf(work);
  const token = drawToken(work.ports.randomness);
  const expiresAt = new Date(now.getTime() + SESSION_SECONDS[kind] * 1000);
  await work.asSystem(async (tx) => {
    if (work.sessionHash) await endSession(tx, work.sessionHash, now);
    await insertSession(tx, {
      token_hash: hashToken(token),
      person,
      kind,
      created_at: now,
      seen_at: now,
      expires_at: expiresAt,
      revoked_at: null,
    });
  });
  work.effects.session = { token, expiresAt };
}

/** Who stands behind a session, and for whom they may act; nothing where it has ended. Needs the system's scope. */
export async function findActor(
  tx: Tx,
  sessionHash: string,
  now: Date,
): Promise<{ actor: Actor; givers: string[] } | undefined> {
  const session = await findLiveSession(tx, sessionHash, now);
  if (!session) return undefined;
  const person = await findPersonRow(tx, session.person);
  if (!person || person.erased_at !== null) return undefined;
  if (now.getTime() - session.seen_at.getTime() > TOUCH_AFTER_MILLISECONDS) {
    await touchSession(tx, sessionHash, now);
  }
  if (session.kind === 'staff') {
    const grants = await listGrantsOf(tx, session.person);
    return {
      actor: {
        kind: 'staff',
        person: session.person,
        grants: grants.map(({ role, area, office }) => ({ role, area, office })),
      },
      givers: [],
    };
  }
  const places = await listPlaces(tx, session.person);
  return {
    actor: {
      kind: 'resident',
      person: session.person,
      residences: places
        .filter((place) => place.until === null)
        .map(({ subdistrict, committee, verified }) => ({ subdistrict, committee, verified })),
    },
    givers: await listGivers(tx, session.person),
  };
}
