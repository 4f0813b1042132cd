/** A cycle under way while the chat fails and comes back: over gRPC where the connection fails, in the embedded world where the chat itself does. */
import { describe, expect, test, vi } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import type { GrpcWorld } from '../harness/grpc-puppet.js';
import { play } from '../harness/scene.js';
import { booked, recordOf, totals } from '../harness/township-books.js';
import type { Township, TownshipOptions } from '../harness/township.js';

/** One message in fifteen seconds, so that a round is under way for a while. */
const paced = hamletWith(replace(files.settings, 'pacing: false', 'pacing: { gap: [15s, 35s], perHour: 100, perDay: 400 }'));
const opening: TownshipOptions = { at: '2026-08-25 08:59:58', prepare: paced };
/** What is waited for in earnest is waited for briefly. */
const brief: TownshipOptions['chatTimes'] = { sendMs: 400, stopMs: 500, probeMs: 100, silenceMs: 300, backoffMs: [20, 40] };

const answer = '1是 2 3次 3无';
const asked = '8月自查，3题';
const everybody = ['何晓燕', '赵小梅', '马春生'];
const patience = { timeout: 30_000, interval: 20 };

function raised(town: Township): string[] {
  return town.bot.world.alarms.raised().map(({ kind }) => kind);
}

const online = (town: Township): Promise<void> => vi.waitFor(() => expect(town.bot.world.chat.online()).toBeDefined(), patience);
const offline = (town: Township): Promise<void> => vi.waitFor(() => expect(town.bot.world.chat.online()).toBeUndefined(), patience);

/** The connection was given up so many times more. */
async function attempts(town: Township, more: number): Promise<void> {
  const ended = (): number => town.logged.filter(({ message }) => message.includes('ended')).length;
  const before = ended();
  await vi.waitFor(() => expect(ended()).toBeGreaterThanOrEqual(before + more), patience);
}

describe('a server of the chat that is behind the connection', () => {
  test('dies while people are asked, for a moment and for a day: each is asked once, what they wrote is kept, and the day is given back', () =>
    play({ ...opening, over: 'grpc', chatTimes: brief }, async (town) => {
      const { killServer, startServer } = town.world as GrpcWorld;
      await town.until('2026-08-25 09:00:10');
      const first = town.takeAll(asked);
      expect(first).toHaveLength(1);
      await killServer();
      await offline(town);
      await town.until('2026-08-25 09:01:00');
      town.expectsNothing();
      await startServer();
      await online(town);
      await town.until('2026-08-25 09:05');
      expect([...first, ...town.takeAll(asked)].toSorted()).toEqual(everybody.toSorted());
      await town.says('何晓燕', answer);
      town.expects('何晓燕', '回执');
      // The day on which the others would have been reminded.
      await town.until('2026-08-31 10:00');
      expect(town.takeAll('还没收到')).toHaveLength(2);
      await killServer();
      await offline(town);
      await attempts(town, 2);
      const written = town.says('赵小梅', answer);
      for (const at of ['10:01', '10:10']) await town.until(`2026-08-31 ${at}`);
      expect(raised(town)).toEqual(['logged-out']);
      await town.until('2026-09-01 10:00');
      town.expectsNothing();
      await startServer();
      await online(town);
      await written;
      await town.until('2026-09-01 10:30');
      expect(raised(town)).toEqual([]);
      town.expects('赵小梅', '东村8月自查记下了', '9月2日18:00前都能改');
      town.expects('马春生', '8月自查截止改到9月2日（周三）18:00');
      await town.until('2026-09-03 08:59');
      town.takeAll('还没收到');
      town.expectsNothing();
      await town.until('2026-09-03 09:10');
      town.expects('吴永贵', '石桥村8月自查昨天18:00到期');
      expect(await totals(town)).toMatchObject({ answered: 2, pending: 1 });
    }));

  test('freezes in the middle of a send: the clerk hears within five minutes of what nobody knows, and of nothing else', () =>
    play({ ...opening, over: 'grpc', chatTimes: brief }, async (town) => {
      town.world.hub.freeze();
      await town.until('2026-08-25 09:00:05');
      await online(town);
      await town.until('2026-08-25 09:02');
      const told = town.expects('何晓燕', '说不清到没到');
      const lost = /1 给(.+?)的8月自查发题/u.exec(told)?.[1] ?? '';
      expect(town.takeAll(asked).toSorted()).toEqual(everybody.filter((who) => who !== lost).toSorted());
      expect(raised(town)).toEqual([]);
      await town.until('2026-08-25 09:07');
      expect(raised(town)).toEqual(['unknown-message']);
      await town.says('何晓燕', '再发1');
      town.expects('何晓燕', '1已再发');
      await town.until('2026-08-25 09:09');
      town.expects(lost, asked);
      expect(raised(town)).toEqual([]);
    }));
});

