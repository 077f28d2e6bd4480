import { z } from 'zod';
import { STAFF_ROLES } from './policy.ts';
import {
  AreaCodeText,
  InstantText,
  inSubdistrict,
  Language,
  oneInSubdistrict,
  personText,
  policies,
  route,
  Subdistrict,
  Uuid,
} from './route.ts';

const Phone = z.string().trim().max(20);
const OneTimeCode = z.string().regex(/^\d{6}$/);

export const GrantView = z.object({
  id: Uuid,
  role: z.enum(STAFF_ROLES),
  area: AreaCodeText,
  areaName: z.string(),
  office: Uuid.nullable(),
  officeName: z.string().nullable(),
});

export const ResidenceView = z.object({
  id: Uuid,
  subdistrict: Subdistrict,
  subdistrictName: z.string(),
  committee: z.string(),
  committeeName: z.string(),
  compound: Uuid.nullable(),
  building: Uuid.nullable(),
  placeName: z.string(),
  state: z.enum(['claimed', 'verified', 'refused']),
});

export type GrantView = z.infer<typeof GrantView>;
export type ResidenceView = z.infer<typeof ResidenceView>;
export type AuthorizationView = z.infer<typeof AuthorizationView>;

/** Who one is, for one's own screen. */
export const Me = z.object({
  person: Uuid,
  kind: z.enum(['resident', 'staff']),
  name: z.string(),
  maskedPhone: z.string().nullable(),
  language: Language,
  elderMode: z.boolean(),
  residences: z.array(ResidenceView),
  grants: z.array(GrantView),
  /** The newest privacy notice that this person has seen and accepted, or none. */
  acceptedNotice: z.string().nullable(),
});
export type Me = z.infer<typeof Me>;

/** 委托: somebody else may act for one. */
export const AuthorizationView = z.object({
  id: Uuid,
  giver: Uuid,
  giverName: z.string(),
  helper: Uuid,
  helperName: z.string(),
  relation: z.string(),
  since: InstantText,
});

export const PrivacyNotice = z.object({
  version: z.string(),
  zh: z.string(),
  en: z.string(),
});

