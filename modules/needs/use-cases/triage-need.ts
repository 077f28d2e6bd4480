import { type LocalDate, type Result, refuse } from '@mulin/kernel';
import { findStaffFor } from '../../accounts/index.ts';
import { findOffices } from '../../organizations/index.ts';
import { type Answer, type Input, nowOf, recordEvent, type Work } from '../../record/index.ts';
import { DEFAULT_CATEGORY, decideNeedAction, dueDayOf, type Need } from '../need.ts';
import { takeInHand } from '../standing.ts';
import { listCategories, updateNeed } from '../store.ts';
import { readNeed } from '../views/get-need.ts';

/** Sets category, lead office and handler; another category may promise another day. */
export async function triageNeed(
  work: Work,
  { params, body }: Input<'triageNeed'>,
): Promise<Result<Answer<'triageNeed'>>> {
  const inHand = await takeInHand(work, params, 'staff');
  if (!inHand.ok) return inHand;
  const { need } = inHand.value;
  const state = decideNeedAction(need, 'triage', 'staff');
  if (!state.ok) return state;
  const { leadOffice = need.lead_office, assignee = need.assignee } = body;
  const { category = need.category } = body;
  if (leadOffice && !(await findOffices(work.tx, need.subdistrict, [leadOffice])).has(leadOffice)) {
    return refuse('ND-109', { field: 'leadOffice' });
  }
  if (assignee && !(await findStaffFor(work.tx, need.committee, assignee))) {
    return refuse('ND-109', { field: 'assignee' });
  }
  const dueOn = await dueDayIn(work, need, category);
  if (dueOn === undefined) return refuse('ND-102', { field: 'category' });
  await updateNeed(
    work.tx,
    need,
    { state: state.value, category, lead_office: leadOffice, assignee, due_on: dueOn },
    nowOf(work),
  );
  await recordEvent(
    work,
    'NeedTriaged',
    { subdistrict: need.subdistrict, stream: need.id, role: 'staff' },
    { category, leadOffice, assignee, dueOn },
  );
  return readNeed(work, params);
}

/** The due day of a need in a category, counted from when its clock began; nothing where there is none such. */
async function dueDayIn(
  work: Work,
  need: Need,
  category: string | null,
): Promise<LocalDate | undefined> {
  if (category === need.category && need.due_on !== null) return need.due_on as LocalDate;
  const from = (need.clock_from ?? need.created_at).toISOString();
  const today = from.slice(0, 10);
  const found = (await listCategories(work.tx, today)).find(
    (each) => each.code === (category ?? DEFAULT_CATEGORY),
  );
  return found && dueDayOf(from, found.answer_within_working_days, work.ports.clock);
}
