import type { MessageCarrier, OutgoingMessage } from '@mulin/kernel';

/** Development and demonstration: nothing is sent; messages stay in the operator's outbox. */
export const outboxOnly: MessageCarrier = {
  async deliver() {
    throw new Error('no carrier is set up');
  },
};

/** Remembers what it was given, for tests. */
export class FakeCarrier implements MessageCarrier {
  readonly delivered: OutgoingMessage[] = [];
  async deliver(message: OutgoingMessage): Promise<void> {
    this.delivered.push(message);
  }
}