export const accountRoutes = {
  requestCode: route({
    method: 'POST',
    path: '/api/sign-in/codes',
    summary: 'Sends a one-time code to a phone; answers the same whether it is known or not',
    tag: 'accounts',
    policy: policies.anyone,
    status: 202,
    body: z.strictObject({ phone: Phone }),
    answer: z.object({ expiresInSeconds: z.number().int(), again: z.number().int() }),
    keepOnRefusal: true,
  }),
  signInByPhone: route({
    method: 'POST',
    path: '/api/sign-in/phone',
    summary:
      'Signs a resident in; asks which person where a phone is shared; a new phone makes a person',
    tag: 'accounts',
    policy: policies.anyone,
    status: 200,
    body: z.strictObject({
      phone: Phone,
      code: OneTimeCode,
      /** Which of the phone's people, from an earlier `choose` answer. */
      person: Uuid.optional(),
      /** The ticket of that answer, in place of a code that is already used. */
      ticket: z.string().max(100).optional(),
      /** Adds a new person on a phone that others use too. */
      another: z.literal(true).optional(),
    }),
    answer: z.discriminatedUnion('state', [
      z.object({ state: z.literal('signed-in'), isNew: z.boolean() }),
      z.object({
        state: z.literal('choose'),
        ticket: z.string(),
        people: z.array(z.object({ person: Uuid, label: z.string() })),
      }),
    ]),
    keepOnRefusal: true,
  }),
  signInStaff: route({
    method: 'POST',
    path: '/api/sign-in/staff',
    summary: 'Signs a member of staff in by password and authenticator code',
    tag: 'accounts',
    policy: policies.anyone,
    status: 200,
    body: z.strictObject({
      login: z.string().trim().min(1).max(60),
      password: z.string().min(1).max(200),
      code: OneTimeCode,
    }),
    answer: z.object({ state: z.literal('signed-in') }),
    keepOnRefusal: true,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'Ends this session, or all of this person with `everywhere`',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 204,
    query: z.strictObject({ everywhere: z.enum(['true']).optional() }),
  }),
  getMe: route({
    method: 'GET',
    path: '/api/me',
    summary: 'Who is signed in; null for nobody',
    tag: 'accounts',
    policy: policies.anyone,
    status: 200,
    answer: z.object({ me: Me.nullable() }),
  }),
  changeMe: route({
    method: 'PATCH',
    path: '/api/me',
    summary: 'Changes name, language or elder mode',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 200,
    body: z.strictObject({
      name: personText(40).optional(),
      language: Language.optional(),
      elderMode: z.boolean().optional(),
    }),
    answer: z.object({ me: Me }),
  }),
  changePhone: route({
    method: 'POST',
    path: '/api/me/phone',
    summary: 'Moves to a new phone, proved by a code sent to it',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 200,
    body: z.strictObject({ phone: Phone, code: OneTimeCode }),
    answer: z.object({ me: Me }),
    keepOnRefusal: true,
  }),
  getPrivacyNotice: route({
    method: 'GET',
    path: '/api/privacy-notice',
    summary: 'The privacy notice in force',
    tag: 'accounts',
    policy: policies.anyone,
    status: 200,
    answer: PrivacyNotice,
  }),
  acceptNotice: route({
    method: 'POST',
    path: '/api/me/notices',
    summary: 'Records that one has read and accepted a notice',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 204,
    body: z.strictObject({ version: z.string().max(20) }),
  }),
  exportMe: route({
    method: 'GET',
    path: '/api/me/export',
    summary: 'All that is kept about oneself, as JSON',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 200,
    file: 'application/json',
  }),
  eraseMe: route({
    method: 'POST',
    path: '/api/me/erasure',
    summary: 'Erases oneself: personal text and identity go, the record of public matters stays',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 204,
    body: z.strictObject({ phone: Phone, code: OneTimeCode }),
    keepOnRefusal: true,
  }),
  listAuthorizations: route({
    method: 'GET',
    path: '/api/me/authorizations',
    summary: 'Who may act for me, and for whom I may act',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 200,
    answer: z.object({ given: z.array(AuthorizationView), held: z.array(AuthorizationView) }),
  }),
  authorizeHelper: route({
    method: 'POST',
    path: '/api/me/authorizations',
    summary: 'Lets the owner of a phone act for me; they must have signed in once',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 201,
    body: z.strictObject({ helperPhone: Phone, relation: personText(20) }),
    answer: AuthorizationView,
  }),
  revokeAuthorization: route({
    method: 'DELETE',
    path: '/api/me/authorizations/:id',
    summary: 'Ends an authorization that I gave or hold',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 204,
    params: z.strictObject({ id: Uuid }),
  }),
  listStaff: route({
    method: 'GET',
    path: '/api/subdistricts/:subdistrict/staff',
    summary: 'Members of staff with duties in a subdistrict',
    tag: 'accounts',
    policy: { allow: ['worker', 'coordinator'], scope: 'subdistrict' },
    status: 200,
    params: inSubdistrict,
    answer: z.object({
      items: z.array(z.object({ person: Uuid, name: z.string(), grants: z.array(GrantView) })),
    }),
  }),
  giveGrant: route({
    method: 'POST',
    path: '/api/subdistricts/:subdistrict/grants',
    summary: 'Gives a member of staff a duty inside the own area; a new login gets a password once',
    tag: 'accounts',
    policy: { allow: ['coordinator'], scope: 'subdistrict' },
    status: 201,
    params: inSubdistrict,
    body: z.strictObject({
      login: z
        .string()
        .trim()
        .regex(/^[a-z][a-z0-9.-]{2,39}$/),
      name: personText(40),
      role: z.enum(['worker', 'department', 'provider']),
      area: AreaCodeText,
      office: Uuid.optional(),
    }),
    answer: z.object({
      grant: GrantView,
      person: Uuid,
      /** Shown once, to be handed over in person; null where the login existed. */
      firstSignIn: z.object({ password: z.string(), authenticatorUri: z.string() }).nullable(),
    }),
  }),
  revokeGrant: route({
    method: 'DELETE',
    path: '/api/subdistricts/:subdistrict/grants/:id',
    summary: 'Ends a duty',
    tag: 'accounts',
    policy: { allow: ['coordinator'], scope: 'subdistrict' },
    status: 204,
    params: oneInSubdistrict,
  }),
  listSavedFilters: route({
    method: 'GET',
    path: '/api/me/filters',
    summary: 'My saved filters of registers',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 200,
    answer: z.object({
      items: z.array(
        z.object({ id: Uuid, register: z.string(), name: z.string(), query: z.string() }),
      ),
    }),
  }),
  saveFilter: route({
    method: 'POST',
    path: '/api/me/filters',
    summary: 'Saves a filter of a register under a name',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 201,
    body: z.strictObject({
      register: z.enum(['needs', 'residents']),
      name: personText(30),
      query: z.string().max(500),
    }),
    answer: z.object({ id: Uuid }),
  }),
  removeFilter: route({
    method: 'DELETE',
    path: '/api/me/filters/:id',
    summary: 'Removes a saved filter',
    tag: 'accounts',
    policy: policies.signedIn,
    status: 204,
    params: z.strictObject({ id: Uuid }),
  }),
  listOutbox: route({
    method: 'GET',
    path: '/api/operator/outbox',
    summary: 'Messages not given to a carrier; in development this is where codes appear',
    tag: 'accounts',
    policy: { allow: ['operator'], scope: 'none' },
    status: 200,
    answer: z.object({
      items: z.array(
        z.object({
          id: Uuid,
          at: InstantText,
          to: z.string(),
          template: z.string(),
          text: z.string(),
          sentAt: InstantText.nullable(),
        }),
      ),
    }),
    purpose: 'operate-messages',
  }),
};
