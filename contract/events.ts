import { z } from 'zod';

/**
 * Every event, by its name, with the payload it carries: ids and codes, never names or personal text.
 * `docs/reference/events.md` is made from this list.
 */
export const events = {
  CompoundAdded: event('areas', 'A compound was added under a committee', {
    committee: z.string(),
  }),
  BuildingAdded: event('areas', 'A building was added to a compound', { compound: z.string() }),
  PersonRegistered: event('accounts', 'A person came into the city registry', {
    how: z.enum(['phone', 'staff', 'roster', 'grant']),
  }),
  PhoneChanged: event('accounts', 'A person moved to another phone', {}),
  NoticeAccepted: event('accounts', 'A person accepted a privacy notice', { version: z.string() }),
  AuthorizationGiven: event('accounts', 'A person lets another act for them', {
    helper: z.string(),
  }),
  AuthorizationRevoked: event('accounts', 'An authorization ended', { authorization: z.string() }),
  GrantGiven: event('accounts', 'Somebody was given a duty', {
    grant: z.string(),
    role: z.string(),
    area: z.string(),
  }),
  GrantRevoked: event('accounts', 'A duty ended', { grant: z.string() }),
  PersonErased: event('accounts', 'A person’s own data were erased', {}),
  ResidenceClaimed: event('residents', 'A person said where they live', {
    residence: z.string(),
    committee: z.string(),
  }),
  ResidenceVerified: event('residents', 'A residence was confirmed', {
    residence: z.string(),
    seen: z.string(),
  }),
  ResidenceRefused: event('residents', 'A claimed residence was refused', {
    residence: z.string(),
  }),
  ResidenceEnded: event('residents', 'A person no longer lives there', { residence: z.string() }),
  RosterImported: event('residents', 'A roster was imported', {
    lines: z.number(),
    kept: z.number(),
    verified: z.number(),
  }),
  HouseholdInvited: event('residents', 'Somebody was invited to a household', {
    household: z.string(),
  }),
  HouseholdJoined: event('residents', 'Somebody agreed to belong to a household', {
    household: z.string(),
  }),
  HouseholdLeft: event('residents', 'Somebody left a household', { household: z.string() }),
  WorkHandedOver: event('residents', 'Duties and open work went to another', {
    from: z.string(),
    to: z.string(),
    needs: z.number(),
  }),
  NeedExpressed: event('needs', 'A resident stated a need, or somebody for them', {
    channel: z.string(),
    committee: z.string(),
    category: z.string().nullable(),
    proxy: z.boolean(),
    confirmation: z.enum(['not-needed', 'waiting']),
    dueOn: z.string(),
  }),
  NeedJoined: event('needs', 'A neighbour said 「我也是」', {}),
  NeedLeft: event('needs', 'A neighbour took their join back', {}),
  NeedConfirmed: event('needs', 'Whoever it was voiced for said whether it is theirs', {
    confirmed: z.boolean(),
  }),
  NeedTriaged: event('needs', 'Category, lead office or handler were set', {
    category: z.string().nullable(),
    leadOffice: z.string().nullable(),
    assignee: z.string().nullable(),
    dueOn: z.string().nullable(),
  }),
  NeedHandedOver: event('needs', 'Its handler left and another took it over', {
    assignee: z.string(),
  }),
  SupplementRequested: event('needs', 'Staff asked the author back; the clock stopped', {
    message: z.string(),
  }),
  SupplementGiven: event('needs', 'The author replied; the clock goes on', {
    message: z.string(),
    dueOn: z.string().nullable(),
  }),
  NeedAnswered: event('needs', 'Staff answered', { message: z.string() }),
  NeedDeclined: event('needs', 'Staff declined, with reason and right channel', {
    message: z.string(),
    reason: z.string(),
  }),
  NeedClosed: event('needs', 'The author was content', {}),
  NeedReopened: event('needs', 'The author was not content', {
    message: z.string(),
    dueOn: z.string(),
  }),
  NeedWithdrawn: event('needs', 'The author took the need back', {}),
} as const;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]['payload']>;

function event<Shape extends z.ZodRawShape>(module: string, meaning: string, shape: Shape) {
  return { module, meaning, payload: z.strictObject(shape) };
}
