import { createHash } from 'node:crypto';
import type { Actor } from '@mulin/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Database } from '../../adapters/database/index.ts';
import { findActor } from '../../modules/accounts/index.ts';
import type { Effects, Ports, Tables } from '../../modules/record/index.ts';

export const COOKIE = 'mulin';

/** Who calls, as far as the session tells. */
export interface Caller {
  readonly actor: Actor;
  readonly givers: readonly string[];
  readonly sessionHash?: string;
}

/** Finds who stands behind a request's cookie; an unknown or ended session is nobody. */
export async function findCaller(
  request: FastifyRequest,
  database: Database<Tables>,
  ports: Ports,
): Promise<Caller> {
  const token = request.cookies[COOKIE];
  if (!token || token.length > 100) return { actor: { kind: 'anonymous' }, givers: [] };
  const sessionHash = createHash('sha256').update(token).digest('hex');
  const found = await database.transaction({ kind: 'system' }, (tx) =>
    findActor(tx, sessionHash, new Date(ports.clock.now())),
  );
  if (!found) return { actor: { kind: 'anonymous' }, givers: [] };
  return { actor: found.actor, givers: found.givers, sessionHash };
}

/** Sets or clears the session cookie, once the transaction is committed. */
export function applySession(reply: FastifyReply, effects: Effects, isSecure: boolean): void {
  if (effects.session === undefined) return;
  const base = { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure } as const;
  if (effects.session === 'ended') {
    reply.clearCookie(COOKIE, base);
    return;
  }
  reply.setCookie(COOKIE, effects.session.token, { ...base, expires: effects.session.expiresAt });
}
