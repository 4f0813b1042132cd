import { describe, expect, test } from 'vitest';
import { acceptClock } from '../../src/application/accept-clock.js';
import { noteReads } from '../../src/application/note-read.js';
import { everyUnit } from '../../src/application/ports.js';
import { TemporaryError } from '../../src/domain/errors.js';
import { hamlet, hamletWith, replace, files } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import { Redis } from 'ioredis';
import { join } from 'node:path';
import type { Township } from '../harness/township.js';
import { newestCycle } from '../harness/township-books.js';

const at = '2026-08-25 08:59';

interface Entry {
  actor: string;
  act: string;
  object: string;
}

/** The audit entries of some acts, in order. */
async function entriesOf(town: Township, ...acts: string[]): Promise<Entry[]> {
  const client = new Redis({ path: join(town.home, 'data', 'redis', 'redis.sock') });
  try {
    const entries = await client.xrange('zrt:{qingshan}:audit', '-', '+');
    return entries
      .map(([, fields]) => {
        const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
        return { actor: field('actor'), act: field('act'), object: field('object') };
      })
      .filter(({ act }) => acts.includes(act));
  } finally {
    client.disconnect();
  }
}

async function asked(town: Township): Promise<string> {
  await town.until('2026-08-25 09:30');
  town.takeEverything();
  return (await newestCycle(town)).id;
}

describe('reading what another unit answered', () => {
  test('is on record once for a message, and the unit can ask who did', () =>
    play({ at, prepare: hamlet }, async (town) => {
      const cycle = await asked(town);
      await town.says('赵小梅', '1是 2 3次 3 公开栏坏了');
      town.expects('赵小梅', '回执');
      await town.says('赵小梅', '我的 谁看过');
      hears(town, '赵小梅', '近400天没有别人看过您单位答的。');
      for (const who of ['赵小梅', '李德明']) {
        await town.says(who, '查 东村 8月');
        town.expects(who, '3 问题：公开栏坏了');
      }
      expect(await entriesOf(town, 'read')).toEqual([]);
      await town.says('王志强', '查 东村');
      town.expects('王志强', '看内容');
      expect(await entriesOf(town, 'read')).toEqual([]);
      const id = await town.says('王志强', '查 东村 8月');
      town.expects('王志强', '3 问题：公开栏坏了');
      await town.again(id);
      await town.says('王志强', '查 石桥村 8月');
      town.expects('王志强', '还没收到');
      expect(await entriesOf(town, 'read')).toEqual([{ actor: 'wang', act: 'read', object: `${cycle}/dongcun` }]);
      await town.says('赵小梅', '我的 谁看过');
      hears(town, '赵小梅', '看过您单位答的：⏎8月25日　王志强　8月自查');
      await noteReads(town.bot.world, 'operator', [{ object: cycle, unit: everyUnit }], 'export-1', town.now() + 1);
      await town.says('赵小梅', '我的 谁看过');
      hears(town, '赵小梅', '看过您单位答的：⏎8月25日　办公室后台　8月自查⏎8月25日　王志强　8月自查');
      await town.says('赵小梅', '我的 全部');
      town.expects('赵小梅', '别人看过您单位答的：2次', '最近：办公室后台，8月25日');
    }));

  test('shows nothing when it cannot be put on record', () =>
    play({ at, prepare: hamlet }, async (town) => {
      await asked(town);
      await town.says('赵小梅', '1是 2 3次 3 公开栏坏了');
      town.expects('赵小梅', '回执');
      const { audit } = town.bot.world.stores;
      const note = audit.note.bind(audit);
      audit.note = () => Promise.reject(new Error('the disk is full'));
      await town.says('王志强', '查 东村 8月');
      expect(town.expects('王志强')).not.toContain('公开栏');
      audit.note = note;
      expect(town.logged.splice(0).filter(({ level }) => level === 'error')).toHaveLength(1);
      await town.says('王志强', '查 东村 8月');
      town.expects('王志强', '公开栏坏了');
    }));

  test('is on record for whom an explanation goes up to, before it is sent', () =>
    play({ at, prepare: hamlet }, async (town) => {
      const cycle = await asked(town);
      await town.says('赵小梅', '说明 会计换人，今天才交接');
      town.expects('赵小梅', '说明记下了');
      await town.until('2026-09-03 08:59');
      expect(await entriesOf(town, 'read')).toEqual([]);
      town.takeEverything();
      await town.until('2026-09-04 09:30');
      const reads = (await entriesOf(town, 'read')).filter(({ object }) => object === `${cycle}/dongcun`);
      expect(reads.map(({ actor }) => actor).sort()).toEqual(['wang', 'zhang', 'zhou']);
      expect((await entriesOf(town, 'read')).map(({ object }) => object)).not.toContain(`${cycle}/shiqiao`);
      town.takeEverything();
    }));

  test('that cannot be put on record for a while is not sent meanwhile, and is not unknown either', () =>
    play({ at, prepare: hamlet }, async (town) => {
      await asked(town);
      await town.says('赵小梅', '说明 会计换人，今天才交接');
      await town.until('2026-09-03 08:59');
      town.takeEverything();
      const { audit, outbox } = town.bot.world.stores;
      const note = audit.note.bind(audit);
      audit.note = () => Promise.reject(new TemporaryError('redis-oom', 'no room'));
      await town.until('2026-09-03 09:10');
      expect(town.takeEverything().get('王志强')).toBeUndefined();
      audit.note = note;
      await town.until('2026-09-03 09:20');
      town.expects('王志强', '会计换人，今天才交接');
      expect(await outbox.open('unknown', 10)).toEqual([]);
      town.takeEverything();
    }));
});

