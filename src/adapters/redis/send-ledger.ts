/** Remembers what was sent when: all of it for pacing, and what the bot started to a person for the budget. */
import type { Outbox } from '../../application/ports.js';
import { dayMs, hourMs, type Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { asNumber } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

/** A little longer than the widest windows: a day for pacing, a week for the budget. */
const paceKeptMs = 25 * hourMs;
const budgetKeptMs = 8 * dayMs;

export function sendLedger({ client, keys, scripts }: StoreBase): Pick<Outbox, 'noteSend' | 'noteReplies' | 'sends'> {
  const note = async (now: Instant, count: number, budget: string[]): Promise<void> => {
    // The instant is read back from the member, for two sends may share it.
    const args = { now, member: `${now}-${newToken()}`, paceFrom: now - paceKeptMs, budgetFrom: now - budgetKeptMs, count };
    await scripts.run('note-send', { pace: keys.pace }, args, { keys: budget, args: [] });
  };
  return {
    noteSend: (now, startedFor) => note(now, 1, startedFor === undefined ? [] : [keys.budget(startedFor)]),

    noteReplies: (now, count) => note(now, count, []),

    async sends(since, person) {
      const members = await guard(client.zrangebyscore(person === undefined ? keys.pace : keys.budget(person), since, '+inf'));
      return members.map((member) => asNumber(member.slice(0, member.indexOf('-'))));
    },
  };
}
