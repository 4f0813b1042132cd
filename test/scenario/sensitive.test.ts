import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { hears, opened, play, worlds } from '../harness/scene.js';
import { recordOf, versionsOf } from '../harness/township-books.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';
const lead = '反映问题不在聊天里说，这条我没存。⏎请当面找镇纪委，或打12388。⏎刚才那条请撤回，也是为您好。';
const classified = '带密级的别发微信，我不收、不存。⏎请按保密规定当面送。';
const identity = '里面像有身份证号，这条我没存。⏎去掉号码再发一次，写哪个组就够了。⏎刚才那条请撤回。';

/** All that the private Redis holds, by key. */
async function stored(town: Township): Promise<Map<string, string>> {
  const client = new Redis({ path: join(town.home, 'data', 'redis', 'redis.sock') });
  try {
    const keys = await client.keys('*');
    const dumps = await Promise.all(keys.map((key) => client.dumpBuffer(key)));
    return new Map(keys.map((key, index) => [key, (dumps[index] ?? Buffer.alloc(0)).toString('latin1')]));
  } finally {
    client.disconnect();
  }
}

/** What a message leaves behind: the names of the keys it changed, the committee left out. */
async function changedBy(town: Township, act: () => Promise<unknown>): Promise<string[]> {
  const before = await stored(town);
  await act();
  const after = await stored(town);
  const changed = [...after].filter(([key, dump]) => before.get(key) !== dump).map(([key]) => key);
  return [...changed, ...[...before.keys()].filter((key) => !after.has(key))].map((key) => key.replace(/^zrt:\{[^}]*\}:/u, ''));
}

/** Nothing but that it was seen, that something was sent, and what a script returned. */
const traces = /^(?:seen:|pace$|call:|beat$|courier$|stranger:)/u;

describe.each(worlds)('over the %s world', (over) => {
  test('what must not be said in chat is refused with the door it belongs to', () =>
    play({ at, over }, async (town) => {
      await opened(town);
      await town.says('孙国栋', '我反映个事，有人拿村里低保钱');
      hears(town, '孙国栋', lead);
      await town.says('何晓燕', '那份机密文件拍给你行不');
      hears(town, '何晓燕', classified);
      await town.says('田桂花', '5王大娘补贴没到，11010519491231002X');
      hears(town, '田桂花', identity);
      expect(await recordOf(town, 'yangjiaping')).toMatchObject({ state: 'pending' });
      await town.says('田桂花', '1是 2 3次 3A 4 8.20 5三组王大娘补贴没到');
      town.expects('田桂花', '5 问题：三组王大娘补贴没到', '回执');
    }));
});

const texts = ['我要举报支书吴永贵收红包', '有份绝密文件拍给您', '3 王大娘11010519491231002X', '卡号6222 0212 3456 7890 128'];

test('nothing of it is kept, in Redis or in the log, and nobody is told', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    town.takeEverything();
    for (const text of texts) {
      const changed = await changedBy(town, () => town.says('马春生', text));
      expect(changed.filter((key) => !traces.test(key))).toEqual([]);
      expect(town.takeEverything().get('马春生')).toHaveLength(1);
      for (const dump of (await stored(town)).values()) expect(Buffer.from(dump, 'latin1').toString('utf8')).not.toContain(text);
      expect(JSON.stringify(town.logged)).not.toContain(text);
    }
    await town.until('2026-08-25 18:00');
    town.expectsNothing();
  }));

test('whatever was being asked stays as it was, and the question stays open', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    town.takeEverything();
    await town.says('马春生', '逐题');
    await town.says('马春生', '是');
    town.takeEverything();
    for (const text of texts) {
      const changed = await changedBy(town, () => town.says('马春生', text));
      expect(changed.filter((key) => !traces.test(key))).toEqual([]);
    }
    town.takeEverything();
    await town.says('马春生', '3次');
    town.expects('马春生', '第2题记3次', '第3题');
    await town.says('马春生', '无');
    town.expects('马春生', '回执');
    await town.says('马春生', '上面第二题搞错了，是4次');
    town.expects('马春生', '第2题由3次改成4次？');
    await town.says('马春生', '我要举报');
    hears(town, '马春生', lead);
    await town.says('马春生', '对的');
    town.expects('马春生', '改好了');
    expect(await versionsOf(town, 'shiqiao')).toHaveLength(2);
  }));

