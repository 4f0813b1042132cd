import { afterEach, describe, expect, test } from 'vitest';
import type { HubOptions } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import type { Inbound } from '../../src/application/chat-port.js';
import { type RecordedChat, startRecorded } from '../harness/chat-recorder.js';
import { documents, pretenders } from '../harness/documents.js';
import { type ChatWorld, openGrpcWorld, openLocalWorld } from '../harness/grpc-puppet.js';

const room = '17@chatroom';
const township: HubOptions = {
  contacts: [
    { id: 'wxid_zhao', name: '赵小梅' },
    { id: 'wxid_zhang', name: '张建国' },
    { id: 'mp_daily', name: '青山日报', kind: 'official' },
    { id: 'weixin', name: '微信团队' },
  ],
  rooms: [{ id: room, topic: '各村各单位工作群', members: ['wxid_zhao', 'wxid_zhang'] }],
};
const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(100_000, 7)]);
const controls = '一\u0000二\u0007\u202e三\t四\r\n五\u200b🀄';

let world: ChatWorld;
let running: RecordedChat;

afterEach(async () => {
  await running.chat.stop();
  await world.close();
});

const textOf = (message: Inbound): string | undefined => (message.content.kind === 'text' ? message.content.text : undefined);

/** Everything that came before a last text, whoever else wrote meanwhile. */
async function untilLast(): Promise<Inbound[]> {
  world.hub.say({ from: 'wxid_zhang', text: 'last' });
  await running.inbound.next((message) => textOf(message) === 'last');
  return running.inbound.all.filter((message) => textOf(message) !== 'last');
}

