import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Round } from '../../src/application/ports.js';
import { dayMs, hourMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, notice, resending, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

function roundOf(changes: Partial<Round> = {}): Round {
  return { schedule: 'nudges', kind: 'nudge', plannedAt: start, openedAt: start, recipients: 2, ...changes };
}

const texts = [
  { person: 'li', text: 'red-envelopes' },
  { person: 'wang', text: 'public-cars' },
];
const notices = texts.map(({ person }) => notice(`round/nudges/${start}/${person}`, person, { kind: 'nudge', schedule: 'nudges' }));

describe.each(ways)('a round, $way', ({ connect }) => {
  it('is opened once for its schedule and planned time, with its notices and an audit entry', async () => {
    const { rounds, outbox } = connect();
    expect(await rounds.open(roundOf(), notices, texts, 'bot')).toBe(true);
    expect(await rounds.open(roundOf({ openedAt: start + hourMs }), notices, texts, 'he')).toBe(false);
    expect(await rounds.open(roundOf({ plannedAt: start + dayMs }), [], [], 'he')).toBe(true);
    expect(await outbox.due('normal', start, 10)).toHaveLength(2);
    expect(await auditTrail(client)).toEqual([
      { no: 1, actor: 'bot', act: 'opened', object: `nudges@${start}` },
      { no: 2, actor: 'he', act: 'opened', object: `nudges@${start + dayMs}` },
    ]);
  });

  it('that is open already gives nobody anything', async () => {
    const { rounds, outbox } = connect();
    await rounds.open(roundOf(), notices, texts, 'bot');
    const others = [notice('round/again', 'zhao')];
    await rounds.open(roundOf(), others, [{ person: 'zhao', text: 'public-cars' }], 'bot');
    expect(await outbox.byIds(['round/again'])).toEqual([]);
    expect(await rounds.given(['zhao'], 0)).toEqual(new Map([['zhao', []]]));
  });

  it('is opened by one of five processes, and everybody gets one notice', async () => {
    const processes = Array.from({ length: 5 }, connect);
    const opened = await Promise.all(processes.map(({ rounds }) => rounds.open(roundOf(), notices, texts, 'bot')));
    expect(opened.filter(Boolean)).toHaveLength(1);
    const { outbox, household } = connect();
    await household.holdCourier('here', hourMs);
    expect(await outbox.claim('here', 'normal', { kind: 'person', person: 'li' }, start, start + hourMs)).toHaveLength(1);
    expect(await auditTrail(client)).toHaveLength(1);
  });

  it('takes more recipients than one script', async () => {
    const people = Array.from({ length: 1050 }, (_, i) => `p${i}`);
    const { rounds } = connect();
    await rounds.open(
      roundOf(),
      people.map((person) => notice(`round/${person}`, person)),
      people.map((person) => ({ person, text: 't' })),
      'bot',
    );
    expect(await client.zcard('zrt:{qingshan}:queue')).toBe(1050);
    expect([...(await rounds.given(people, start)).values()].flat()).toHaveLength(1050);
  });

  it('is listed among those opened since, the oldest first', async () => {
    const { rounds } = connect();
    expect(await rounds.since(0)).toEqual([]);
    const later = roundOf({ schedule: 'node', kind: 'reminder', openedAt: start + hourMs });
    await rounds.open(later, [], [], 'bot');
    await rounds.open(roundOf(), [], [], 'bot');
    expect(await rounds.since(start)).toEqual([roundOf(), later]);
    expect(await rounds.since(start + 1)).toEqual([later]);
  });
});

describe('a round whose opening a crash cut short', () => {
  async function cutShort(): Promise<void> {
    const crashing = new Proxy(client, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (args.some((arg) => typeof arg === 'string' && arg.endsWith(':given:li'))) throw new Error('the process died here');
          return Reflect.apply(value, target, args);
        };
      },
    });
    await expect(storesOn(crashing).rounds.open(roundOf(), notices, texts, 'bot')).rejects.toMatchObject({ code: 'redis-unavailable' });
  }

  it('is completed by opening it again, and what was queued is not queued twice', async () => {
    await cutShort();
    const { rounds, outbox } = storesOn(client);
    expect(await rounds.since(0)).toEqual([]);
    expect(await outbox.due('normal', start, 10)).toHaveLength(2);
    expect(await rounds.open(roundOf({ openedAt: start + hourMs }), notices, texts, 'bot')).toBe(true);
    expect(await outbox.byIds(notices.map(({ id }) => id))).toMatchObject([{ at: start }, { at: start }]);
    expect(await rounds.given(['li'], start)).toEqual(new Map([['li', ['red-envelopes']]]));
  });
});

