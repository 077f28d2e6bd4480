export type { Answer, Handler, Handlers, Input } from './handler.ts';
export { type EventSubject, recordEvent } from './record-event.ts';
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
export { keepAnswer, type KeySlot, reserveKey } from './idempotency.ts';
