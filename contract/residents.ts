import { z } from 'zod';
import { ResidenceView } from './accounts.ts';
import {
  Committee,
  DayText,
  inSubdistrict,
  oneInSubdistrict,
  pageOf,
  paging,
  personText,
  route,
  Subdistrict,
  Uuid,
} from './route.ts';

/** A resident as the staff of the own area see them. */
export const ResidentRow = z.object({
  residence: Uuid,
  person: Uuid,
  name: z.string(),
  maskedPhone: z.string().nullable(),
  maskedIdentityNumber: z.string().nullable(),
  age: z.number().int().nullable(),
  committee: Committee,
  committeeName: z.string(),
  placeName: z.string(),
  room: z.string().nullable(),
  state: z.enum(['claimed', 'verified', 'refused']),
  since: DayText,
  /** The roster has a line that fits this claim. */
  onRoster: z.boolean(),
});
export type ResidentRow = z.infer<typeof ResidentRow>;

/** What became of each line of an imported roster. */
export const RosterReport = z.object({
  lines: z.number().int(),
  kept: z.number().int(),
  verified: z.number().int(),
  problems: z.array(z.object({ line: z.number().int(), field: z.string(), reason: z.string() })),
});

/** 户: people of one home who agreed to be seen together. */
export const Household = z.object({
  id: Uuid,
  members: z.array(
    z.object({
      person: Uuid,
      name: z.string(),
      state: z.enum(['invited', 'joined']),
      isMe: z.boolean(),
    }),
  ),
});

const staffHere = { allow: ['worker', 'coordinator'], scope: 'subdistrict' } as const;
const residentHere = { allow: ['resident'], scope: 'subdistrict' } as const;

export const residentRoutes = {
  claimResidence: route({
    method: 'POST',
    path: '/api/me/residences',
    summary: 'Says where one lives; closes an earlier residence of the same kind',
    tag: 'residents',
    policy: { allow: 'signed-in' },
    status: 201,
    body: z.strictObject({
      subdistrict: Subdistrict,
      committee: Committee,
      compound: Uuid.optional(),
      building: Uuid.optional(),
      room: personText(30).optional(),
    }),
    answer: ResidenceView,
  }),
  listResidents: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/residents',
    summary: 'Residents of the own area, by state, committee, name or phone',
    tag: 'residents',
    policy: staffHere,
    status: 200,
    params: inSubdistrict,
    query: z.strictObject({
      ...paging,
      state: z.enum(['claimed', 'verified', 'refused']).optional(),
      committee: Committee.optional(),
      q: z.string().trim().max(40).optional(),
    }),
    answer: pageOf(ResidentRow),
    purpose: 'verify-residence',
  }),
  registerResident: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/residents',
    summary: 'Registers somebody who cannot do so, a neighbor without a phone; verified at once',
    tag: 'residents',
    policy: staffHere,
    status: 201,
    params: inSubdistrict,
    body: z.strictObject({
      name: personText(40),
      identityNumber: z.string().trim().max(18).optional(),
      phone: z.string().trim().max(20).optional(),
      committee: Committee,
      compound: Uuid.optional(),
      building: Uuid.optional(),
      room: personText(30).optional(),
    }),
    answer: z.object({ person: Uuid, residence: Uuid }),
  }),
  verifyResidence: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/residences/:id/verification',
    summary: 'Confirms or refuses a claimed residence',
    tag: 'residents',
    policy: staffHere,
    status: 200,
    params: oneInSubdistrict,
    body: z.discriminatedUnion('decision', [
      z.strictObject({
        decision: z.literal('verified'),
        identityNumber: z.string().trim().max(18).optional(),
        seen: z.enum(['home-visit', 'documents', 'roster', 'known']),
      }),
      z.strictObject({ decision: z.literal('refused'), reason: personText(200) }),
    ]),
    answer: ResidentRow,
    purpose: 'verify-residence',
  }),
  importRoster: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/roster',
    summary: 'Takes an xlsx roster (one line a resident) and verifies the claims that fit',
    tag: 'residents',
    policy: staffHere,
    status: 200,
    params: inSubdistrict,
    upload: 10 * 1024 * 1024,
    answer: RosterReport,
  }),
  getRosterTemplate: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/roster/template.xlsx',
    summary: 'An empty roster with the right columns',
    tag: 'residents',
    policy: staffHere,
    status: 200,
    params: inSubdistrict,
    file: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  handOver: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/handovers',
    summary: 'Ends all duties of somebody who leaves and gives them, with open work, to another',
    tag: 'residents',
    policy: { allow: ['coordinator'], scope: 'subdistrict' },
    status: 200,
    params: inSubdistrict,
    body: z.strictObject({ from: Uuid, to: Uuid }),
    answer: z.object({ grants: z.number().int(), needs: z.number().int() }),
  }),
  getHousehold: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/household',
    summary: 'The household that I belong to or am invited to',
    tag: 'residents',
    policy: residentHere,
    status: 200,
    params: inSubdistrict,
    answer: z.object({ household: Household.nullable() }),
  }),
  inviteToHousehold: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/household/members',
    summary: 'Invites somebody of the same home by phone; nothing is shared until they agree',
    tag: 'residents',
    policy: residentHere,
    status: 202,
    params: inSubdistrict,
    body: z.strictObject({ phone: z.string().trim().max(20) }),
    answer: z.object({ household: Household }),
  }),
  answerHousehold: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/household/answer',
    summary: 'Joins or leaves the household',
    tag: 'residents',
    policy: residentHere,
    status: 200,
    params: inSubdistrict,
    body: z.strictObject({ join: z.boolean() }),
    answer: z.object({ household: Household.nullable() }),
  }),
};
