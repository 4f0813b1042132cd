/** The rounds of schedules that ask nothing: what was sent when to how many, and which texts each person was given. */
import type { Round, RoundStore } from '../../application/ports.js';
import { dayMs } from '../../domain/time.js';
import { enqueueAll } from './enqueueing.js';
import { guard } from './guard.js';
import { asFlag } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

const givenKeptMs = 400 * dayMs;
const givenLimit = 500;

export function createRoundStore(base: StoreBase): RoundStore {
  const { client, keys, scripts } = base;
  return {
    /** The claim comes last: a crash before it leaves a round that is opened again, and whose notices are known by then. */
    async open(round, notices, given, actor) {
      const member = `${round.schedule}@${round.plannedAt}`;
      if ((await guard(client.hexists(keys.roundDetails, member))) === 1) return false;
      await enqueueAll(base, notices, round.openedAt);
      await noteGiven(base, given, round.openedAt);
      const places = { rounds: keys.rounds, details: keys.roundDetails, numbers: keys.numbers, audit: keys.audit };
      const args = { member, openedAt: round.openedAt, text: JSON.stringify(round), actor: base.acting(actor), token: newToken() };
      return asFlag(await scripts.run('open-round', places, args));
    },

    async since(at) {
      const members = await guard(client.zrangebyscore(keys.rounds, at, '+inf'));
      if (members.length === 0) return [];
      const details = await guard(client.hmget(keys.roundDetails, ...members));
      return details.flatMap((text) => (text === null ? [] : [JSON.parse(text.slice(text.indexOf('|') + 1)) as Round]));
    },

    async given(people, since) {
      const texts = await Promise.all(people.map((person) => guard(client.zrangebyscore(keys.given(person), since, '+inf'))));
      return new Map(people.map((person, i) => [person, texts[i] ?? []]));
    },
  };
}

async function noteGiven({ keys, scripts }: StoreBase, given: Parameters<RoundStore['open']>[2], now: number): Promise<void> {
  for (let from = 0; from < given.length; from += givenLimit) {
    const part = given.slice(from, from + givenLimit);
    const rest = { keys: part.map(({ person }) => keys.given(person)), args: part.map(({ text }) => text) };
    await scripts.run('note-given', {}, { now, from: now - givenKeptMs }, rest);
  }
}
