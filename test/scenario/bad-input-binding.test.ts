import { expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-24 15:00';
const strangers = Array.from({ length: 8 }, (_, index) => ({ id: `wxid_s${index}`, name: '何晓燕', called: `生人${index}` }));
const options = { at, prepare: hamlet, others: strangers };

async function codeFor(town: Township, name: string): Promise<string> {
  await town.says('何晓燕', `绑定码 ${name}`);
  return /的码：(\d{8})\n/u.exec(town.expects('何晓燕', name))?.[1] ?? '';
}

function wrong(code: string): string {
  return `${code.slice(0, 7)}${code.endsWith('0') ? '1' : '0'}`;
}

async function ownersOf(town: Township): Promise<Record<string, string>> {
  const { bound } = await town.bot.world.stores.bindings.all();
  return Object.fromEntries(bound.map(({ person, account }) => [person, account]));
}

test('three wrong codes stop an account for an hour, the right one included, and the clerk is told', () =>
  play(options, async (town) => {
    const code = await codeFor(town, '马春生');
    for (const left of [2, 1]) {
      await town.says('生人0', `绑定 ${wrong(code)}`);
      town.expects('生人0', `这个码不对，还能试${left}次`);
    }
    await town.says('生人0', '绑定 123');
    hears(town, '生人0', '连着三次不对，先停一小时，⏎16:00以后再试。⏎记不清请再问镇党政办。');
    await town.says('生人0', `绑定 ${code}`);
    town.expects('生人0', '16:00以后再试');
    await town.until('2026-08-24 15:59');
    hears(town, '何晓燕', '有1个没登记的号连着三次绑错码，⏎各停一小时。⏎要是哪位记错了，回：绑定码 姓名');
    // Whoever goes on trying is not answered over and over.
    await town.says('生人0', code);
    town.expectsNothing();
    await town.until('2026-08-24 16:00');
    await town.says('生人0', code);
    town.expects('生人0', '马春生同志，绑好了');
    await town.until('2026-08-24 16:05');
    town.expects('何晓燕', '马春生（石桥村联络员）绑好了');
  }));

test('however many strangers go on trying after that, the clerk hears of it once', () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ id: `wxid_m${index}`, name: '何晓燕', called: `众${index}` }));
  return play({ ...options, others: many }, async (town) => {
    for (const { called } of many) for (const code of ['绑定 1', '绑定12345678', '绑定１２３４']) await town.says(called, code);
    expect(town.takeAll('还能试')).toHaveLength(14);
    expect(town.takeAll(/先停一小时|先前发的码都已作废/u)).toHaveLength(106);
    await town.until('2026-08-24 18:00');
    hears(
      town,
      '何晓燕',
      '有6个没登记的号连着三次绑错码，⏎各停一小时。⏎要是哪位记错了，回：绑定码 姓名⏎⏎一小时里绑错码超过20次，⏎没用的码都已作废。⏎还要绑的，请重新发，回：绑定码 姓名',
    );
  });
});

test('more than twenty wrong codes within an hour void all that are open', () =>
  play(options, async (town) => {
    const code = await codeFor(town, '马春生');
    for (let tried = 0; tried < 21; tried += 1) await town.says(`生人${Math.floor(tried / 3)}`, `绑定 ${wrong(code)}`);
    town.takeAll('还能试');
    expect(town.takeAll('先停一小时')).toHaveLength(6);
    hears(town, '生人6', '这个码不对。先前发的码都已作废，⏎请向镇党政办要个新码。');
    await town.says('生人7', code);
    town.expects('生人7', '先前发的码都已作废');
    await town.until('2026-08-24 15:05');
    town.expects('何晓燕', '有6个没登记的号连着三次绑错码', '一小时里绑错码超过20次，\n没用的码都已作废');
    await town.says('生人7', await codeFor(town, '马春生'));
    town.expects('生人7', '绑好了');
    await town.until('2026-08-24 15:10');
    town.expects('何晓燕', '绑好了');
  }));

test('a code that is too old, used up, or whose message arrives again binds nobody', () =>
  play(options, async (town) => {
    const old = await codeFor(town, '马春生');
    await town.until('2026-08-25 08:59');
    const first = await town.says('生人0', `绑定 ${old}`);
    town.expects('生人0', '马春生同志，绑好了');
    await town.again(first);
    await town.says('生人1', `绑定 ${old}`);
    town.expects('生人1', '这个码不对，还能试2次');
    await town.until('2026-08-25 09:05');
    town.takeEverything();
    const next = await codeFor(town, '李德明');
    await town.until('2026-08-26 18:00');
    town.takeEverything();
    await town.says('生人1', `绑定 ${next}`);
    hears(town, '生人1', '这个码过期了，请再向镇党政办要一个。');
    expect(await ownersOf(town)).toEqual({ ma: 'wxid_s0' });
  }));