describe.each([
  ['in one process', openLocalWorld],
  ['over gRPC', openGrpcWorld],
])('what people write, %s', (_, openWorld) => {
  const open = async (options: Partial<HubOptions> = {}, chat: Parameters<typeof startRecorded>[1] = {}): Promise<void> => {
    world = await openWorld({ ...township, ...options });
    running = await startRecorded(world, chat);
  };

  test('a text arrives with its id, its writer and its time', async () => {
    await open();
    const at = Date.now() - 5_000;
    const id = world.hub.say({ from: 'wxid_zhao', text: '1是 2 3次', at });
    expect(await running.inbound.next()).toEqual({ id, account: 'wxid_zhao', at, content: { kind: 'text', text: '1是 2 3次' } });
  });

  test('a date in the future counts as now', async () => {
    await open({}, { now: () => 1_000_000_000_000 });
    world.hub.say({ from: 'wxid_zhao', text: '早', at: 1_000_000_060_000 });
    expect((await running.inbound.next()).at).toBe(1_000_000_000_000);
  });

  test('in a group the mention of the bot is seen and stripped, and a message without one is not taken for one', async () => {
    await open();
    const id = world.hub.say({ from: 'wxid_zhang', room, text: '状态', mentionBot: true });
    world.hub.say({ from: 'wxid_zhang', room, text: '收到 a@助手' });
    const said = await running.inbound.next((message) => message.id === id);
    expect(said.room).toEqual({ id: room, topic: '各村各单位工作群', mentioned: true });
    expect(textOf(said)).toBe('状态');
    const other = await running.inbound.next();
    expect(other.room?.mentioned).toBe(false);
    expect(textOf(other)).toBe('收到 a@助手');
  });

  test('without a list of the platform a typed mention is understood, also by the alias of that group', async () => {
    await open({ mentionLists: false, rooms: [{ id: room, topic: '工作群', members: ['wxid_zhang'], botAlias: '小 助手' }] });
    for (const text of ['@助手，状态', '@小 助手\u2005谁没交', '@所有人 开会']) world.hub.say({ from: 'wxid_zhang', room, text });
    const all = await untilLast();
    expect(all.map((message) => [message.room?.mentioned, textOf(message)])).toEqual([
      [true, '状态'],
      [true, '谁没交'],
      [false, '@所有人 开会'],
    ]);
  });

  test('a quoted part is stripped, and a mention inside it does not count', async () => {
    await open({ mentionLists: false });
    world.hub.quote({ from: 'wxid_zhao', quoted: { name: '助手', text: '收到，记下了：\n1 是' }, text: '改 2 4' });
    expect(textOf(await running.inbound.next())).toBe('改 2 4');
    world.hub.quote({ from: 'wxid_zhao', room, quoted: { name: '张建国', text: '@助手 状态' }, text: '什么意思' });
    const said = await running.inbound.next();
    expect(said.room?.mentioned).toBe(false);
    expect(textOf(said)).toBe('什么意思');
  });

  test("the bot's own words, official accounts and notices of the platform are not heard", async () => {
    await open();
    world.hub.say({ from: world.hub.bot.id, text: 'own' });
    world.hub.say({ from: 'mp_daily', text: 'news' });
    world.hub.say({ from: 'weixin', text: 'notice' });
    world.hub.say({ from: room, room, text: '张建国修改群名' });
    world.hub.say({ from: 'wxid_zhao', text: '赵小梅开启了朋友验证，你还不是他（她）朋友。' });
    expect(await untilLast()).toEqual([]);
  });

  test('a message that arrives again is handed over again with the same id', async () => {
    await open();
    const id = world.hub.say({ from: 'wxid_zhao', text: '状态', id: 'forced-id' });
    world.hub.deliverAgain(id);
    expect((await untilLast()).map((message) => message.id)).toEqual(['forced-id', 'forced-id']);
  });

  test('a photo is loaded up to the cap and named by its content', async () => {
    await open();
    world.hub.photo({ from: 'wxid_zhao', bytes: png, fileName: 'IMG.jpg' });
    const { content } = await running.inbound.next();
    if (content.kind !== 'photo') throw new Error(`a ${content.kind} came`);
    const photo = await content.load(1_000_000);
    expect(photo.extension).toBe('png');
    expect(Buffer.compare(photo.bytes, png)).toBe(0);
    await expect(content.load(png.length - 1)).rejects.toMatchObject({ name: 'PermanentError', code: 'too-large' });
    await expect(content.load(png.length)).resolves.toMatchObject({ extension: 'png' });
  });

  test('a document is loaded whole up to the cap and named by its content', async () => {
    await open();
    const bytes = Buffer.concat([documents.pdf, Buffer.alloc(5_000_000, 7)]);
    world.hub.file({ from: 'wxid_zhao', bytes, fileName: '三季度报告.docx' });
    const { content } = await running.inbound.next();
    if (content.kind !== 'file') throw new Error(`a ${content.kind} came`);
    const file = await content.load(10_000_000);
    expect(file.extension).toBe('pdf');
    expect(Buffer.compare(file.bytes, bytes)).toBe(0);
    await expect(content.load(bytes.length - 1)).rejects.toMatchObject({ name: 'PermanentError', code: 'too-large' });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'empty-file'],
    ['a program', pretenders.program, 'not-a-document'],
    ['an archive that swells', pretenders.bomb, 'not-a-document'],
  ])('a document that is %s is refused', async (_what, bytes, code) => {
    await open();
    world.hub.file({ from: 'wxid_zhao', bytes, fileName: '报告.docx' });
    const { content } = await running.inbound.next();
    if (content.kind !== 'file') throw new Error(`a ${content.kind} came`);
    await expect(content.load(1_000_000)).rejects.toMatchObject({ name: 'PermanentError', code });
  });

  test('what only says that it is a photo is refused', async () => {
    await open();
    world.hub.photo({ from: 'wxid_zhao', bytes: Buffer.from('MZ this is a program'), fileName: 'cat.jpg' });
    const { content } = await running.inbound.next();
    if (content.kind !== 'photo') throw new Error(`a ${content.kind} came`);
    await expect(content.load(1_000_000)).rejects.toMatchObject({ name: 'PermanentError', code: 'not-a-photo' });
  });

  test('voice, stickers, recalls, forwarded things and what cannot be read are told apart', async () => {
    await open();
    const from = 'wxid_zhao';
    const recalledId = world.hub.say({ from, text: '说错了' });
    world.hub.voice({ from });
    world.hub.sticker({ from });
    world.hub.recall(recalledId);
    for (const as of ['chat-history', 'link', 'mini-program'] as const) world.hub.forwarded({ from, as });
    world.hub.location({ from });
    expect((await untilLast()).map((message) => message.content)).toEqual([
      { kind: 'text', text: '说错了' },
      { kind: 'voice' },
      { kind: 'sticker' },
      { kind: 'recalled', recalledId },
      { kind: 'forwarded' },
      { kind: 'forwarded' },
      { kind: 'forwarded' },
      { kind: 'unsupported' },
    ]);
  });

  test('a text over 20,000 characters is measured and not kept, one of 20,000 is read', async () => {
    await open();
    world.hub.say({ from: 'wxid_zhao', text: '好'.repeat(20_001) });
    world.hub.say({ from: 'wxid_zhao', text: '好'.repeat(20_000) });
    const [long, text] = await untilLast();
    expect(long?.content).toEqual({ kind: 'too-long', length: 20_001 });
    expect(text && textOf(text)?.length).toBe(20_000);
  });

  test('ten megabytes of text harm nobody: what follows is read, and the log holds none of it', async () => {
    await open();
    world.hub.say({ from: 'wxid_zhao', text: '长'.repeat(3_500_000) });
    // gRPC carries no message over 4 MB, so there it is lost before it can be measured.
    const [long] = await untilLast();
    if (openWorld === openLocalWorld) expect(long?.content).toEqual({ kind: 'too-long', length: 3_500_000 });
    else expect(long).toBeUndefined();
    expect(running.chat.online()).toBe('wxid_bot');
    expect(running.log.all.join()).not.toContain('长');
  });

  test('control characters arrive as they were typed', async () => {
    await open();
    world.hub.say({ from: 'wxid_zhao', text: controls });
    expect(textOf(await running.inbound.next())).toBe(controls);
  });

  test('a handler that fails takes nothing with it, and the log says which message and not what it said', async () => {
    const refuse = new Error('cannot store 秘密');
    await open(
      {},
      {
        onInbound: async (message) => {
          if (textOf(message) === '秘密') throw refuse;
          running.inbound.push(message);
        },
      },
    );
    const id = world.hub.say({ from: 'wxid_zhao', text: '秘密' });
    expect(await untilLast()).toEqual([]);
    expect(await running.log.next((entry) => entry.includes(id))).toContain('an inbound message failed');
    expect(running.log.all.join()).not.toContain('秘密');
  });

  test('what is written while a QR code waits to be scanned is heard after the login', async () => {
    await open({ qr: 'https://login.weixin.qq.com/l/abc' });
    expect(await running.scans.next()).toBe('https://login.weixin.qq.com/l/abc');
    expect(running.chat.online()).toBeUndefined();
    world.hub.say({ from: 'wxid_zhao', text: '在吗' });
    world.hub.logIn();
    expect(textOf(await running.inbound.next())).toBe('在吗');
    expect(running.chat.online()).toBe('wxid_bot');
  });
});
