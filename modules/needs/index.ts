import type { needRoutes } from '@mulin/contract';
import type { Handlers } from '../record/index.ts';
import { answerNeed, declineNeed } from './use-cases/answer-need.ts';
import { askBack, replyToQuestion } from './use-cases/ask-back.ts';
import { closeNeed, reopenNeed, withdrawNeed } from './use-cases/close-need.ts';
import { confirmNeed } from './use-cases/confirm-need.ts';
import { expressNeed } from './use-cases/express-need.ts';
import { joinNeed, leaveNeed } from './use-cases/join-need.ts';
import { triageNeed } from './use-cases/triage-need.ts';
import { uploadPhoto } from './use-cases/upload-photo.ts';
import { exportRegister } from './views/export-register.ts';
import { getNeed } from './views/get-need.ts';
import { getPhoto } from './views/get-photo.ts';
import { listNeedCategories, listNeeds, listSimilarNeeds } from './views/list-needs.ts';
import { getInbox, listRegister } from './views/register.ts';

export { foldNeed, type NeedEventName, type NeedSoFar } from './fold.ts';
export { personalData } from './personal-data.ts';
export { transferWork } from './use-cases/transfer-work.ts';

export const handlers = {
  listNeedCategories,
  expressNeed,
  uploadPhoto,
  getPhoto,
  listSimilarNeeds,
  listNeeds,
  getNeed,
  joinNeed,
  leaveNeed,
  triageNeed,
  askBack,
  replyToQuestion,
  answerNeed,
  declineNeed,
  closeNeed,
  reopenNeed,
  withdrawNeed,
  confirmNeed,
  listRegister,
  exportRegister,
  getInbox,
} satisfies Handlers<keyof typeof needRoutes>;