describe('what is kept about oneself', () => {
  test('is told whole, and what of it may be deleted is', () =>
    play({ at, prepare: hamlet }, async (town) => {
      await asked(town);
      await town.says('马春生', '逐题');
      await town.says('马春生', '是');
      await town.says('赵小梅', '延期 3天 会计住院');
      await town.says('王志强', '同意');
      town.takeEverything();
      await town.says('马春生', '我的 全部');
      hears(
        town,
        '马春生',
        '马春生，存着您的：⏎职务：石桥村联络员⏎账号：wx…ma⏎没交的草稿：8月自查⏎不要了回：删 草稿⏎消息：近7天发了1条，8月25日⏎看细的回：我的 8月、我的 请求、⏎我的 谁看过⏎留多久、谁能看，回：我的 保存期',
      );
      await town.says('赵小梅', '我的全部');
      town.expects('赵小梅', '请求：您提的1件');
      await town.says('赵小梅', '我的 请求');
      hears(town, '赵小梅', '1号 8月自查延期⏎理由：会计住院⏎王志强副书记：延到9月4日（周五）18:00');
      await town.says('王志强', '我的 请求');
      hears(town, '王志强', '您定的：⏎1号 东村8月自查延期：延到9月4日（周五）18:00');
      await town.says('王志强', '我的 全部');
      town.expects('王志强', '您定的1件', '办过的事：定请求1次');
      await town.says('马春生', '删 草稿');
      hears(town, '马春生', '草稿删了：8月自查⏎题还等着您答，看题回：题目');
      expect(await town.bot.world.stores.replies.draft((await newestCycle(town)).id, 'shiqiao', 'ma')).toBeUndefined();
      expect(await entriesOf(town, 'forgotten')).toMatchObject([{ actor: 'ma' }]);
      await town.says('马春生', '删 草稿');
      hears(town, '马春生', '您没有没交的草稿。');
      await town.says('马春生', '3次');
      expect(town.expects('马春生')).not.toContain('第3题');
    }));

  test('and how long, by whom it may be read, and why the rest stays, is said openly', () =>
    play(
      {
        at,
        prepare: hamletWith(
          replace(files.settings, 'pacing: false', 'pacing: false\nretention: { answers: 1095d, drafts: 120d, acts: never }'),
        ),
      },
      async (town) => {
        await asked(town);
        await town.says('赵小梅', '我的 保存期');
        hears(
          town,
          '赵小梅',
          '留多久，到期自动删：⏎答的、说明、报告：3年，从关闭算⏎没交的草稿：120天，照片和文件：3年⏎请求：3年，任务、问题：3年⏎通报草稿：3年⏎办过的事：一直留⏎消息：发完就不留内容，⏎发过的记录40天，没发成的40天⏎操作留痕：一直留，里面没有内容⏎能看的人：李德明、王志强、书记、镇纪委、办公室⏎谁看了都有记录，回：我的 谁看过⏎草稿能删，回：删 草稿⏎交了的归单位，不能单删。⏎有疑问找党政办何晓燕',
        );
        await town.says('赵小梅', '删 答案');
        hears(town, '赵小梅', '交了的归单位，不能单删，⏎到期自动删（3年）。⏎写错了，回：改 题号 内容⏎能删的是没交的草稿，回：删 草稿');
        await town.says('赵小梅', '删 微信');
        hears(town, '赵小梅', '账号要留着，不然消息到不了您这里。⏎换号、不在岗了，找党政办何晓燕。⏎不是您本人，回：不是我');
      },
    ));
});

