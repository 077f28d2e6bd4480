import type { Actor } from '@mulin/contract';
import { personOf } from '@mulin/contract';
import type { Result } from '@mulin/kernel';
import type { Database, ScopeSettings } from '../../adapters/database/index.ts';
import type { Effects, Ports, Tables, Work } from '../../modules/record/index.ts';

/** Where, for whom and with what a use case runs. */
export interface WorkPlace {
  readonly database: Database<Tables>;
  readonly ports: Ports;
  readonly actor: Actor;
  readonly subdistrict?: string;
  /** Those who authorized the actor to act for them. */
  readonly givers?: readonly string[];
  /** Keeps what was written even where the use case refuses, say a failed attempt. */
  readonly keepOnRefusal?: boolean;
  readonly sessionHash?: string;
  readonly effects?: Effects;
}

/** Runs a use case in one transaction in its actor's scope; a refusal undoes all that it wrote. */
export async function workOf<T>(
  place: WorkPlace,
  useCase: (work: Work) => Promise<Result<T>>,
): Promise<Result<T>> {
  const scope = scopeOf(place);
  try {
    return await place.database.transaction(scope, async (tx, as) => {
      const result = await useCase({
        tx,
        actor: place.actor,
        ports: place.ports,
        effects: place.effects ?? { seen: [] },
        ...(place.sessionHash === undefined ? {} : { sessionHash: place.sessionHash }),
        givers: place.givers ?? [],
        asSystem: (part, subdistrict) =>
          as(
            { ...scope, kind: 'system', ...(subdistrict === undefined ? {} : { subdistrict }) },
            part,
          ),
      });
      if (!result.ok && !place.keepOnRefusal) throw new Refused(result);
      return result;
    });
  } catch (cause) {
    if (cause instanceof Refused) return cause.result as Result<T>;
    throw cause;
  }
}

/** The database's scope of an actor in a subdistrict. */
export function scopeOf(place: Omit<WorkPlace, 'database' | 'ports'>): ScopeSettings {
  const person = personOf(place.actor);
  return {
    kind: place.actor.kind,
    ...(person === undefined ? {} : { person, persons: [person, ...(place.givers ?? [])] }),
    ...(place.subdistrict === undefined ? {} : { subdistrict: place.subdistrict }),
    ...(place.actor.kind === 'staff'
      ? { areas: place.actor.grants.map((grant) => grant.area) }
      : {}),
  };
}

class Refused extends Error {
  readonly result: Result<unknown>;
  constructor(result: Result<unknown>) {
    super('refused');
    this.result = result;
  }
}
