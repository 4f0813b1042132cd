import { expect, test } from 'vitest';
import { sessionMs } from '../../src/domain/sign-in.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 09:05';
const address = replace(files.settings, 'pacing: false', 'pacing: false\nconsole: { address: https://field.qingshan.example }');

/** Somebody asks for a code, and types it at a computer; returns the session. */
async function signsIn(town: Township, who: string): Promise<string> {
  await town.says(who, '登录');
  const [code = ''] = /\d{8}/.exec(town.expects(who, '登录码')) ?? [];
  const signedIn = await town.bot.world.stores.signIns.redeem(code, town.now() + sessionMs, town.now());
  if (signedIn.kind !== 'in') throw new Error(signedIn.kind);
  return signedIn.token;
}

const open = async (town: Township, token: string): Promise<boolean> =>
  (await town.bot.world.stores.signIns.session(token, town.now())) !== undefined;

test('登录 gives a code and says where to type it: the address, or the computer in the office', () =>
  play({ at, prepare: hamletWith(address) }, async (town) => {
    await town.says('何晓燕', '登录');
    const code = /^登录码 (\d{8})\n/u.exec(town.expects('何晓燕'))?.[1] ?? '';
    await town.says('何晓燕', '登录');
    const words = town.expects('何晓燕');
    const next = /\d{8}/u.exec(words)?.[0] ?? '';
    expect(next).not.toBe(code);
    expect(words).toBe(
      `登录码 ${next}\n10分钟内有效，用一次就作废。\n电脑上打开 https://field.qingshan.example 填上就行。\n别转给人，谁填就算是您。`,
    );
    await replace(files.settings, 'console: { address: https://field.qingshan.example }', '')(town.home);
    await town.pass('1s');
    await town.pass('1s');
    await town.says('赵小梅', '登陆');
    town.expects('赵小梅', '在办公室电脑的控制台里填上就行。');
  }));

test('我的 全部 tells since when one is signed in, and 不是我 ends that, also the code that nobody has typed', () =>
  play({ at, prepare: hamletWith() }, async (town) => {
    await town.says('马春生', '我的 全部');
    expect(town.expects('马春生', '存着您的')).not.toContain('登录');
    const token = await signsIn(town, '马春生');
    await town.until('2026-08-25 09:30');
    const other = await signsIn(town, '马春生');
    await town.says('马春生', '我的 全部');
    town.expects('马春生', '\n电脑上登录着：8月25日9:05、8月25日9:30起\n');
    await town.says('马春生', '登录');
    const [code = ''] = /\d{8}/.exec(town.expects('马春生')) ?? [];
    await town.says('马春生', '不是我');
    hears(town, '马春生', '好，这个号不再算数，今后不给您发了。⏎镇党政办会知道。打扰了。');
    for (const one of [token, other]) expect(await open(town, one)).toBe(false);
    expect(await town.bot.world.stores.signIns.redeem(code, town.now() + 1, town.now())).toEqual({ kind: 'wrong' });
    town.takeEverything();
  }));

test('whoever is taken out of the roster is signed out for good, and so is whoever has gone elsewhere', () =>
  play({ at, prepare: hamletWith() }, async (town) => {
    const ma = await signsIn(town, '马春生');
    const row = '  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n';
    await replace(files.roster, row, '')(town.home);
    await replace(files.roster, ', liaison: ma', '')(town.home);
    await town.pass('2s');
    await town.pass('2s');
    expect(await open(town, ma)).toBe(false);
    await replace(files.roster, 'units:', `${row}units:`)(town.home);
    await town.pass('2s');
    await town.pass('2s');
    expect(await open(town, ma)).toBe(false);
    await town.says('何晓燕', '调离 赵小梅 8月26日 李德明');
    await town.says('何晓燕', '是');
    await town.until('2026-08-25 18:00');
    town.takeEverything();
    const [zhao, li] = [await signsIn(town, '赵小梅'), await signsIn(town, '李德明')];
    await town.until('2026-08-26 01:00');
    expect(await open(town, zhao)).toBe(false);
    expect(await open(town, li)).toBe(true);
    town.takeEverything();
  }));
