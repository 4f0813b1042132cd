import { afterEach, describe, expect, test } from 'vitest';
import type { HubContact, HubMessage, HubOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { type RecordedChat, startRecorded } from '../harness/chat-recorder.js';
import { type ChatWorld, openGrpcWorld, openLocalWorld } from '../harness/grpc-puppet.js';

const township: HubOptions = {
  contacts: [{ id: 'wxid_zhao', name: '赵小梅' }],
  rooms: [
    { id: '17@chatroom', topic: '工作群', members: ['wxid_zhao'] },
    { id: '18@chatroom', topic: '同名群', members: ['wxid_zhao'] },
    { id: '19@chatroom', topic: '同名群', members: ['wxid_zhao'] },
  ],
};
const zhao = { kind: 'account', account: 'wxid_zhao' } as const;

let world: ChatWorld;
let running: RecordedChat;

afterEach(async () => {
  await running.chat.stop();
  await world.close();
});

test('a lookup that takes too long says nothing later: offline stays true', async () => {
  world = await openLocalWorld(township);
  const { LocalPuppet } = await import('../../src/adapters/wechaty/puppets/local/puppet.js');
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  class SlowPuppet extends LocalPuppet {
    override async contactRawPayload(id: string): Promise<HubContact> {
      if (id === 'wxid_zhao') await released;
      return super.contactRawPayload(id);
    }
  }
  running = await startRecorded(world, { puppet: () => new SlowPuppet(world.hub), times: { sendMs: 200 } });
  expect(await running.chat.send(zhao, '慢')).toEqual({ kind: 'offline' });
  release();
  expect(await running.chat.send(zhao, '快')).toEqual({ kind: 'accepted' });
  expect(running.sent.all.map((sent) => sent.text)).toEqual(['快']);
});

test('a text that went out is accepted, whether or not the puppet can show the message that was sent', async () => {
  world = await openLocalWorld(township);
  const { LocalPuppet } = await import('../../src/adapters/wechaty/puppets/local/puppet.js');
  class ForgetfulPuppet extends LocalPuppet {
    override async messageRawPayload(id: string): Promise<HubMessage> {
      const message = await super.messageRawPayload(id);
      // Neither found nor refused: whoever waits for it waits for ever.
      return message.from === world.hub.bot.id ? new Promise<HubMessage>(() => undefined) : message;
    }
  }
  running = await startRecorded(world, { puppet: () => new ForgetfulPuppet(world.hub), times: { sendMs: 200 } });
  expect(await running.chat.send(zhao, '一')).toEqual({ kind: 'accepted' });
  expect(await running.chat.send({ kind: 'room', room: '17@chatroom' }, '二')).toEqual({ kind: 'accepted' });
  expect(running.sent.all.map((sent) => sent.text)).toEqual(['一', '二']);
});

describe.each([
  ['in one process', openLocalWorld],
  ['over gRPC', openGrpcWorld],
])('what becomes of a send, %s', (_, openWorld) => {
  const open = async (options: Partial<HubOptions> = {}, sendMs = 20_000): Promise<void> => {
    world = await openWorld({ ...township, ...options });
    running = await startRecorded(world, { times: { sendMs } });
  };

  test('a photo is accepted and arrives byte for byte, under its name', async () => {
    await open();
    const bytes = Uint8Array.from({ length: 70_000 }, (_each, index) => index % 251);
    expect(await running.chat.send(zhao, { bytes, name: '88-1.jpg' })).toEqual({ kind: 'accepted' });
    const [sent] = running.sent.all;
    expect(sent?.text).toBe('88-1.jpg');
    expect(Buffer.compare(Buffer.from(sent?.photo ?? []), Buffer.from(bytes))).toBe(0);
  });

  test('a photo to somebody who takes no messages is refused, and one whose answer is lost is unknown', async () => {
    await open();
    const photo = { bytes: Uint8Array.of(1, 2, 3), name: '1.jpg' };
    world.hub.faults.refuse('wxid_zhao');
    expect(await running.chat.send(zhao, photo)).toMatchObject({ kind: 'refused' });
    world.hub.faults.accept('wxid_zhao');
    world.hub.faults.loseNextReply();
    expect(await running.chat.send(zhao, photo)).toMatchObject({ kind: 'unknown' });
  });

  test('a text to a person is accepted and arrives', async () => {
    await open();
    expect(await running.chat.send(zhao, '收到，东村8月自查记下了\n回执 4101')).toEqual({ kind: 'accepted' });
    expect(await running.sent.next()).toMatchObject({
      to: { kind: 'account', id: 'wxid_zhao' },
      text: '收到，东村8月自查记下了\n回执 4101',
    });
  });

  test('a group is found by its id or else by its exact topic', async () => {
    await open();
    expect(await running.chat.send({ kind: 'room', room: '17@chatroom' }, '一')).toEqual({ kind: 'accepted' });
    expect(await running.chat.send({ kind: 'room', topic: '工作群' }, '二')).toEqual({ kind: 'accepted' });
    expect(running.sent.all.map((sent) => sent.to)).toEqual([
      { kind: 'room', id: '17@chatroom' },
      { kind: 'room', id: '17@chatroom' },
    ]);
  });

  test('nobody there is a refusal, and so are two groups of one name', async () => {
    await open();
    const { chat } = running;
    expect(await chat.send({ kind: 'account', account: 'wxid_nobody' }, '在吗')).toEqual({ kind: 'refused', reason: 'no-such-contact' });
    expect(await chat.send({ kind: 'room', room: '99@chatroom' }, '在吗')).toEqual({ kind: 'refused', reason: 'no-such-room' });
    expect(await chat.send({ kind: 'room', topic: '工作' }, '在吗')).toEqual({ kind: 'refused', reason: 'no-such-room' });
    expect(await chat.send({ kind: 'room', topic: '同名群' }, '在吗')).toEqual({ kind: 'refused', reason: 'several-rooms' });
    expect(await chat.send({ kind: 'room' }, '在吗')).toEqual({ kind: 'refused', reason: 'no-such-room' });
    expect(running.sent.all).toEqual([]);
  });

  test('what the platform refuses did not go out', async () => {
    await open();
    world.hub.faults.refuse('wxid_zhao');
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'refused', reason: 'not-permitted' });
    world.hub.faults.accept('wxid_zhao');
    world.hub.faults.rejectNextAsTooFrequent();
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'refused', reason: 'too-frequent' });
    expect(running.sent.all).toEqual([]);
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'accepted' });
  });

  test('a send that is never answered is unknown, and its late arrival changes nothing', async () => {
    await open({}, 500);
    const release = world.hub.faults.hangNextSend();
    expect(await running.chat.send(zhao, '慢')).toEqual({ kind: 'unknown', reason: 'timed-out' });
    release();
    expect((await running.sent.next()).text).toBe('慢');
    expect(await running.chat.send(zhao, '快')).toEqual({ kind: 'accepted' });
  });

  test('a send whose answer is lost is unknown although it arrived', async () => {
    await open();
    world.hub.faults.loseNextReply();
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'unknown', reason: 'connection-lost' });
    expect((await running.sent.next()).text).toBe('在吗');
  });

  test('before the login and after the end everything is offline', async () => {
    await open({ qr: 'https://login.weixin.qq.com/l/abc' });
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'offline' });
    world.hub.logIn();
    await running.states.next((state) => state === 'online');
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'accepted' });
    await running.chat.stop();
    expect(await running.chat.send(zhao, '在吗')).toEqual({ kind: 'offline' });
    expect(running.sent.all.length).toBe(1);
  });

  test('a send under way when the chat stops is unknown at once', async () => {
    await open();
    // Whom to write to is known from now on: the next two go out in their order.
    await running.chat.send(zhao, '前一条');
    world.hub.faults.hangNextSend();
    const sending = running.chat.send(zhao, '在吗');
    await running.chat.send(zhao, '后一条');
    await running.chat.stop();
    expect((await sending).kind).toBe('unknown');
  });
});
