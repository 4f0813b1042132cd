/** Remembers what was sent when: all of it for pacing, what the bot started to a person for the budget, and by the hour for the load. */
import type { Load, Outbox } from '../../application/ports.js';
import type { PersonId } from '../../domain/roster.js';
import { dayMs, hourMs, type Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { asInstant, asNumber } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

/** A little longer than the widest windows: a day for pacing, a week for the budget. */
const paceKeptMs = 25 * hourMs;
const budgetKeptMs = 8 * dayMs;
/** As note-send.lua has it. */
const loadKeptMs = 100 * dayMs;

interface Sent {
  count: number;
  startedFor?: PersonId | undefined;
  causes?: readonly string[] | undefined;
}

type Ledger = Pick<Outbox, 'noteSend' | 'noteReplies' | 'sends' | 'latestLease' | 'load'>;

export function sendLedger({ client, keys, scripts }: StoreBase): Ledger {
  const note = async (now: Instant, { count, startedFor, causes }: Sent): Promise<void> => {
    const args = {
      now,
      // The instant is read back from the member, for two sends may share it.
      member: `${now}-${newToken()}`,
      paceFrom: now - paceKeptMs,
      budgetFrom: now - budgetKeptMs,
      count,
      person: startedFor ?? '',
      started: startedFor === undefined && causes === undefined ? '0' : '1',
    };
    const rest = { keys: startedFor === undefined ? [] : [keys.budget(startedFor)], args: [...new Set(causes)] };
    await scripts.run('note-send', { pace: keys.pace, load: keys.load(hourOf(now)) }, args, rest);
  };
  return {
    noteSend: (now, startedFor, causes) => note(now, { count: 1, startedFor, causes }),

    noteReplies: (now, count) => note(now, { count }),

    async sends(since, person) {
      const members = await guard(client.zrangebyscore(person === undefined ? keys.pace : keys.budget(person), since, '+inf'));
      return members.map((member) => asNumber(member.slice(0, member.indexOf('-'))));
    },

    async latestLease() {
      const [, end] = await guard(client.zrange(keys.sending, '-1', '-1', 'WITHSCORES'));
      return end === undefined ? undefined : asInstant(end);
    },

    async load(from, to) {
      const first = hourOf(Math.max(from, to - loadKeptMs));
      const hours = Array.from({ length: Math.max(0, Math.ceil(to / hourMs) - first) }, (_, i) => first + i);
      return sumOf(await Promise.all(hours.map((hour) => guard(client.hgetall(keys.load(hour))))));
    },
  };
}

function hourOf(at: Instant): number {
  return Math.floor(at / hourMs);
}

/** `name`: the person's id, which holds no slash, and the cause. */
function addCause(causesOf: Load['causesOf'], name: string, count: number): void {
  const slash = name.indexOf('/');
  const [person, cause] = [name.slice(0, slash), name.slice(slash + 1)];
  const theirs = (causesOf[person] ??= {});
  theirs[cause] = (theirs[cause] ?? 0) + count;
}

function sumOf(hours: readonly Record<string, string>[]): Load {
  const load: Load = { messages: 0, people: 0, byPerson: {}, causesOf: {}, causes: {} };
  for (const [field, count] of hours.flatMap((hour) => Object.entries(hour))) {
    const name = field.slice(2);
    if (field === 'messages') load.messages += asNumber(count);
    else if (field.startsWith('p:')) load.byPerson[name] = (load.byPerson[name] ?? 0) + asNumber(count);
    else if (field.startsWith('x:')) addCause(load.causesOf, name, asNumber(count));
    else load.causes[name] = (load.causes[name] ?? 0) + asNumber(count);
  }
  return { ...load, people: Object.keys(load.byPerson).length };
}
