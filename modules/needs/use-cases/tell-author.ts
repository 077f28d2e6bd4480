import { queueMessage } from '../../accounts/index.ts';
import type { Work } from '../../record/index.ts';
import type { VoiceRow } from '../store.ts';

/** Sends the author word that something happened, without saying what: the words stay in the app. */
export async function tellAuthor(
  work: Work,
  voice: VoiceRow | undefined,
  template: 'need-question' | 'need-answered' | 'need-declined',
  reference: string,
): Promise<void> {
  const person = voice?.author ?? voice?.voiced_by;
  if (person) await queueMessage(work, person, template, { reference });
}
