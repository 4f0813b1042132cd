import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import { ArrivalOrder } from '../../src/adapters/wechaty/arrival-order.js';
import { Liveness } from '../../src/adapters/wechaty/liveness.js';
import { BoundedMap } from '../../src/adapters/wechaty/puppets/local/bounded-map.js';
import { type RecordedChat, Recorder, startRecorded } from '../harness/chat-recorder.js';
import { openLocalWorld } from '../harness/grpc-puppet.js';

const megabyte = 1024 * 1024;

let running: RecordedChat | undefined;

afterEach(async () => {
  await running?.chat.stop();
  running = undefined;
});

test('memory stays flat over 100,000 messages and answers', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const world = await openLocalWorld({ contacts: [{ id: 'wxid_zhao', name: '赵小梅' }] });
  let heard = 0;
  let answered = 0;
  const batch = new Recorder<string>();
  running = await startRecorded(world, {
    onInbound: async (message) => {
      heard += 1;
      const outcome = await running?.chat.send({ kind: 'account', account: message.account }, '收到');
      if (outcome?.kind === 'accepted') answered += 1;
      if (answered % 1_000 === 0) batch.push('done');
    },
  });
  const talk = async (messages: number): Promise<void> => {
    for (let said = 0; said < messages; said += 1_000) {
      for (let i = 0; i < 1_000; i += 1) world.hub.say({ from: 'wxid_zhao', text: `第${said + i}条：1是 2 3次 3B 4 8.12 5无` });
      await batch.next();
      running?.sent.forget();
    }
  };
  await talk(20_000);
  const before = heap();
  await talk(80_000);
  expect(heard).toBe(100_000);
  expect(answered).toBe(100_000);
  expect((heap() - before) / megabyte).toBeLessThan(15);
});

test('a bounded map forgets its oldest entry, and setting one again makes it the newest', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('a', 1);
  map.set('b', 2);
  map.set('a', 3);
  map.set('c', 4);
  expect([map.get('a'), map.get('b'), map.get('c')]).toEqual([3, undefined, 4]);
});

describe('the order of arrival', () => {
  test('is the order of announcement, whatever was loaded first', () => {
    const released: string[] = [];
    const order = new ArrivalOrder<{ id: string }>((item) => released.push(item.id), 10_000);
    for (const id of ['a', 'b', 'a', 'c']) order.announced(id);
    for (const id of ['c', 'b', 'a']) order.arrived({ id });
    expect(released).toEqual(['a', 'b']);
    order.arrived({ id: 'a' });
    expect(released).toEqual(['a', 'b', 'a', 'c']);
    order.arrived({ id: 'unannounced' });
    expect(released.at(-1)).toBe('unannounced');
    order.close();
  });

  test('is not waited for for ever: what does not come is passed over, and comes late if it comes', async () => {
    const released = new Recorder<string>();
    const order = new ArrivalOrder<{ id: string }>((item) => released.push(item.id), 20);
    for (const id of ['lost', 'b', 'gone', 'd']) order.announced(id);
    for (const id of ['b', 'd']) order.arrived({ id });
    expect(await released.next()).toBe('b');
    expect(await released.next()).toBe('d');
    order.arrived({ id: 'lost' });
    expect(released.all).toEqual(['b', 'd', 'lost']);
    order.close();
  });

  test('waits for many that do not come no longer than for one', async () => {
    const released = new Recorder<string>();
    const order = new ArrivalOrder<{ id: string }>((item) => released.push(item.id), 100);
    for (let lost = 0; lost < 1_000; lost += 1) for (const id of [`lost ${lost}`, 'here']) order.announced(id);
    for (let here = 0; here < 1_000; here += 1) order.arrived({ id: 'here' });
    for (let here = 0; here < 1_000; here += 1) expect(await released.next()).toBe('here');
    order.close();
  });
});

describe('silence', () => {
  test('of a puppet that never answered is not held against it', async () => {
    const asked = new Recorder<string>();
    const silent = new Recorder<string>();
    const liveness = new Liveness({ probe: () => asked.push('?'), onSilent: () => silent.push('silent'), probeMs: 5, silenceMs: 1 });
    liveness.start();
    for (let i = 0; i < 6; i += 1) await asked.next();
    expect(silent.all).toEqual([]);
    liveness.beat();
    await silent.next();
    liveness.stop();
  });
});