describe('when its time is over', () => {
  test('what was said is gone and said to be, and what it came to is still known', () =>
    play(
      {
        at,
        prepare: hamletWith(
          replace(files.settings, 'pacing: false', 'pacing: false\nretention: { answers: 90d, requests: 90d, acts: 60d }'),
        ),
      },
      async (town) => {
        const cycle = await asked(town);
        await town.says('赵小梅', '1是 2 3次 3 公开栏坏了');
        await town.says('马春生', '说明 会计换人');
        await town.says('马春生', '逐题');
        await town.says('马春生', '是');
        await town.says('马春生', '延期 3天 会计住院');
        await town.says('王志强', '同意');
        await town.until('2026-09-28 09:05');
        town.takeEverything();
        expect((await town.bot.world.stores.cycles.cycle(cycle))?.closedAt).toBeDefined();
        await town.isDownUntil('2027-02-01 19:30');
        await acceptClock(town.bot.world, town.now());
        await town.until('2027-02-01 19:35');
        const { cycles, replies, matters } = town.bot.world.stores;
        town.takeEverything();
        expect(await entriesOf(town, 'expired')).toEqual([
          { actor: 'bot', act: 'expired', object: cycle },
          { actor: 'bot', act: 'expired', object: 'matter/1' },
          { actor: 'bot', act: 'expired', object: 'acts/wang' },
          { actor: 'bot', act: 'expired', object: 'reached' },
        ]);
        expect(await replies.all(cycle)).toEqual([]);
        expect(await matters.since(0, 'request')).toEqual([]);
        expect(await cycles.counts(cycle, '*')).toMatchObject({ answered: 1, pending: 2 });
        const gone = '东村8月自查：已交，8月25日⏎已过保存期，内容2月1日（周一）删了，⏎只留着交没交、哪天交的。';
        await town.says('王志强', '查 东村 8月');
        hears(town, '王志强', gone);
        await town.says('赵小梅', '我的 8月');
        hears(town, '赵小梅', gone);
        await town.says('赵小梅', '我的 2026年8月');
        hears(town, '赵小梅', gone);
        await town.says('赵小梅', '我的 请求');
        hears(town, '赵小梅', '没有您的请求。');
        for (const words of ['状态', '查 东村', '进度', '谁没交', '待定', '我的', '我的 全部']) {
          await town.says('张建国', words);
          await town.says('赵小梅', words);
        }
        expect((await entriesOf(town, 'read')).filter(({ object }) => object.endsWith('/dongcun'))).toEqual([]);
        town.takeEverything();
      },
    ));
});
