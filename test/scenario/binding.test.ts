import { expect, test } from 'vitest';
import { files, hamlet, replace } from '../harness/hamlet.js';
import { hears, phone, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

/** Ma Chunsheng is in the roster, and nobody knows his account. */
const withoutMa = replace('roster.yaml', 'accounts: [wxid_ma] }', 'accounts: [] }');

/** The clerk asks for a code and reads it out. */
async function codeFor(town: Township, name: string): Promise<string> {
  await town.says('何晓燕', `绑定码 ${name}`);
  return readCode(town.expects('何晓燕', '的码：'));
}

function readCode(text: string): string {
  return /的码：(\d{8})\n/u.exec(text)?.[1] ?? '';
}

function wrong(code: string): string {
  return `${code.slice(0, 4)}${code.slice(4, 5) === '0' ? '1' : '0'}${code.slice(5)}`;
}

function fullWidth(digits: string): string {
  return [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
}

test.each(worlds)('a code is handed over by a person and binds whoever types it, over %s', async (over) => {
  await play({ at: '2026-08-24 15:00', over, prepare: withoutMa }, async (town) => {
    await town.says('何晓燕', '绑定码 马春生');
    const given = town.expects('何晓燕', '马春生');
    const code = readCode(given);
    expect(given).toBe(phone(`马春生（石桥村联络员）的码：${code}⏎用一次，8月25日（周二）18:00前有效。⏎请当面或电话告诉本人，别发群里。`));

    await town.says('陌生人', '你好，这是谁');
    hears(town, '陌生人', '您好，这里是青山镇责任田。⏎登记过的同志，请向镇党政办要码，⏎回：绑定 码⏎加错了不用理会。');
    await town.says('陌生人', '在吗');

    await town.says('陌生人', `绑定${wrong(code)}`);
    hears(town, '陌生人', '这个码不对，还能试2次。⏎记不清请再问镇党政办。');

    await town.says('陌生人', `绑定${fullWidth(code)}`);
    hears(
      town,
      '陌生人',
      '马春生同志，绑好了，您是石桥村联络员。⏎自查和提醒只在这里一对一发，⏎一周一般不超过5条，晚上和休息日不发。⏎怎么用回：帮助　存了您什么回：我的⏎不是本人回：不是我',
    );
    await town.until('2026-08-24 15:05');
    hears(town, '何晓燕', '马春生（石桥村联络员）绑好了，8月24日15:00。');

    await town.says('陌生人', '我的');
    town.expects('陌生人', '马春生，石桥村联络员');
    await town.until('2026-08-25 09:10');
    expect(town.takeAll('石桥村8月自查，5题')).toEqual(['陌生人']);
    town.takeEverything();
  });
});

test('a code is taken however it is typed, and several bindings are told in one message', async () => {
  const others = ['甲', '乙', '丙'].map((called) => ({ id: `wxid_${called}`, name: '何晓燕', called }));
  await play({ at: '2026-08-24 15:00', prepare: hamlet, others }, async (town) => {
    const typed: [string, string, (code: string) => string][] = [
      ['甲', '马春生', (code) => `绑定码：${code.slice(0, 4)} ${code.slice(4)}`],
      ['乙', '李德明', (code) => code],
      ['丙', '石桥村吴永贵', (code) => ` 绑定 ${fullWidth(code)}，谢谢`],
    ];
    for (const [account, person, words] of typed) {
      await town.says(account, words(await codeFor(town, person)));
      town.expects(account, '绑好了');
    }
    await town.until('2026-08-24 15:05');
    const told = town.expects(
      '何晓燕',
      '绑好了3位：',
      '马春生（石桥村联络员），8月24日15:00',
      '李德明（东村负责人）',
      '吴永贵（石桥村负责人）',
    );
    expect(told).not.toContain('绑定码');
  });
});

test('a new binding takes the old one’s place: the old account is a stranger’s, and what waits goes to the new one', async () => {
  await play({ at: '2026-08-24 18:30', prepare: hamlet }, async (town) => {
    await town.says('何晓燕', '绑定码 马春生');
    const given = town.expects('何晓燕', phone('马春生现在绑着一个号，⏎用了这个码，旧号就不算了。'));
    await town.until('2026-08-25 08:59');
    await town.says('陌生人', `绑定 ${readCode(given)}`);
    town.expects('陌生人', '马春生同志，绑好了');
    await town.until('2026-08-25 09:05');
    expect(town.takeAll('8月自查，3题').sort()).toEqual(['何晓燕', '赵小梅', '陌生人'].sort());
    hears(town, '何晓燕', '马春生（石桥村联络员）绑好了，8月25日8:59。');
    await town.says('马春生', '1是 2 3次 3无');
    town.expects('马春生', '回：绑定 码');
  });
});

test('不是我 ends a binding, in the roster’s file too; the clerk is told and nothing more is sent', async () => {
  await play({ at: '2026-08-24 15:00', prepare: hamlet }, async (town) => {
    await town.says('马春生', '不是我');
    hears(town, '马春生', '好，这个号不再算数，今后不给您发了。⏎镇党政办会知道。打扰了。');
    await town.until('2026-08-24 15:05');
    hears(town, '何晓燕', '绑给马春生的微信回了“不是我”，8月24日15:00，⏎已不算数，今后不给那个号发。⏎要重绑，回：绑定码 马春生');
    await town.says('马春生', '状态');
    town.expects('马春生', '请向镇党政办要码');
    await town.until('2026-08-25 09:05');
    expect(town.takeAll('8月自查，3题').sort()).toEqual(['何晓燕', '赵小梅'].sort());
    town.expects('何晓燕', '石桥村');
    const code = await codeFor(town, '马春生');
    await town.says('马春生', `绑定${code}`);
    town.expects('马春生', '马春生同志，绑好了');
    await town.until('2026-08-25 09:10');
    town.expects('何晓燕', '马春生（石桥村联络员）绑好了');
  });
});

test('不是我 is an answer in the midst of questions', async () => {
  await play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:05');
    town.takeEverything();
    for (const words of ['逐题', '是', '3次']) {
      await town.says('赵小梅', words);
      town.expects('赵小梅', '第');
    }
    await town.says('赵小梅', '不是我');
    town.expects('赵小梅', '东村8月自查记下了', '不是我', '回执');
  });
});

