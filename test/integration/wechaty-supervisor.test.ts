import type { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import type { Puppet } from 'wechaty-puppet';
import { LocalHub } from '../../src/adapters/wechaty/puppets/local/hub.js';
import type { HubOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { resolvePuppet } from '../../src/adapters/wechaty/resolve-puppet.js';
import { startChat } from '../../src/adapters/wechaty/start-chat.js';
import type { Inbound } from '../../src/application/chat-port.js';
import { type RecordedChat, startRecorded } from '../harness/chat-recorder.js';
import { type ChatWorld, type GrpcWorld, openGrpcWorld, openLocalWorld } from '../harness/grpc-puppet.js';

const township: HubOptions = { contacts: [{ id: 'wxid_zhao', name: '赵小梅' }] };
const zhao = { kind: 'account', account: 'wxid_zhao' } as const;

let world: ChatWorld;
let running: RecordedChat;

afterEach(async () => {
  await running.chat.stop();
  await world.close();
});

const saying =
  (text: string) =>
  (message: Inbound): boolean =>
    message.content.kind === 'text' && message.content.text === text;

/** Both directions work. */
async function expectTalk(text: string): Promise<void> {
  world.hub.say({ from: 'wxid_zhao', text });
  await running.inbound.next(saying(text));
  expect(await running.chat.send(zhao, text)).toEqual({ kind: 'accepted' });
}

describe.each([
  ['in one process', openLocalWorld],
  ['over gRPC', openGrpcWorld],
])('a connection, %s', (_, openWorld) => {
  const open = async (options: Partial<HubOptions> = {}, chat: Parameters<typeof startRecorded>[1] = {}): Promise<void> => {
    world = await openWorld({ ...township, ...options });
    running = await startRecorded(world, chat);
  };

  test('is made anew after a loss, again and again', async () => {
    await open();
    expect(running.chat.online()).toBe('wxid_bot');
    for (const text of ['一', '二', '三']) {
      world.hub.disconnect();
      await running.states.next((state) => state === 'offline');
      expect(running.chat.online()).toBeUndefined();
      await running.states.next((state) => state === 'online');
      await expectTalk(text);
    }
    expect(running.states.all).toEqual(['online', 'offline', 'online', 'offline', 'online', 'offline', 'online']);
  });

  test('is made anew after a silence, although nothing failed', async () => {
    await open({}, { times: { probeMs: 100, silenceMs: 300, stopMs: 500 } });
    await expectTalk('早');
    world.hub.freeze();
    await running.log.next((entry) => entry.includes('silent'));
    await running.states.next((state) => state === 'offline');
    world.hub.say({ from: 'wxid_zhao', text: '晚' });
    expect((await running.inbound.next(saying('晚'))).account).toBe('wxid_zhao');
  });

  test('outlives a logout and hears again after the next login', async () => {
    await open();
    await world.hub.logOut();
    await running.states.next((state) => state === 'logged-out');
    expect(running.chat.online()).toBeUndefined();
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'offline' });
    world.hub.say({ from: 'wxid_zhao', text: '还在吗' });
    world.hub.logIn();
    await running.inbound.next(saying('还在吗'));
    await expectTalk('在');
    expect(running.states.all).toEqual(['online', 'logged-out', 'online']);
  });

  test('knows from the words of a logout that the account is closed or restricted, until it is logged in again', async () => {
    await open();
    await running.states.next((state) => state === 'online');
    for (const [words, restricted] of [
      ['logged out by the phone', false],
      ['该微信账号被封，请在手机上查看原因', true],
    ] as const) {
      await world.hub.logOut(words);
      await running.states.next((state) => state === 'logged-out');
      expect(running.chat.restricted?.()).toBe(restricted);
      world.hub.logIn();
      await running.states.next((state) => state === 'online');
      expect(running.chat.restricted?.()).toBe(false);
    }
  });

  test('waits without a bound for a QR code to be scanned', async () => {
    await open({ qr: 'https://login.weixin.qq.com/l/abc' }, { times: { loginMs: 100 } });
    await running.scans.next();
    // A second chat with the same bound and no QR code shows when the bound has passed.
    const other = await openLocalWorld(township);
    await other.hub.logOut();
    const measure = await startRecorded(other, { times: { loginMs: 100, startMs: 10 } });
    await measure.log.next((entry) => entry.includes('no login'));
    await measure.chat.stop();
    expect(running.log.all.join()).not.toContain('ended');
    world.hub.logIn();
    await running.states.next((state) => state === 'online');
  });

  test('without a login within the bound is tried again', async () => {
    world = await openWorld(township);
    await world.hub.logOut();
    running = await startRecorded(world, { times: { loginMs: 300, startMs: 100 } });
    await running.log.next((entry) => entry.includes('no login'));
    await running.log.next((entry) => entry.includes('no login'));
    expect(running.chat.online()).toBeUndefined();
  });

  test('a listener that throws does not break it', async () => {
    await open(
      {},
      {
        onState: () => {
          throw new Error('listener');
        },
      },
    );
    world.hub.disconnect();
    await running.log.next((entry) => entry.includes('"state":"offline"'));
    await running.log.next((entry) => entry.includes('"state":"online"'));
    await expectTalk('早');
    expect(running.chat.online()).toBe('wxid_bot');
  });

  test('stopping leaves no timer behind', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    world = await openWorld(township);
    const before = timers();
    running = await startRecorded(world);
    await running.chat.send(zhao, '在吗');
    const start = performance.now();
    await running.chat.stop();
    await new Promise(setImmediate);
    expect(performance.now() - start).toBeLessThan(3_000);
    // The server, which goes on, keeps one of its own for 5 s after a login.
    expect(timers() - before).toBeLessThanOrEqual(openWorld === openGrpcWorld ? 1 : 0);
  });
});

