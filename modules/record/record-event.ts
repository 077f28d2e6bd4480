import { type EventName, type EventPayload, events, personOf } from '@mulin/contract';
import { appendEvent } from './store.ts';
import { newId, nowOf, type Work } from './work.ts';

/** What an event is about: a need, a residence, a person. Its stream is the thing's id. */
export interface EventSubject {
  readonly stream: string;
  /** Nothing for matters of a person, which lie in the city registry. */
  readonly subdistrict: string | null;
  /** The role in which it was done, say `author`, `worker`. */
  readonly role: string;
}

/** Records what happened, in the same transaction as the change itself. Returns the event's id. */
export async function recordEvent<Name extends EventName>(
  work: Work,
  type: Name,
  subject: EventSubject,
  payload: EventPayload<Name>,
): Promise<string> {
  const id = newId(work.ports);
  await appendEvent(work.tx, {
    subdistrict: subject.subdistrict,
    id,
    stream: subject.stream,
    type,
    actor: personOf(work.actor) ?? null,
    role: subject.role,
    at: nowOf(work),
    payload: events[type].payload.parse(payload),
  });
  return id;
}
