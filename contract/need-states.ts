/** States of a need. `asked` waits for its author and stops the clock. */
export const NEED_STATES = [
  'expressed',
  'triaged',
  'asked',
  'answered',
  'declined',
  'closed',
  'withdrawn',
] as const;
export type NeedState = (typeof NEED_STATES)[number];

export const NEED_ACTIONS = [
  'triage',
  'ask',
  'reply',
  'answer',
  'decline',
  'close',
  'reopen',
  'withdraw',
] as const;
export type NeedAction = (typeof NEED_ACTIONS)[number];

/** `author` is whoever the need belongs to, or somebody who may act for them; `staff` answers for its area. */
export type NeedParty = 'author' | 'staff';

export interface NeedRule {
  readonly from: NeedState;
  readonly action: NeedAction;
  readonly by: NeedParty;
  readonly to: NeedState;
  /** The rule of the trade that it follows. */
  readonly source: string;
}

const HOTLINE = '国办发〔2020〕53号';
const LOOP = 'DOMAIN.md S9: the loop closes only with the resident’s answer';
const LICENSE = '行政许可法 (2019) art. 32: what is missing is told at once';

/** Which action is allowed in which state, to whom. Server and screens both read this table. */
export const NEED_RULES: readonly NeedRule[] = [
  { from: 'expressed', action: 'triage', by: 'staff', to: 'triaged', source: HOTLINE },
  { from: 'triaged', action: 'triage', by: 'staff', to: 'triaged', source: HOTLINE },
  { from: 'expressed', action: 'ask', by: 'staff', to: 'asked', source: LICENSE },
  { from: 'triaged', action: 'ask', by: 'staff', to: 'asked', source: LICENSE },
  { from: 'asked', action: 'reply', by: 'author', to: 'triaged', source: LICENSE },
  { from: 'expressed', action: 'answer', by: 'staff', to: 'answered', source: HOTLINE },
  { from: 'triaged', action: 'answer', by: 'staff', to: 'answered', source: HOTLINE },
  { from: 'asked', action: 'answer', by: 'staff', to: 'answered', source: HOTLINE },
  { from: 'expressed', action: 'decline', by: 'staff', to: 'declined', source: HOTLINE },
  { from: 'triaged', action: 'decline', by: 'staff', to: 'declined', source: HOTLINE },
  { from: 'asked', action: 'decline', by: 'staff', to: 'declined', source: HOTLINE },
  { from: 'answered', action: 'close', by: 'author', to: 'closed', source: LOOP },
  { from: 'answered', action: 'reopen', by: 'author', to: 'triaged', source: LOOP },
  { from: 'declined', action: 'reopen', by: 'author', to: 'triaged', source: LOOP },
  { from: 'closed', action: 'reopen', by: 'author', to: 'triaged', source: LOOP },
  { from: 'expressed', action: 'withdraw', by: 'author', to: 'withdrawn', source: LOOP },
  { from: 'triaged', action: 'withdraw', by: 'author', to: 'withdrawn', source: LOOP },
  { from: 'asked', action: 'withdraw', by: 'author', to: 'withdrawn', source: LOOP },
];

/** The state after an action, or nothing where the table has no such row. */
export function findNextNeedState(
  from: NeedState,
  action: NeedAction,
  by: NeedParty,
): NeedState | undefined {
  return NEED_RULES.find((rule) => rule.from === from && rule.action === action && rule.by === by)
    ?.to;
}

/** The actions open to a party in a state, in the table's order. */
export function listNeedActions(from: NeedState, by: NeedParty): NeedAction[] {
  return NEED_RULES.filter((rule) => rule.from === from && rule.by === by).map(
    (rule) => rule.action,
  );
}

/** Tells whether a need in this state still waits for somebody. */
export function isOpenNeed(state: NeedState): boolean {
  return state === 'expressed' || state === 'triaged' || state === 'asked';
}

/** Stages of the whole record, as the seals of the timeline show them: 说 议 定 做 评. */
export const STAGES = ['express', 'deliberate', 'decide', 'arrange', 'evaluate'] as const;
export type Stage = (typeof STAGES)[number];
