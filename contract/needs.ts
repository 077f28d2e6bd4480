import { z } from 'zod';
import { NEED_ACTIONS, NEED_STATES, STAGES } from './need-states.ts';
import {
  Committee,
  DayText,
  InstantText,
  inSubdistrict,
  oneInSubdistrict,
  pageOf,
  paging,
  personText,
  policies,
  route,
  Subdistrict,
  Uuid,
} from './route.ts';

/** Where a need is: a committee, and where known its compound and building. */
export const NeedPlace = z.strictObject({
  committee: Committee,
  compound: Uuid.optional(),
  building: Uuid.optional(),
});

/** Why somebody speaks for another; the reason is kept with the need. */
export const PROXY_REASONS = [
  'no-phone',
  'cannot-write',
  'ill',
  'asked-me',
  'child',
  'other',
] as const;

/** 代理性表达: for whom a need is voiced, why, and whether they know. */
export const OnBehalf = z.strictObject({
  /** A registered resident, or somebody who has authorized the caller. */
  person: Uuid.optional(),
  name: personText(40),
  phone: z.string().trim().max(20).optional(),
  relation: personText(20).optional(),
  reason: z.enum(PROXY_REASONS),
  /** They know that this is sent. */
  knows: z.boolean(),
});

/** `neighbors`: neighbours read the words without a name. `staff`: only those who handle it. */
export const NeedVisibility = z.enum(['neighbors', 'staff']);

/** Who reads the author's name: `no-name` shows the words alone, `not-shown` shows nothing at all. */
export const NameShown = z.object({
  staff: z.literal('full-name'),
  neighbors: z.enum(['no-name', 'not-shown']),
  open: z.enum(['no-name', 'not-shown']),
});

export const NeedDraft = z.strictObject({
  text: personText(2000),
  place: NeedPlace,
  category: z.string().max(40).optional(),
  visibility: NeedVisibility.default('neighbors'),
  /** Names of pictures uploaded before. */
  photos: z.array(z.string().max(80)).max(3).default([]),
  onBehalf: OnBehalf.optional(),
  /** How it reached us. */
  channel: z.enum(['app', 'window', 'visit', 'phone', 'kiosk']).default('app'),
  /** When it was said, where it waited offline. */
  saidAt: InstantText.optional(),
});
export type NeedDraft = z.infer<typeof NeedDraft>;

export const NeedCategory = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  answerWithinWorkingDays: z.number().int(),
  source: z.string(),
});
export type NeedCategory = z.infer<typeof NeedCategory>;

/** A need as neighbours read it: no name, no room, no phone. */
export const NeedCard = z.object({
  id: Uuid,
  subdistrict: Subdistrict,
  reference: z.string(),
  text: z.string(),
  category: z.string().nullable(),
  placeName: z.string(),
  committee: Committee,
  state: z.enum(NEED_STATES),
  stage: z.enum(STAGES),
  saidAt: InstantText,
  dueOn: DayText.nullable(),
  joinCount: z.number().int(),
  hasJoined: z.boolean(),
  isMine: z.boolean(),
  photoCount: z.number().int(),
});
export type NeedCard = z.infer<typeof NeedCard>;

