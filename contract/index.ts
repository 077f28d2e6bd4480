import { accountRoutes } from './accounts.ts';
import { areaRoutes } from './areas.ts';
import { needRoutes } from './needs.ts';
import { organizationRoutes } from './organizations.ts';
import { residentRoutes } from './residents.ts';
import { systemRoutes } from './system.ts';

export * from './accounts.ts';
export * from './areas.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './need-states.ts';
export * from './needs.ts';
export * from './organizations.ts';
export * from './policy.ts';
export * from './residents.ts';
export * from './route.ts';
export * from './system.ts';

/** Every route of the API by the name of its use case. */
export const routes = {
  ...systemRoutes,
  ...areaRoutes,
  ...accountRoutes,
  ...organizationRoutes,
  ...residentRoutes,
  ...needRoutes,
};
export type Routes = typeof routes;
export type RouteName = keyof Routes;
