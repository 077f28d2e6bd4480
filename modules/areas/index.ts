import type { Handlers } from '../record/index.ts';
import { addBuilding, addCompound } from './use-cases/add-compound.ts';
import { getArea, getPlaceTree } from './views/get-area.ts';
import { listAreas } from './views/list-areas.ts';

export {
  findServedSubdistrict,
  listAreasUnder as listCommittees,
  listServedSubdistricts,
  serveSubdistrict,
} from './store.ts';
export { addBuilding, addCompound } from './use-cases/add-compound.ts';
export { type AreaImport, type AreaLine, importAreas } from './use-cases/import-areas.ts';
export { findAreaNames, findPlaceName } from './views/get-area.ts';

export const handlers = {
  listAreas,
  getArea,
  getPlaceTree,
  addCompound,
  addBuilding,
} satisfies Handlers<'listAreas' | 'getArea' | 'getPlaceTree' | 'addCompound' | 'addBuilding'>;