test('a code typed by somebody who is bound to another person is refused kindly and void, and the clerk is told', () =>
  play(options, async (town) => {
    const code = await codeFor(town, '马春生');
    await town.says('赵小梅', `绑定 ${code}`);
    hears(town, '赵小梅', '这个码是给别人的，现在作废了。⏎您这个号已经绑好，不用再绑。');
    await town.says('生人0', `绑定 ${code}`);
    town.expects('生人0', '这个码不对');
    await town.until('2026-08-24 15:05');
    hears(town, '何晓燕', '马春生的码让赵小梅拿去用了，没绑上，已作废。⏎要新的，回：绑定码 马春生');
    await town.says('赵小梅', '绑定');
    town.expects('赵小梅', '您已经绑好了，是东村联络员。');
    await town.says('赵小梅', '58320417');
    town.expects('赵小梅', '没看懂');
    expect(await ownersOf(town)).toEqual({});
  }));

test.each([
  ['with the bot mentioned, by somebody known', '赵小梅', true],
  ['without a mention, by somebody known', '赵小梅', false],
  ['without a mention, by a stranger', '生人0', false],
  ['with a mention, by a stranger', '生人0', true],
])('a code shown in the group is void, and the group hears nothing: %s', (_how, who, mention) =>
  play(options, async (town) => {
    const code = await codeFor(town, '马春生');
    const id = await town.saysInGroup(who, `马春生的码是${code.slice(0, 4)} ${code.slice(4)}，20260825前有效`, mention);
    if (who === '赵小梅') hears(town, who, '群里那个码别人也看得见，已作废。⏎要新码请找镇党政办。');
    await town.again(id);
    await town.says('生人1', `绑定 ${code}`);
    town.expects('生人1', '这个码不对');
    await town.until('2026-08-24 15:05');
    town.expects('何晓燕', '马春生的码', '发到了群里，已作废', '回：绑定码 马春生');
  }),
);

test('numbers in the group that are no code are nobody’s business', () =>
  play(options, async (town) => {
    await codeFor(town, '马春生');
    await town.saysInGroup('赵小梅', '我的电话13800138000，编号20260825', false);
    await town.until('2026-08-24 15:05');
  }));

test('two who race for one code: one is bound, the other hears that it is wrong', () =>
  play(options, async (town) => {
    const code = await codeFor(town, '马春生');
    await Promise.all(['生人0', '生人1'].map((who) => town.says(who, `绑定 ${code}`)));
    const winners = town.takeAll('绑好了');
    const losers = town.takeAll('这个码不对');
    expect([...winners, ...losers].sort()).toEqual(['生人0', '生人1']);
    expect(winners).toHaveLength(1);
    await town.until('2026-08-24 15:05');
    town.expects('何晓燕', '马春生（石桥村联络员）绑好了');
  }));

test('a bot that dies between binding somebody and saying so says so when it is back, once', () =>
  play(options, async (town) => {
    const code = await codeFor(town, '马春生');
    const attempt = { code, account: 'wxid_s0', messageId: 'dying' };
    expect(await town.bot.world.stores.bindings.redeem(attempt, town.now())).toMatchObject({ kind: 'bound' });
    await town.isDownUntil('2026-08-24 15:02');
    await town.until('2026-08-24 15:10');
    town.expects('生人0', '马春生同志，绑好了');
    town.expects('何晓燕', '马春生（石桥村联络员）绑好了，8月24日15:00');
    await town.says('生人0', `绑定 ${code}`, { id: 'dying' });
    await town.until('2026-08-24 15:20');
  }));

test('a name proves nothing: a stranger called as the clerk is greeted once a day and gets no code', () =>
  play(options, async (town) => {
    for (const words of ['绑定码 马春生', '绑定 马春生', '不是我', '我是何晓燕', '绑定']) await town.says('生人0', words);
    town.expects('生人0', '登记过的同志');
    await town.says('生人0', '绑定\u200b码 ０'.padEnd(5_000, '９'));
    town.expects('生人0', '这个码不对');
    expect(await ownersOf(town)).toEqual({});
  }));

test('only the clerk gets codes, for people there are', () =>
  play(options, async (town) => {
    for (const who of ['张建国', '周正平', '赵小梅']) {
      await town.says(who, '绑定码 马春生');
      town.expects(who, '这个您这里看不了，也办不了');
    }
    await town.says('何晓燕', '绑定码 马春声');
    hears(town, '何晓燕', '名单里没有“马春声”，是马春生吗？⏎回：绑定码 马春生');
    await town.says('何晓燕', '绑定码 {{ 7 | times: 6 }}');
    town.expects('何晓燕', '名单里没有“{{ 7 | times: 6 }}”');
    await town.says('何晓燕', '绑定码');
    hears(town, '何晓燕', '给谁？⏎回：绑定码 姓名');
  }));