test('with a mention in the group nothing is said there, and whoever wrote it is answered privately', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    town.takeEverything();
    const id = await town.saysInGroup('马春生', '我反映个事，有人拿村里低保钱');
    hears(town, '马春生', lead);
    await town.again(id);
    await town.saysInGroup('马春生', '我反映个事，有人拿村里低保钱', false);
    await town.saysInGroup('陌生人', '我反映个事，有人拿村里低保钱');
    town.expectsNothing();
  }));

test('a stranger is shown the door once a day, and learns nothing', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.says('陌生人', '我要举报支书');
    hears(town, '陌生人', lead);
    await town.says('陌生人', '他身份证11010519491231002X');
    town.expectsNothing();
    await town.until('2026-08-26 08:00');
    await town.says('陌生人', '他身份证11010519491231002X');
    hears(town, '陌生人', '里面像有身份证号，这条我没存。⏎刚才那条请撤回。');
    town.takeAll('8月自查');
  }));

test('taking it back, as one was asked to, needs no word', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    town.takeEverything();
    await town.says('马春生', '1是 2 3次 3无');
    town.expects('马春生', '回执');
    const id = await town.says('马春生', '改 3 王大娘11010519491231002X');
    hears(town, '马春生', identity);
    await town.does((hub) => hub.recall(id));
    town.expectsNothing();
    expect(await versionsOf(town, 'shiqiao')).toHaveLength(1);
  }));

test('a message that arrives again is not answered again', () =>
  play({ at, prepare: hamlet }, async (town) => {
    const id = await town.says('马春生', '我要举报');
    hears(town, '马春生', lead);
    await town.again(id);
    town.expectsNothing();
  }));

const number = '11010519491231002X';
/** Every form in which somebody's own words are kept otherwise. */
const forms: [string, string][] = [
  ['马春生', `1是 2 3次 3 王大娘${number}没领到`],
  ['马春生', `3 王大娘${number}`],
  ['马春生', `改 3 王大娘${number}`],
  ['马春生', `说明 王大娘${number}的事没办完`],
  ['马春生', `延期3天 王大娘${number}住院`],
  ['马春生', `有困难 王大娘${number}没领到`],
  ['马春生', `不适用 王大娘${number}`],
  ['马春生', `已办 1 王大娘${number}`],
  ['马春生', `我有个问题，王大娘${number}算不算`],
  ['王志强', `不同意 1 王大娘${number}`],
  ['王志强', `协调 1 王大娘${number}`],
  ['王志强', `退回 1 王大娘${number}`],
  ['周正平', `不发 1 王大娘${number}`],
  ['何晓燕', `暂停 石桥村 至 9月1日 王大娘${number}`],
];

test('in whatever form it is said, and whatever is under way, no trace of it is kept', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:30');
    await town.says('马春生', '逐题');
    await town.says('马春生', '否');
    town.takeEverything();
    for (const [who, text] of forms) {
      const changed = await changedBy(town, () => town.says(who, text));
      expect(
        changed.filter((key) => !traces.test(key)),
        text,
      ).toEqual([]);
      hears(town, who, identity);
    }
    await town.saysInGroup('马春生', `王大娘${number}没领到`, false);
    await town.saysInGroup('马春生', `王大娘${number}没领到`);
    hears(town, '马春生', identity);
    const bytes = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    await town.does((hub, id) => hub.photo({ from: town.account('马春生'), bytes, fileName: `${number}.jpg`, id }));
    town.takeEverything();
    for (const [key, dump] of await stored(town)) expect(`${key} ${dump}`).not.toContain(number);
    expect(JSON.stringify(town.logged)).not.toContain(number);
  }));
