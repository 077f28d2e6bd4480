import type { RouteName } from '@mulin/contract';
import * as accounts from '../../modules/accounts/index.ts';
import * as areas from '../../modules/areas/index.ts';
import * as needs from '../../modules/needs/index.ts';
import * as organizations from '../../modules/organizations/index.ts';
import type { Handlers } from '../../modules/record/index.ts';
import * as residents from '../../modules/residents/index.ts';

/** Routes that the server answers itself. */
export type SystemRouteName = 'getHealth' | 'getSettings' | 'signInDemo' | 'listDemoPeople';

/** Every module's use cases by route; a route without one is a type error. */
export const handlers: Handlers<Exclude<RouteName, SystemRouteName>> = {
  ...areas.handlers,
  ...accounts.makeHandlers([residents.personalData, needs.personalData]),
  ...organizations.handlers,
  ...residents.makeHandlers({ transferWork: needs.transferWork }),
  ...needs.handlers,
};
