import { describe, expect, test } from 'vitest';
import { readCommand } from '../../src/domain/command.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 09:05';
const address = replace(files.settings, 'pacing: false', 'pacing: false\nconsole: { address: https://field.qingshan.example/ }');

async function token(town: Township, who: string, words = '日历'): Promise<string> {
  await town.says(who, words);
  return /\nhttps:\/\/field\.qingshan\.example\/calendar\/([\w-]{43})\.ics\n/u.exec(town.expects(who, '您的日历地址'))?.[1] ?? '';
}

const holder = (town: Township, one: string): Promise<string | undefined> => town.bot.world.stores.calendarLinks.holder(one);

test('日历 gives an address once; 日历 换 gives another in its place, and 日历 停 none', () =>
  play({ at, prepare: hamletWith(address) }, async (town) => {
    const first = await token(town, '王志强');
    expect(await holder(town, first)).toBe('wang');
    await town.says('王志强', '订阅日历');
    hears(town, '王志强', '您8月25日要过一个日历地址，还能用。⏎地址只说一次，找不到了回：日历 换⏎旧的马上作废。不用了回：日历 停');
    const second = await token(town, '王志强', '日历 换');
    expect(await holder(town, first)).toBeUndefined();
    expect(await holder(town, second)).toBe('wang');
    for (const words of ['日历 停', '日历停', '删 日历']) {
      await town.says('王志强', words);
      hears(town, '王志强', '日历地址停了，拿着它也看不到您的期限了。⏎再要回：日历');
    }
    expect(await holder(town, second)).toBeUndefined();
  }));

test('我的 全部 tells that one has an address, and 不是我 ends it', () =>
  play({ at, prepare: hamletWith(address) }, async (town) => {
    await town.says('马春生', '我的 全部');
    expect(town.expects('马春生', '存着您的')).not.toContain('日历');
    const one = await token(town, '马春生');
    await town.says('马春生', '我的 全部');
    town.expects('马春生', '\n日历地址：8月25日给的，停用回：日历 停\n');
    await town.says('马春生', '不是我');
    town.takeEverything();
    expect(await holder(town, one)).toBeUndefined();
  }));

test('without an address of the console it is said who has to see to it, and nothing is made', () =>
  play({ at, prepare: hamletWith() }, async (town) => {
    await town.says('王志强', '日历');
    hears(town, '王志强', '日历地址还给不了，办公室要先设好网址。⏎麻烦跟党政办何晓燕说一声。');
    expect(await town.bot.world.stores.calendarLinks.holders()).toEqual([]);
  }));

test('in a group nothing of it is said', () =>
  play({ at, prepare: hamletWith(address) }, async (town) => {
    await town.saysInGroup('王志强', '日历', true);
    expect([...town.takeEverything().values()].flat().join('\n')).not.toContain('https://');
    expect(await town.bot.world.stores.calendarLinks.holders()).toEqual([]);
  }));

test('the address of whoever is taken out of the roster is void for good', () =>
  play({ at, prepare: hamletWith(address) }, async (town) => {
    const one = await token(town, '马春生');
    const row = '  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n';
    await replace(files.roster, row, '')(town.home);
    await replace(files.roster, ', liaison: ma', '')(town.home);
    await town.pass('2s');
    await town.pass('2s');
    expect(await holder(town, one)).toBeUndefined();
    town.takeEverything();
  }));

describe('what is no wish about one’s calendar', () => {
  test.each(['日历上写着明天开会', '日历换成新的了，挂在村部', '手机日历打不开'])('%s', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });
});
