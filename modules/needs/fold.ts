import type { EventName, EventPayload, NeedState } from '@mulin/contract';
import type { EventRow } from '../record/index.ts';

/** What the events of a need say about it; the rows of `store.ts` must say the same. */
export interface NeedSoFar {
  readonly state: NeedState;
  readonly category: string | null;
  readonly leadOffice: string | null;
  readonly assignee: string | null;
  readonly dueOn: string | null;
  readonly joinCount: number;
  readonly confirmation: 'not-needed' | 'waiting' | 'confirmed' | 'rejected';
}

/** Events that a need's stream may hold. */
export type NeedEventName = Extract<EventName, `Need${string}` | `Supplement${string}`>;

type NeedEvent = {
  [Name in NeedEventName]: { type: Name; payload: EventPayload<Name> };
}[NeedEventName];

const UNSPOKEN: NeedSoFar = {
  state: 'expressed',
  category: null,
  leadOffice: null,
  assignee: null,
  dueOn: null,
  joinCount: 0,
  confirmation: 'not-needed',
};

/** Tells a need's state from its events alone, oldest first. */
export function foldNeed(events: readonly Pick<EventRow, 'type' | 'payload'>[]): NeedSoFar {
  return events.reduce((so, event) => applyNeedEvent(so, event as NeedEvent), UNSPOKEN);
}

function applyNeedEvent(so: NeedSoFar, event: NeedEvent): NeedSoFar {
  switch (event.type) {
    case 'NeedExpressed':
      return {
        ...so,
        category: event.payload.category,
        dueOn: event.payload.dueOn,
        confirmation: event.payload.confirmation,
      };
    case 'NeedJoined':
      return { ...so, joinCount: so.joinCount + 1 };
    case 'NeedLeft':
      return { ...so, joinCount: so.joinCount - 1 };
    case 'NeedConfirmed':
      return event.payload.confirmed
        ? { ...so, confirmation: 'confirmed' }
        : { ...so, confirmation: 'rejected', state: 'withdrawn' };
    case 'NeedTriaged':
      return {
        ...so,
        state: 'triaged',
        category: event.payload.category,
        leadOffice: event.payload.leadOffice,
        assignee: event.payload.assignee,
        dueOn: event.payload.dueOn,
      };
    case 'NeedHandedOver':
      return { ...so, assignee: event.payload.assignee };
    case 'SupplementRequested':
      return { ...so, state: 'asked' };
    case 'SupplementGiven':
      return { ...so, state: 'triaged', dueOn: event.payload.dueOn };
    case 'NeedAnswered':
      return { ...so, state: 'answered' };
    case 'NeedDeclined':
      return { ...so, state: 'declined' };
    case 'NeedClosed':
      return { ...so, state: 'closed' };
    case 'NeedReopened':
      return { ...so, state: 'triaged', dueOn: event.payload.dueOn };
    case 'NeedWithdrawn':
      return { ...so, state: 'withdrawn' };
  }
}
