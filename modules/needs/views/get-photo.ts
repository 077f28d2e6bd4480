import { ok, type Result, refuse } from '@mulin/kernel';
import type { Answer, Input, Work } from '../../record/index.ts';
import { findPhoto } from '../store.ts';

/** A picture of a need, for those to whom the database shows the need. */
export async function getPhoto(
  work: Work,
  { params }: Input<'getPhoto'>,
): Promise<Result<Answer<'getPhoto'>>> {
  const photo = await findPhoto(work.tx, params.subdistrict, params.id, params.photo);
  const content = photo && (await work.ports.files.find(photo.name));
  return content ? ok({ content, name: params.photo }) : refuse('SY-104');
}
