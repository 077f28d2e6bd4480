import type { RouteName } from '@mulin/contract';
import * as accounts from '../../modules/accounts/index.ts';
import * as areas from '../../modules/areas/index.ts';
import * as needs from '../../modules/needs/index.ts';
import * as organizations from '../../modules/organizations/index.ts';
import type { Handlers, Work } from '../../modules/record/index.ts';
import * as residents from '../../modules/residents/index.ts';

/** Routes that the server answers itself. */
export type SystemRouteName = 'getHealth' | 'getSettings' | 'signInDemo' | 'listDemoPeople';

/** Every module's use cases by route; a route without one is a type error. */
export const handlers: Handlers<Exclude<RouteName, SystemRouteName>> = {
  ...areas.handlers,
  ...accounts.makeHandlers({
    sources: [residents.personalData, needs.personalData],
    residencesOf: residents.residencesOf,
    officeNames,
  }),
  ...organizations.handlers,
  ...residents.makeHandlers({ transferWork: needs.transferWork }),
  ...needs.handlers,
};

async function officeNames(
  work: Work,
  subdistrict: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const offices = await work.asSystem(
    (tx) => organizations.findOffices(tx, subdistrict, ids),
    subdistrict,
  );
  return new Map([...offices].map(([id, office]) => [id, office.name]));
}
