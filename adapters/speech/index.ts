import type { SpeechRecognizer } from '@mulin/kernel';

/** No speech service is connected; people use their device's own dictation. */
export const noSpeech: SpeechRecognizer = {
  async recognize() {
    return undefined;
  },
};
