/**
 * Tells one receiver what the trail has behind its mark, an event at a time and in order. The mark moves when the receiver has accepted: what was
 * under way in a crash is sent again under the same id. A receiver that is new hears of what happens from then on.
 */
import { numberOf, type AuditEntry } from '../domain/audit-chain.js';
import { secondMs, type Instant } from '../domain/time.js';
import { eventOf, fieldsOf, type WebhookEvent } from '../domain/webhook-event.js';
import type { Posted, Poster, WebhookReceiver, WebhookSigner } from './webhook-port.js';
import type { World } from './world.js';

/** `all`: there is nothing more; `more`: there may be; `elsewhere`: another process tells it; `failed`: the receiver did not accept. */
export type Told =
  | { kind: 'all' | 'more' | 'elsewhere' }
  | { kind: 'failed'; why: Exclude<Posted, { kind: 'accepted' }> | { kind: 'no-secret' }; since: Instant };

export interface WebhookWays {
  post: Poster;
  sign: WebhookSigner;
  timeoutMs?: number;
}

const entriesAtOnce = 100;
const usualTimeoutMs = 10 * secondMs;
/** Renewed before each event; what is left of it then is more than a post may take. */
const leaseMs = 45 * secondMs;
const hashDigits = 12;

export function createWebhookTeller(
  world: World,
  { post, sign, timeoutMs = usualTimeoutMs }: WebhookWays,
): (receiver: WebhookReceiver, stopping: AbortSignal) => Promise<Told> {
  const { audit, webhooks } = world.stores;
  /** How far the trail was looked through in vain since a mark was kept; what is read again after a start is little. */
  const looked = new Map<string, number>();

  async function behind(id: string): Promise<number> {
    const mark = await webhooks.mark(id);
    if (mark !== undefined) return Math.max(mark.no, looked.get(id) ?? 0);
    await webhooks.begin(id, (await audit.extent()).counter);
    return (await webhooks.mark(id))?.no ?? 0;
  }

  const keep = (id: string, no: number): Promise<void> => webhooks.accepted(id, no);

  async function failed(id: string, why: Extract<Told, { kind: 'failed' }>['why']): Promise<Told> {
    const now = world.clock.now();
    await webhooks.failed(id, now);
    return { kind: 'failed', why, since: (await webhooks.mark(id))?.failingSince ?? now };
  }

  return async (receiver, stopping) => {
    const { id, key } = receiver;
    const holds = (): Promise<boolean> => webhooks.hold(id, world.processId, leaseMs);
    if (!(await holds())) return elsewhere(id);
    const from = await behind(id);
    const entries = await audit.entries(`${from}-0`, entriesAtOnce);
    let last = from;
    for (const entry of entries) {
      last = numberOf(entry) ?? last;
      const event = eventOf(fieldsOf(entry));
      if (event === undefined || !receiver.events.includes(event.type)) continue;
      if (key === undefined) return failed(id, { kind: 'no-secret' });
      if (stopping.aborted) return { kind: 'more' };
      if (!(await holds())) return elsewhere(id);
      const message = { id: messageId(world, entry), body: bodyOf(world, last, await completed(world, event)) };
      const headers = sign({ ...message, at: world.clock.now(), key });
      const posted = await post({ url: receiver.url, headers, body: message.body }, timeoutMs, stopping);
      if (stopping.aborted && posted.kind !== 'accepted') return { kind: 'more' };
      if (posted.kind !== 'accepted') return failed(id, posted);
      await keep(id, last);
    }
    looked.set(id, last);
    if (entries.length < entriesAtOnce) return { kind: 'all' };
    await keep(id, last);
    return { kind: 'more' };
  };

  function elsewhere(id: string): Told {
    looked.delete(id);
    return { kind: 'elsewhere' };
  }
}

/** The same for the same entry, and another for an entry of the same number in a trail that was put back to a backup. */
function messageId(world: World, { id, fields }: AuditEntry): string {
  const { committee } = world.config().roster;
  return `${committee}-${Number.parseInt(id, 10)}-${world.stores.audit.hash(JSON.stringify([id, ...fields])).slice(0, hashDigits)}`;
}

/** The books say whether a unit's reply counts as late; a correction does not change it. */
async function completed(world: World, event: WebhookEvent): Promise<WebhookEvent> {
  if (event.type !== 'reply.recorded') return event;
  const { cycle, unit } = event.data as { cycle: string; unit: string };
  const record = (await world.stores.cycles.records(cycle, [unit])).get(unit);
  return { ...event, data: { ...event.data, late: record?.state === 'late' } };
}

function bodyOf(world: World, no: number, { type, at, data }: WebhookEvent): Uint8Array {
  const { committee } = world.config().roster;
  return new TextEncoder().encode(JSON.stringify({ type, timestamp: new Date(at).toISOString(), data: { committee, no, ...data } }));
}
