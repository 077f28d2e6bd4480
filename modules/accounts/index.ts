import type { accountRoutes } from '@mulin/contract';
import type { Handlers } from '../record/index.ts';
import type { AccountsOutside } from './outside.ts';
import {
  authorizeHelper,
  listAuthorizations,
  revokeAuthorization,
} from './use-cases/authorize-helper.ts';
import { acceptNotice, changeMe, changePhone } from './use-cases/change-me.ts';
import { eraseMe, exportMe } from './use-cases/erase-me.ts';
import { giveGrant, revokeGrant } from './use-cases/give-grant.ts';
import { requestCode } from './use-cases/request-code.ts';
import { listSavedFilters, removeFilter, saveFilter } from './use-cases/save-filter.ts';
import { signInByPhone } from './use-cases/sign-in-by-phone.ts';
import { signInStaff } from './use-cases/sign-in-staff.ts';
import { signOut } from './use-cases/sign-out.ts';
import { getMe } from './views/get-me.ts';
import { getPrivacyNotice, listOutbox, listStaff } from './views/list-staff.ts';

export { listGrantsIn, listGrantsOf } from './duty-store.ts';
export type { AccountsOutside, PersonalDataSource } from './outside.ts';
export { upsertPlace } from './store.ts';
export { createPerson, type NewPerson, setIdentity } from './use-cases/create-person.ts';
export { createStaff } from './use-cases/create-staff.ts';
export { endDuty, giveDuty } from './use-cases/give-duty.ts';
export { deliverMessages, queueMessage } from './use-cases/queue-message.ts';
export { recordAccess } from './use-cases/record-access.ts';
export { findActor, startSession } from './use-cases/start-session.ts';
export {
  findPeople,
  findPersonByIdentity,
  findPersonByPhone,
  findPrints,
  findStaffByLogin,
  findStaffFor,
  type KnownPerson,
  listPlacesOf,
  type PersonPrints,
} from './views/find-people.ts';

/** The use cases of accounts, given what it needs of modules that come after it. */
export function makeHandlers(outside: AccountsOutside) {
  return {
    requestCode,
    signInByPhone,
    signInStaff,
    signOut,
    getMe: (work) => getMe(outside, work),
    changeMe: (work, input) => changeMe(outside, work, input),
    changePhone: (work, input) => changePhone(outside, work, input),
    getPrivacyNotice,
    acceptNotice,
    exportMe: (work) => exportMe(outside, work),
    eraseMe: (work, input) => eraseMe(outside, work, input),
    listAuthorizations,
    authorizeHelper,
    revokeAuthorization,
    listStaff: (work, input) => listStaff(outside, work, input),
    giveGrant: (work, input) => giveGrant(outside, work, input),
    revokeGrant,
    listSavedFilters,
    saveFilter,
    removeFilter,
    listOutbox,
  } satisfies Handlers<keyof typeof accountRoutes>;
}