describe('a server that dies', () => {
  const open = async (): Promise<GrpcWorld> => {
    const opened = await openGrpcWorld(township);
    world = opened;
    running = await startRecorded(world, { times: { stopMs: 500 } });
    return opened;
  };

  test('is found again when it is back, whatever was tried meanwhile', async () => {
    const { killServer, startServer } = await open();
    await expectTalk('早');
    await killServer();
    await running.states.next((state) => state === 'offline');
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'offline' });
    await running.log.next((entry) => entry.includes('ended'));
    await running.log.next((entry) => entry.includes('ended'));
    await startServer();
    await running.states.next((state) => state === 'online');
    await running.states.next((state) => state === 'online');
    await expectTalk('晚');
  });

  test('in the middle of a photo fails that photo and nothing else', async () => {
    const opened = await openGrpcWorld(township);
    world = opened;
    const service = opened.puppet();
    running = await startRecorded({ ...opened, puppet: () => service });
    killAtFirstChunk(service, opened.killServer);
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(30_000_000)]);
    world.hub.photo({ from: 'wxid_zhao', bytes });
    const { content } = await running.inbound.next();
    if (content.kind !== 'photo') throw new Error(`a ${content.kind} came`);
    await expect(content.load(40_000_000)).rejects.toMatchObject({ name: 'TemporaryError', code: 'attachment-unavailable' });
  });

  test('leaves a send under way unknown', async () => {
    const { killServer } = await open();
    world.hub.faults.hangNextSend();
    const sending = running.chat.send(zhao, '在吗');
    expect(await running.chat.send(zhao, '后一条')).toEqual({ kind: 'accepted' });
    await killServer();
    expect((await sending).kind).toBe('unknown');
  });
});

describe('the puppet that the settings name', () => {
  test('is a package with a puppet in it', async () => {
    const puppet = (await resolvePuppet('wechaty-puppet-wechat4u'))();
    expect(typeof puppet.messageSendText).toBe('function');
  });

  test('is refused when there is no such package, when it holds no puppet, and when it lacks its settings', async () => {
    const options = { onInbound: async () => undefined, log: { info: log, warn: log, error: log }, now: Date.now };
    await expect(startChat({ ...options, puppet: 'wechaty-puppet-none' })).rejects.toMatchObject({ code: 'no-such-puppet' });
    await expect(startChat({ ...options, puppet: 'yaml' })).rejects.toMatchObject({ code: 'no-such-puppet' });
    await expect(resolvePuppet('local')).rejects.toMatchObject({ code: 'no-hub' });
    const unusable = (): never => {
      throw new Error('no token');
    };
    await expect(startChat({ ...options, puppet: unusable })).rejects.toMatchObject({ code: 'puppet-unusable' });
  });

  test('may be the embedded one in a world of its own', async () => {
    const puppet = (await resolvePuppet('local', new LocalHub(township)))();
    expect(puppet.name()).toBe('local');
  });
});

const log = (): void => undefined;

function killAtFirstChunk(service: Puppet, kill: () => Promise<void>): void {
  const { client } = (service as Puppet & { grpcManager: { client: { download(request: unknown): Readable } } }).grpcManager;
  const download = client.download.bind(client);
  client.download = (request) => {
    const call = download(request);
    call.once('data', () => void kill());
    return call;
  };
}