describe.each(ways)('the texts a person was given, $way', ({ connect }) => {
  it('are known by the time of the last', async () => {
    const { rounds } = connect();
    const give = (at: number, text: string) => rounds.open(roundOf({ plannedAt: at, openedAt: at }), [], [{ person: 'li', text }], 'bot');
    await give(start, 'one');
    await give(start + dayMs, 'two');
    await give(start + 2 * dayMs, 'one');
    expect(await rounds.given(['li', 'wang'], start + dayMs)).toEqual(
      new Map([
        ['li', ['two', 'one']],
        ['wang', []],
      ]),
    );
  });

  it('are not given earlier when the clock was put back', async () => {
    const { rounds } = connect();
    await rounds.open(roundOf(), [], [{ person: 'li', text: 'one' }], 'bot');
    await rounds.open(roundOf({ plannedAt: start + 1, openedAt: start - dayMs }), [], [{ person: 'li', text: 'one' }], 'bot');
    expect((await rounds.given(['li'], start)).get('li')).toEqual(['one']);
  });

  it('are forgotten after more than a year', async () => {
    const { rounds } = connect();
    const give = (at: number, text: string) => rounds.open(roundOf({ plannedAt: at, openedAt: at }), [], [{ person: 'li', text }], 'bot');
    await give(start, 'one');
    await give(start + 400 * dayMs, 'two');
    expect((await rounds.given(['li'], 0)).get('li')).toEqual(['one', 'two']);
    await give(start + 401 * dayMs, 'three');
    expect((await rounds.given(['li'], 0)).get('li')).toEqual(['two', 'three']);
  });
});

describe.each(ways)('what people in office did, $way', ({ connect }) => {
  it('is counted by act, once for its id', async () => {
    const { household } = connect();
    await household.noteAct('m1', 'wang', 'urged', start);
    await household.noteAct('m1', 'wang', 'urged', start + hourMs);
    await household.noteAct('m2', 'wang', 'urged', start + hourMs);
    await household.noteAct('m3|x', 'wang', 'decided', start + 2 * hourMs);
    await household.noteAct('m4', 'zhang', 'decided', start);
    expect(await household.acts('wang', start)).toEqual({ urged: 2, decided: 1 });
    expect(await household.acts('wang', start + hourMs)).toEqual({ urged: 1, decided: 1 });
    expect(await household.acts('li', 0)).toEqual({});
  });

  it('is forgotten once its time is over, of those who have left too', async () => {
    const { household, retention } = connect();
    await household.noteAct('m1', 'wang', 'urged', start);
    await household.noteAct('m2', 'wang', 'urged', start + 401 * dayMs);
    await household.noteAct('m3', 'gone', 'urged', start);
    expect((await retention.actors()).sort()).toEqual(['gone', 'wang']);
    for (const person of await retention.actors()) await retention.expireActs(person, start + dayMs, start + 401 * dayMs);
    expect(await household.acts('wang', 0)).toEqual({ urged: 1 });
    expect(await household.acts('gone', 0)).toEqual({});
    expect(await retention.actors()).toEqual(['wang']);
  });
});
