import type { NeedParty, Stage, TimelineStep } from '@mulin/contract';
import { instantOf } from '@mulin/kernel';
import { findAreaNames } from '../../areas/index.ts';
import { findOffices } from '../../organizations/index.ts';
import type { EventRow, Work } from '../../record/index.ts';
import type { Need } from '../need.ts';
import type { MessageRow } from '../store.ts';

/** All that the timeline of a need is told from. */
export interface NeedHistory {
  readonly need: Need;
  readonly events: readonly EventRow[];
  readonly messages: readonly MessageRow[];
  readonly people: ReadonlyMap<string, { name: string }>;
  readonly parties: readonly NeedParty[];
}

const EVALUATED = new Set(['NeedAnswered', 'NeedClosed', 'NeedReopened']);

/** Steps that only the parties see: what a neighbour reads of a need are its words, its answer, its course. */
const FOR_PARTIES = new Set(['NeedJoined', 'NeedLeft', 'NeedConfirmed', 'NeedHandedOver']);

/** The whole life of a need, newest first, with the words that the reader may read. */
export async function toTimeline(work: Work, history: NeedHistory): Promise<TimelineStep[]> {
  const { need, events, messages, parties } = history;
  const shown = events.filter((event) => parties.length > 0 || !FOR_PARTIES.has(event.type));
  const officeIds = shown.flatMap((event) => {
    const id = (event.payload as { leadOffice?: string | null }).leadOffice;
    return id ? [id] : [];
  });
  const offices = await findOffices(work.tx, need.subdistrict, officeIds);
  const areas = await findAreaNames(work.tx, [need.committee]);
  const committeeName = areas.get(need.committee) ?? null;
  return shown
    .map((event) => {
      const payload = event.payload as Record<string, unknown>;
      const byRole = event.role as TimelineStep['byRole'];
      return {
        event: event.id,
        type: event.type,
        at: instantOf(event.at.getTime()),
        stage: (EVALUATED.has(event.type) ? 'evaluate' : 'express') satisfies Stage,
        byLabel: labelOf(event, history, committeeName),
        byRole,
        text: messages.find((message) => message.id === payload.message)?.text ?? null,
        values: valuesOf(payload, offices, history),
      } satisfies TimelineStep;
    })
    .reverse();
}

/** Staff in scope read names; the author reads the office; a neighbour reads no name at all. */
function labelOf(event: EventRow, { people, parties }: NeedHistory, committee: string | null) {
  const name = event.actor ? people.get(event.actor)?.name : undefined;
  if (parties.includes('staff')) return name ?? null;
  return event.role === 'staff' ? committee : parties.includes('author') ? (name ?? null) : null;
}

function valuesOf(
  payload: Record<string, unknown>,
  offices: ReadonlyMap<string, { name: string }>,
  { need, people, parties }: NeedHistory,
): TimelineStep['values'] {
  const values: TimelineStep['values'] = {};
  for (const key of ['category', 'dueOn', 'reason', 'channel'] as const) {
    const value = payload[key];
    if (typeof value === 'string') values[key] = value;
  }
  if (typeof payload.confirmed === 'boolean') values.confirmed = payload.confirmed ? 'yes' : 'no';
  if (payload.proxy === true) values.proxy = 'yes';
  const office =
    typeof payload.leadOffice === 'string' ? offices.get(payload.leadOffice) : undefined;
  if (office) values.leadOffice = office.name;
  if (parties.length > 0 && typeof payload.assignee === 'string') {
    const name = people.get(payload.assignee)?.name;
    if (name) values.assignee = name;
  }
  if (payload.reason !== undefined && need.right_channel) values.rightChannel = need.right_channel;
  return values;
}