test('a chat that says too often, loses answers, repeats and turns round what it delivers, and replays all at a login, doubles nothing', () =>
  play(opening, async (town) => {
    const { hub } = town.world;
    hub.faults.loseNextReply();
    hub.faults.rejectNextAsTooFrequent();
    await town.until('2026-08-25 09:05');
    const [lost = ''] = town.takeAll(asked);
    town.expectsNothing();
    expect(raised(town)).toEqual(['throttled']);
    await town.until('2026-08-25 09:15');
    expect([lost, ...town.takeAll(asked)].toSorted()).toEqual(everybody.toSorted());
    expect(raised(town)).toEqual(['unknown-message']);
    const told = town.expects('何晓燕', `1 给${lost}的8月自查发题`, '说不清到没到');
    expect(told).not.toContain('2 给');
    // It came, as the answer shows. The correction arrives before what it corrects, and both arrive again.
    const ids = ['turned-1', 'turned-2'];
    await Promise.all([town.says('赵小梅', '改 2 5', { id: 'turned-2' }), town.says('赵小梅', answer, { id: 'turned-1' })]);
    await town.says('马春生', answer, { id: 'ma-1' });
    for (const id of [...ids, 'ma-1']) await town.again(id);
    await hub.logOut();
    await town.until('2026-08-25 09:16');
    const replayed = [...ids, 'ma-1'].map((id) => town.again(id));
    hub.logIn();
    await Promise.all(replayed);
    await town.until('2026-08-25 09:30');
    const said = town.takeEverything();
    for (const who of ['赵小梅', '马春生']) {
      const receipts = (said.get(who) ?? []).flatMap((text) => /回执 (\S+)/u.exec(text)?.[1] ?? []);
      expect([who, new Set(receipts).size]).toEqual([who, receipts.length]);
    }
    expect(await booked(town, 'shiqiao')).toHaveLength(1);
    expect((await booked(town, 'dongcun')).length).toBeGreaterThanOrEqual(1);
    await town.says('何晓燕', '已到1');
    town.takeEverything();
    await town.until('2026-08-25 10:00');
    expect(raised(town)).toEqual([]);
  }));

test('an account that is another after a login has no say until it is bound again, and then the cycle goes on as if nothing had been', () =>
  play({ ...opening, others: [{ id: 'wxid_ma_new', name: '马春生', called: '新马春生' }] }, async (town) => {
    await town.until('2026-08-25 09:10');
    expect(town.takeAll(asked).toSorted()).toEqual(everybody.toSorted());
    await town.says('何晓燕', answer);
    town.takeEverything();
    await town.bot.world.stores.bindings.noteOwnAccount('wxid_former_bot');
    await town.isDownUntil('2026-08-26 10:00', replace(files.roster, 'wxid_ma]', 'wxid_unheard_of]'));
    await town.until('2026-08-26 10:30');
    town.takeAll('没在线');
    town.expects('何晓燕', '认不出了', '马春生');
    await town.says('新马春生', answer);
    town.takeEverything();
    expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'pending', version: 0 });
    await town.says('何晓燕', '绑定码 马春生');
    const code = /(\d{8})/u.exec(town.expects('何晓燕', '码'))?.[1] ?? '';
    await town.says('新马春生', `绑定 ${code}`);
    town.takeEverything();
    await town.says('新马春生', answer);
    town.expects('新马春生', '石桥村8月自查记下了', '回执');
    await town.until('2026-08-26 11:00');
    town.takeEverything();
    expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'answered', version: 1 });
  }));
