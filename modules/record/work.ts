import type { Actor } from '@mulin/contract';
import type {
  Clock,
  FileKeeper,
  PictureCleaner,
  Randomness,
  ResidenceVerifier,
  Vault,
} from '@mulin/kernel';
import { instantOf, uuidV7 } from '@mulin/kernel';
import type { Transaction } from 'kysely';

/** The tables of the whole database; each module's `store.ts` adds its own. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Tables {}

/** A running transaction in somebody's scope: the only thing that a store takes. */
export type Tx = Transaction<Tables>;

/** The scope that a transaction runs in, as the database enforces it. */
export interface Scope {
  readonly kind: 'anonymous' | 'resident' | 'staff' | 'system';
  readonly person?: string;
  /** Oneself and those who let one act for them. */
  readonly persons?: readonly string[];
  readonly subdistrict?: string;
  /** Areas of the grants of a member of staff. */
  readonly areas?: readonly string[];
}

/** What a use case works with: one transaction, who asks, and the ports to the outside. */
export interface Work {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly ports: Ports;
  /** Those who authorized the actor to act for them. */
  readonly givers: readonly string[];
  /**
   * Runs a part in the system's scope, within the same transaction, and returns to the caller's.
   * The scope keeps the caller's subdistrict unless another is named.
   */
  asSystem<T>(part: (tx: Tx) => Promise<T>, subdistrict?: string): Promise<T>;
  /** The hash of the session's token, where somebody is signed in. */
  readonly sessionHash?: string;
  /** What the shell does after the commit. */
  readonly effects: Effects;
}

/** What a use case asks the shell to do once its transaction is committed. */
export interface Effects {
  /** Sets the session cookie to a new token, or clears it. */
  session?: { readonly token: string; readonly expiresAt: Date } | 'ended';
  /** Persons whose personal data the answer shows: written to the access log. */
  readonly seen: string[];
}

/** An answer that is a file. */
export interface FileAnswer {
  readonly content: Uint8Array;
  /** The name that it is saved under. */
  readonly name: string;
}

/** What the outside offers to use cases. */
export interface Ports {
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly vault: Vault;
  readonly files: FileKeeper;
  readonly pictures: PictureCleaner;
  readonly residences: ResidenceVerifier;
}

/** A new time-ordered id. */
export function newId(ports: Pick<Ports, 'clock' | 'randomness'>): string {
  return uuidV7(Date.parse(ports.clock.now()), ports.randomness.bytes(10));
}

/** The moment of the work, as the database stores it. */
export function nowOf(work: Work): Date {
  return new Date(instantOf(Date.parse(work.ports.clock.now())));
}
