import type { residentRoutes } from '@mulin/contract';
import type { Handlers } from '../record/index.ts';
import { claimResidence } from './use-cases/claim-residence.ts';
import { handOver, type TransferWork } from './use-cases/hand-over.ts';
import { answerHousehold, getHousehold, inviteToHousehold } from './use-cases/household.ts';
import { getRosterTemplate, importRoster } from './use-cases/import-roster.ts';
import { registerResident, verifyResidence } from './use-cases/verify-residence.ts';
import { listResidents } from './views/list-residents.ts';

export { personalData } from './personal-data.ts';
export { countUnverified, findResidenceOf } from './store.ts';
export type { TransferWork } from './use-cases/hand-over.ts';
export { residencesOf } from './views/list-residences.ts';

/** The use cases of residents; who takes over open work is handed in, since needs come later. */
export function makeHandlers(outside: { readonly transferWork: TransferWork }) {
  return {
    claimResidence,
    listResidents,
    registerResident,
    verifyResidence,
    importRoster,
    getRosterTemplate,
    handOver: (work, input) => handOver(outside.transferWork, work, input),
    getHousehold,
    inviteToHousehold,
    answerHousehold,
  } satisfies Handlers<keyof typeof residentRoutes>;
}
