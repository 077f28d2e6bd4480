import { personOf } from '@mulin/contract';
import { ok, type Result, refuse } from '@mulin/kernel';
import { type Answer, type Input, nowOf, type Work } from '../../record/index.ts';
import { insertPhoto } from '../store.ts';

/** Keeps a picture for a need to come; re-encoded, without place and camera data. */
export async function uploadPhoto(
  work: Work,
  { params, upload }: Input<'uploadPhoto'>,
): Promise<Result<Answer<'uploadPhoto'>>> {
  const clean = upload && (await work.ports.pictures.clean(upload));
  if (!clean) return refuse('ND-106', { field: 'photo' });
  const name = await work.ports.files.put(clean.content, clean.extension);
  await insertPhoto(work.tx, {
    subdistrict: params.subdistrict,
    name,
    person: personOf(work.actor) as string,
    at: nowOf(work),
  });
  return ok({ photo: name });
}
