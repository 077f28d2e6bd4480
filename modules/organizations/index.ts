import type { organizationRoutes } from '@mulin/contract';
import type { Handlers } from '../record/index.ts';
import { listOffices } from './views/list-offices.ts';

export { createOffice } from './use-cases/create-office.ts';
export { findOffices } from './views/list-offices.ts';

export const handlers = { listOffices } satisfies Handlers<keyof typeof organizationRoutes>;
