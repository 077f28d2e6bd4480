export { encodeCursor, findPageKey, type PageKey } from './cursor.ts';
export type { Answer, Handler, Handlers, Input } from './handler.ts';
export { type KeySlot, keepAnswer, reserveKey } from './idempotency.ts';
export { type EventSubject, recordEvent } from './record-event.ts';
export { safeCell } from './safe-cell.ts';
export { type EventRow, hashEvent, listEvents, listPersonEvents } from './store.ts';
export {
  type Effects,
  type FileAnswer,
  newId,
  nowOf,
  type Ports,
  type Scope,
  type Tables,
  type Tx,
  type Work,
} from './work.ts';