test.each(worlds)(
  'after a login under another account, those it does not know are suspended and the clerk is told, over %s',
  async (over) => {
    await play({ at: '2026-08-24 15:00', over, prepare: hamlet }, async (town) => {
      const store = () => town.bot.world.stores.bindings;
      await town.until('2026-08-24 15:01');
      expect(await store().ownAccount()).toBe(town.world.hub.bot.id);
      await town.isDownUntil('2026-08-24 15:02', replace(files.roster, 'wxid_ma]', 'wxid_unheard_of]'));
      await town.until('2026-08-24 15:03');
      expect(await store().all()).toMatchObject({ version: 0, suspended: [] });
      await store().noteOwnAccount('wxid_former_bot');
      await town.isDownUntil('2026-08-24 15:04');
      await town.until('2026-08-24 15:09');
      expect(await store().all()).toMatchObject({ suspended: ['wxid_unheard_of'] });
      expect(await store().ownAccount()).toBe(town.world.hub.bot.id);
      hears(town, '何晓燕', '机器人换号登录后，1位的微信认不出了：⏎马春生⏎先不给他们发，不算迟。⏎请一人一码重新绑，回：绑定码 姓名');
    });
  },
);

test('when the new login does not know the clerk either, the log says whom it does not know', async () => {
  await play({ at: '2026-08-24 15:00', prepare: hamlet }, async (town) => {
    await town.until('2026-08-24 15:01');
    await town.bot.world.stores.bindings.noteOwnAccount('wxid_former_bot');
    await town.isDownUntil('2026-08-24 15:02', replace(files.roster, 'wxid_he]', 'wxid_unheard_of]'));
    await town.until('2026-08-24 15:09');
    const heard = town.logged.filter(({ message }) => message === 'no clerk can be told');
    expect(heard).toMatchObject([{ level: 'warn', facts: { event: 'accounts-suspended', people: ['何晓燕'] } }]);
  });
});
