import { answersFor, STAFF_ROLES } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import { type Answer, type Input, newId, recordEvent, type Work } from '../../record/index.ts';
import { findCompound, insertBuilding, insertCompound, listAreasByCode } from '../store.ts';

/** Adds a compound (小区) under a committee that one answers for. */
export async function addCompound(
  work: Work,
  { params, body }: Input<'addCompound'>,
): Promise<Result<Answer<'addCompound'>>> {
  const { subdistrict } = params;
  const [committee] = await listAreasByCode(work.tx, [body.committee]);
  if (committee?.parent !== subdistrict) return refuse('AR-102', { field: 'committee' });
  if (!answersFor(work.actor, STAFF_ROLES, body.committee)) return refuse('SY-103');
  const compound = { id: newId(work.ports), committee: body.committee, name: body.name };
  if (!(await insertCompound(work.tx, { subdistrict, ...compound }))) {
    return refuse('AR-103', { field: 'name' });
  }
  await recordEvent(
    work,
    'CompoundAdded',
    { subdistrict, stream: compound.id, role: 'staff' },
    { committee: body.committee },
  );
  return ok(compound);
}

/** Adds a building (楼) to a compound that one answers for. */
export async function addBuilding(
  work: Work,
  { params, body }: Input<'addBuilding'>,
): Promise<Result<Answer<'addBuilding'>>> {
  const { subdistrict } = params;
  const compound = await findCompound(work.tx, subdistrict, body.compound);
  if (!compound) return refuse('AR-101', { field: 'compound' });
  if (!answersFor(work.actor, STAFF_ROLES, compound.committee)) return refuse('SY-103');
  const building = { id: newId(work.ports), compound: compound.id, name: body.name };
  if (!(await insertBuilding(work.tx, { subdistrict, ...building }))) {
    return refuse('AR-103', { field: 'name' });
  }
  await recordEvent(
    work,
    'BuildingAdded',
    { subdistrict, stream: building.id, role: 'staff' },
    { compound: compound.id },
  );
  return ok(building);
}