/** One step of a need's life. Text is there only for those who may read it. */
export const TimelineStep = z.object({
  event: Uuid,
  type: z.string(),
  at: InstantText,
  stage: z.enum(STAGES),
  /** Who did it, in words that the reader may know: a name for staff in scope, else an office or role. */
  byLabel: z.string().nullable(),
  byRole: z.enum(['author', 'proxy', 'neighbor', 'staff', 'system']),
  text: z.string().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
export type TimelineStep = z.infer<typeof TimelineStep>;

/** The whole need for its author and for staff in scope; others get the same shape with less in it. */
export const NeedDetail = NeedCard.extend({
  visibility: NeedVisibility,
  channel: z.string(),
  photos: z.array(z.string()),
  leadOffice: z.object({ id: Uuid, name: z.string() }).nullable(),
  assignee: z.object({ person: Uuid, name: z.string() }).nullable(),
  declined: z.object({ reason: z.string(), rightChannel: z.string() }).nullable(),
  /** Only for author and staff in scope. */
  voice: z
    .object({
      authorName: z.string(),
      maskedPhone: z.string().nullable(),
      voicedByName: z.string().nullable(),
      reason: z.string().nullable(),
      relation: z.string().nullable(),
      knows: z.boolean().nullable(),
      confirmation: z.enum(['not-needed', 'waiting', 'confirmed', 'rejected']),
    })
    .nullable(),
  timeline: z.array(TimelineStep),
  /** What the reader may do now. */
  actions: z.array(z.enum([...NEED_ACTIONS, 'join', 'leave', 'confirm'])),
  /** Who sees what of the author's name. */
  nameShownTo: NameShown,
  dueAfterPause: z.boolean(),
});
export type NeedDetail = z.infer<typeof NeedDetail>;

/** A need as the register of the workbench lists it. */
export const NeedRow = NeedCard.omit({ hasJoined: true, isMine: true }).extend({
  committeeName: z.string(),
  channel: z.string(),
  isProxy: z.boolean(),
  leadOfficeName: z.string().nullable(),
  assigneeName: z.string().nullable(),
  /** Share of the promised time that is used, 1 at the due moment; null where no clock runs. */
  clock: z.number().nullable(),
  overdueDays: z.number().int(),
});
export type NeedRow = z.infer<typeof NeedRow>;

/** What comes back after sending. */
export const NeedReceipt = z.object({
  id: Uuid,
  reference: z.string(),
  dueOn: DayText,
  workingDays: z.number().int(),
  next: z.enum(['committee-reads', 'confirm-with-person']),
  handlerName: z.string(),
  nameShownTo: NameShown,
});
export type NeedReceipt = z.infer<typeof NeedReceipt>;

export const RegisterQuery = z.strictObject({
  ...paging,
  q: z.string().trim().max(60).optional(),
  state: z.enum([...NEED_STATES, 'open', 'overdue', 'due-soon', 'mine']).optional(),
  committee: Committee.optional(),
  category: z.string().max(40).optional(),
  channel: z.string().max(20).optional(),
  proxy: z.enum(['true', 'false']).optional(),
  from: DayText.optional(),
  to: DayText.optional(),
  sort: z.enum(['due', 'newest', 'oldest', 'joins']).default('due'),
});
export type RegisterQuery = z.infer<typeof RegisterQuery>;

const handles = { allow: ['worker', 'coordinator', 'department'], scope: 'subdistrict' } as const;
const lives = { allow: ['resident'], scope: 'subdistrict' } as const;
const both = {
  allow: ['resident', 'worker', 'coordinator', 'department'],
  scope: 'subdistrict',
} as const;
const detailAnswer = z.object({ need: NeedDetail });
const needs = '/api/subdistricts/:subdistrict/needs';

export const needRoutes = {
  listNeedCategories: route({
    method: 'GET',
    path: '/api/need-categories',
    summary: 'Categories of needs with the days in which they are answered',
    tag: 'needs',
    policy: policies.anyone,
    status: 200,
    answer: z.object({ items: z.array(NeedCategory) }),
  }),
  expressNeed: route({
    method: 'POST',
    path: needs,
    summary: 'States a need. The idempotency key makes sending twice harmless',
    tag: 'needs',
    policy: { allow: ['resident', 'worker', 'coordinator'], scope: 'subdistrict' },
    status: 201,
    params: inSubdistrict,
    body: NeedDraft,
    answer: NeedReceipt,
  }),
  uploadPhoto: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/photos',
    summary: 'Keeps a picture for a need; re-encoded, without place and camera data',
    tag: 'needs',
    policy: { allow: ['resident', 'worker', 'coordinator'], scope: 'subdistrict' },
    status: 201,
    params: inSubdistrict,
    upload: 12 * 1024 * 1024,
    answer: z.object({ photo: z.string() }),
  }),
  getPhoto: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/needs/:id/photos/:photo',
    summary: 'A picture of a need, for those who may read the need',
    tag: 'needs',
    policy: both,
    status: 200,
    params: z.strictObject({
      subdistrict: Subdistrict,
      id: Uuid,
      photo: z.string().regex(/^[0-9a-f]{64}\.webp$/),
    }),
    file: 'image/webp',
  }),
  listSimilarNeeds: route({
    method: 'POST',
    path: `${needs}/similar`,
    summary: 'Needs that may be the same, before sending; nothing is kept',
    tag: 'needs',
    policy: { allow: ['resident', 'worker', 'coordinator'], scope: 'subdistrict' },
    status: 200,
    params: inSubdistrict,
    body: z.strictObject({ text: personText(2000), place: NeedPlace }),
    answer: z.object({ items: z.array(NeedCard) }),
  }),
  listNeeds: route({
    method: 'GET',
    path: needs,
    summary:
      'Neighbours’ needs, newest first, without names; `mine` lists one’s own and joined ones',
    tag: 'needs',
    policy: both,
    status: 200,
    params: inSubdistrict,
    query: z.strictObject({
      ...paging,
      q: z.string().trim().max(60).optional(),
      committee: Committee.optional(),
      category: z.string().max(40).optional(),
      mine: z.enum(['true']).optional(),
    }),
    answer: pageOf(NeedCard),
  }),
  getNeed: route({
    method: 'GET',
    path: `${needs}/:id`,
    summary: 'One need with its whole life',
    tag: 'needs',
    policy: both,
    status: 200,
    params: oneInSubdistrict,
    answer: detailAnswer,
    purpose: 'handle-need',
  }),
  joinNeed: route({
    method: 'PUT',
    path: `${needs}/:id/join`,
    summary: '「我也是」: joins a need; joining twice counts once',
    tag: 'needs',
    policy: lives,
    status: 200,
    params: oneInSubdistrict,
    answer: z.object({ joinCount: z.number().int(), hasJoined: z.boolean() }),
  }),
  leaveNeed: route({
    method: 'DELETE',
    path: `${needs}/:id/join`,
    summary: 'Takes a join back',
    tag: 'needs',
    policy: lives,
    status: 200,
    params: oneInSubdistrict,
    answer: z.object({ joinCount: z.number().int(), hasJoined: z.boolean() }),
  }),
  triageNeed: route({
    method: 'POST',
    path: `${needs}/:id/triage`,
    summary: 'Sets category, lead office and who handles it',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({
      category: z.string().max(40).optional(),
      leadOffice: Uuid.nullable().optional(),
      assignee: Uuid.nullable().optional(),
    }),
    answer: detailAnswer,
  }),
  askBack: route({
    method: 'POST',
    path: `${needs}/:id/question`,
    summary: 'Asks the author back; the clock stops until they reply',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({ text: personText(1000) }),
    answer: detailAnswer,
  }),
  replyToQuestion: route({
    method: 'POST',
    path: `${needs}/:id/reply`,
    summary: 'The author’s reply to a question',
    tag: 'needs',
    policy: { allow: ['resident', 'worker', 'coordinator'], scope: 'subdistrict' },
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({ text: personText(1000) }),
    answer: detailAnswer,
  }),
  answerNeed: route({
    method: 'POST',
    path: `${needs}/:id/answer`,
    summary: 'Answers the author',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({ text: personText(2000) }),
    answer: detailAnswer,
  }),
  declineNeed: route({
    method: 'POST',
    path: `${needs}/:id/decline`,
    summary: 'Declines with a reason and the right channel',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({
      reason: z.enum(['not-ours', 'court-or-petition', 'no-facts', 'emergency', 'private-dispute']),
      rightChannel: personText(200),
      text: personText(1000),
    }),
    answer: detailAnswer,
  }),
  closeNeed: route({
    method: 'POST',
    path: `${needs}/:id/close`,
    summary: 'The author is content',
    tag: 'needs',
    policy: lives,
    status: 200,
    params: oneInSubdistrict,
    answer: detailAnswer,
  }),
  reopenNeed: route({
    method: 'POST',
    path: `${needs}/:id/reopen`,
    summary: 'The author is not content and says why',
    tag: 'needs',
    policy: lives,
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({ text: personText(1000) }),
    answer: detailAnswer,
  }),
  withdrawNeed: route({
    method: 'POST',
    path: `${needs}/:id/withdraw`,
    summary: 'The author takes it back',
    tag: 'needs',
    policy: lives,
    status: 200,
    params: oneInSubdistrict,
    answer: detailAnswer,
  }),
  confirmNeed: route({
    method: 'POST',
    path: `${needs}/:id/confirmation`,
    summary:
      'Whoever a need was voiced for says whether it is theirs; staff record the answer of a visit',
    tag: 'needs',
    policy: { allow: ['resident', 'worker', 'coordinator'], scope: 'subdistrict' },
    status: 200,
    params: oneInSubdistrict,
    body: z.strictObject({ confirmed: z.boolean() }),
    answer: detailAnswer,
  }),
  listRegister: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/register/needs',
    summary: 'The register of needs in one’s area, filtered and sorted',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: inSubdistrict,
    query: RegisterQuery,
    answer: pageOf(NeedRow).extend({ total: z.number().int() }),
  }),
  exportRegister: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/register/needs.xlsx',
    summary: 'The same register as a spreadsheet',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: inSubdistrict,
    query: RegisterQuery.omit({ cursor: true, limit: true }),
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    purpose: 'export-register',
  }),
  getInbox: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/inbox',
    summary: 'What waits for me, first due first, with counts',
    tag: 'needs',
    policy: handles,
    status: 200,
    params: inSubdistrict,
    answer: z.object({
      counts: z.object({
        overdue: z.number().int(),
        dueSoon: z.number().int(),
        halfway: z.number().int(),
        answeredThisWeek: z.number().int(),
        open: z.number().int(),
        unverified: z.number().int(),
      }),
      items: z.array(NeedRow),
    }),
  }),
};
