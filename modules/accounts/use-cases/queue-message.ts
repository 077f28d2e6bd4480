import type { MessageCarrier } from '@mulin/kernel';
import { newId, nowOf, type Work } from '../../record/index.ts';
import { insertOutgoing, takeWaitingOutgoing, updateOutgoing } from '../duty-store.ts';
import { listCurrentPhones } from '../store.ts';

/** Queues a short message to a person's phone, in the transaction of what it tells; nothing where they have none. */
export async function queueMessage(
  work: Work,
  person: string,
  template: string,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  await work.asSystem(async (tx) => {
    const [phone] = await listCurrentPhones(tx, [person]);
    if (!phone) return;
    await insertOutgoing(tx, {
      id: newId(work.ports),
      channel: 'sms',
      to_sealed: phone.phone_sealed,
      template,
      values_sealed: work.ports.vault.seal(JSON.stringify(values)),
      created_at: nowOf(work),
      sent_at: null,
      attempts: 0,
    });
  });
}

const AT_ONCE = 20;

/** Hands waiting messages to a carrier. What fails waits longer each time. Returns how many went out. */
export async function deliverMessages(work: Work, carrier: MessageCarrier): Promise<number> {
  const { vault } = work.ports;
  return work.asSystem(async (tx) => {
    let sent = 0;
    for (const row of await takeWaitingOutgoing(tx, nowOf(work), AT_ONCE)) {
      const message = {
        channel: 'sms' as const,
        to: vault.open(row.to_sealed),
        template: row.template,
        values: JSON.parse(vault.open(row.values_sealed)) as Record<string, string>,
      };
      const isSent = await carrier.deliver(message).then(
        () => true,
        () => false,
      );
      await updateOutgoing(
        tx,
        row.id,
        isSent ? { sent_at: nowOf(work) } : { attempts: row.attempts + 1 },
      );
      sent += isSent ? 1 : 0;
    }
    return sent;
  });
}
