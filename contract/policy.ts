import { isWithin } from '@mulin/kernel';

/** What somebody may be in an area. A resident's role comes from residence, the others from grants. */
export const STAFF_ROLES = [
  'worker',
  'coordinator',
  'department',
  'provider',
  'district',
  'city',
  'operator',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
export type Role = 'resident' | StaffRole;

/** A duty that somebody holds: role, area (a code whose prefix rules), office. */
export interface Grant {
  readonly role: StaffRole;
  readonly area: string;
  readonly office: string | null;
}

/** A residence as far as permission needs it. */
export interface ResidenceFact {
  readonly subdistrict: string;
  readonly committee: string;
  readonly verified: boolean;
}

/** Whoever stands behind a call. `staff` has signed in with two factors. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'resident';
      readonly person: string;
      readonly residences: readonly ResidenceFact[];
    }
  | { readonly kind: 'staff'; readonly person: string; readonly grants: readonly Grant[] }
  | { readonly kind: 'system' };

/**
 * Who may call a route.
 * `subdistrict` compares the path's subdistrict with residences and grants; `none` has no area.
 */
export type Policy =
  | { readonly allow: 'anyone' }
  | { readonly allow: 'signed-in' }
  | {
      readonly allow: readonly Role[];
      readonly scope: 'none' | 'subdistrict';
      /** Residents must have a verified residence. */
      readonly verified?: true;
    };

/** Why a policy refuses: not signed in, not allowed, or residence not yet verified. */
export type PolicyAnswer = 'allowed' | 'sign-in' | 'forbidden' | 'unverified';

/**
 * Decides whether an actor may call a route in a subdistrict. The same rule runs on server and screen.
 *
 * @param subdistrict nine digits, where the route has an area
 */
export function decidePolicy(policy: Policy, actor: Actor, subdistrict?: string): PolicyAnswer {
  if (policy.allow === 'anyone') return 'allowed';
  if (actor.kind === 'anonymous') return 'sign-in';
  if (policy.allow === 'signed-in') return 'allowed';
  if (actor.kind === 'system') return 'forbidden';
  if (actor.kind === 'staff') {
    const roles = rolesIn(actor, policy.scope === 'none' ? undefined : (subdistrict ?? ''));
    return policy.allow.some((role) => roles.includes(role)) ? 'allowed' : 'forbidden';
  }
  if (!policy.allow.includes('resident')) return 'forbidden';
  const here =
    policy.scope === 'none'
      ? actor.residences
      : actor.residences.filter((residence) => residence.subdistrict === subdistrict);
  if (policy.scope === 'subdistrict' && here.length === 0) return 'forbidden';
  if (policy.verified && !here.some((residence) => residence.verified)) return 'unverified';
  return 'allowed';
}

/** The roles that an actor holds somewhere in, or over, a subdistrict; everywhere where none is named. */
export function rolesIn(actor: Actor, subdistrict?: string): Role[] {
  if (actor.kind !== 'staff') return actor.kind === 'resident' ? ['resident'] : [];
  return actor.grants
    .filter((grant) => subdistrict === undefined || touches(grant.area, subdistrict))
    .map((grant) => grant.role);
}

/**
 * Tells whether a member of staff answers for an area: a grant of one of the roles covers it whole.
 *
 * @param area nine digits for a subdistrict or twelve for a committee
 */
export function answersFor(actor: Actor, roles: readonly StaffRole[], area: string): boolean {
  return (
    actor.kind === 'staff' &&
    actor.grants.some((grant) => roles.includes(grant.role) && isWithin(area, grant.area))
  );
}

/** The person behind an actor, or nothing. */
export function personOf(actor: Actor): string | undefined {
  return actor.kind === 'resident' || actor.kind === 'staff' ? actor.person : undefined;
}

function touches(area: string, subdistrict: string): boolean {
  return subdistrict !== '' && (isWithin(subdistrict, area) || isWithin(area, subdistrict));
}
