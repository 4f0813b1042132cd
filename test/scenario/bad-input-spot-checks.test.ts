import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportState } from '../../src/application/report-state.js';
import { replace } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import { spotCheckFile, spotChecks, spotCheckText } from '../harness/spot-checks.js';
import type { Township } from '../harness/township.js';

const three = { units: ['shiqiao', 'caizheng', 'datang'], sample: 3 } as const;
const at = '2026-09-08 09:59';

async function asked(town: Township): Promise<void> {
  await town.until('2026-09-08 10:05');
  town.expects('许敏', '请您报个数');
  await town.says('许敏', '抽 58');
  town.expects('许敏', '数是58');
  await town.until('2026-09-08 10:07');
  for (const who of ['马春生', '钱玉', '彭小军']) town.expects(who, '抽查，随机抽到');
}

async function answers(town: Township, ...people: string[]): Promise<void> {
  for (const who of people) {
    await town.says(who, '都在，在对账');
    hearsWithReceipt(town, who, '记下了，谢谢。');
  }
}

/** Everybody but 大塘村 answers, and the officer is asked to telephone. */
async function oneSilent(town: Township): Promise<void> {
  await asked(town);
  await answers(town, '马春生', '钱玉');
  await town.until('2026-09-08 10:36');
  town.expects('许敏', '大塘村 没联系上，不等于不在岗', '核 大塘村 情况');
}

async function draws(town: Township) {
  const year = Date.parse('2026-01-01T00:00:00+08:00');
  return town.bot.world.stores.ledger.draws(year, town.now());
}

describe('the number of a draw', () => {
  it('is a whole one that a person can say; the first counts, whoever names another, and nobody is drawn by anything else', async () => {
    const prepare = async (home: string): Promise<void> => {
      await spotChecks(three)(home);
      await replace('roster.yaml', 'roles: [inspector]', 'roles: [discipline]')(home);
    };
    await play({ at, prepare }, async (town) => {
      await town.until('2026-09-08 10:05');
      for (const who of ['许敏', '罗勇']) town.expects(who, '请您报个数');
      for (const text of ['抽 0', '抽 -1', '抽 10^300', `抽 ${'9'.repeat(300)}`, '抽 1.5', '0']) {
        await town.says('许敏', text);
        hears(town, '许敏', '请报1到9位的整数，如 58。');
      }
      for (const text of ['抽 随便', '抽 一亿亿']) {
        await town.says('许敏', text);
        hears(town, '许敏', '没看懂是几。请报个整数，如 58。');
      }
      for (const who of ['张建国', '何晓燕', '马春生', '周正平']) {
        await town.says(who, '抽 58');
        town.expects(who, '您这里');
      }
      await town.until('2026-09-08 10:20');
      expect((await draws(town)).map(({ state, drawn }) => [state, drawn])).toEqual([['committed', []]]);

      await Promise.all([town.says('许敏', '抽 ７３'), town.says('罗勇', '抽七十四')]);
      const heard = town.takeEverything();
      const texts = [...(heard.get('许敏') ?? []), ...(heard.get('罗勇') ?? [])];
      expect(texts.filter((text) => text.includes('抽出3家')).length).toBe(1);
      expect(texts.filter((text) => /^第1批已经抽过，数是7[34]，(?:许敏|罗勇)报的。\n一批只认第一个数。$/u.test(text)).length).toBe(1);
      const [draw] = await draws(town);
      expect(['73', '74']).toContain(draw?.number?.digits);
      await town.says('许敏', '抽 5');
      town.expects('许敏', '第1批已经抽过');
      await town.until('2026-09-08 10:25');
      expect([...town.takeEverything().keys()].toSorted()).toEqual(['彭小军', '钱玉', '马春生'].toSorted());
    });
  });

  it('is no answer to something else, and an answer to something else is no number', async () => {
    const prepare = async (home: string): Promise<void> => {
      await spotChecks({ cron: '0 10 26 8 *', units: ['shiqiao', 'datang'], sample: 1 })(home);
      await writeFile(
        join(home, 'schedules', 'month.yaml'),
        'name: 月度自查\nkind: self-check\ncron: "0 9 26 8 *"\naudience: { units: [caizheng] }\nquestions:\n  - { id: talks, type: number, text: 谈了几次？ }\n',
      );
      await replace('roster.yaml', 'name: 钱玉, title: 联络员,', 'name: 钱玉, title: 联络员, roles: [discipline],')(home);
    };
    await play({ at: '2026-08-26 08:59', prepare }, async (town) => {
      await town.until('2026-08-26 10:05');
      town.expects('许敏', '请您报个数');
      town.expects('钱玉', '谈了几次');
      town.expects('钱玉', '请您报个数');
      await town.says('钱玉', '3');
      town.expects('钱玉', '记下了', '3');
      expect((await draws(town))[0]?.state).toBe('committed');
      await town.says('钱玉', '58');
      town.expects('钱玉', '数是58');
      await town.until('2026-08-26 10:10');
      town.takeAll('随机抽到');
    });
  });

  it('is waited for until the work hours end, asked for once more, and then nobody is drawn', async () => {
    await play({ at, prepare: spotChecks(three) }, async (town) => {
      await town.until('2026-09-08 10:05');
      town.expects('许敏', '请您报个数');
      await town.until('2026-09-08 11:05');
      town.expects('许敏', '还等您报个数', '今天18:00没人报，这批不抽');
      await town.until('2026-09-08 18:05');
      hears(town, '许敏', '抽查第1批没人报数，这批没抽，记下了。');
      await town.says('许敏', '抽 58');
      hears(town, '许敏', '第1批没人报数，已经过了，这批不抽。');
      expect((await town.bot.world.stores.cycles.missed(0)).map(({ schedule, reason }) => [schedule, reason])).toEqual([
        ['spot-check', 'no-number'],
      ]);
      await town.until('2026-09-10 12:00');
    });
  });

  it('that comes as people go home asks nobody before the next morning, and nobody learns whom until then', async () => {
    await play({ at: '2026-09-08 16:59', prepare: spotChecks({ cron: '0 17 8 9 *', ...three }) }, async (town) => {
      await town.until('2026-09-08 17:50');
      town.expects('许敏', '请您报个数');
      await town.says('许敏', '抽 58');
      town.expects('许敏', '明天9:00起发题，都有了结果告诉您。');
      await town.until('2026-09-09 08:59');
      for (const who of ['张建国', '许敏', '何晓燕']) {
        await town.says(who, '状态');
        expect(town.expects(who)).not.toMatch(/石桥|财政|大塘|抽查/u);
        await town.says(who, '抽签');
        expect(town.expects(who, '数已报，还没发题')).not.toMatch(/石桥|财政|大塘/u);
      }
      await town.says('许敏', '核 大塘村 人在');
      hears(town, '许敏', '大塘村没在问的抽查里。');
      expect((await reportState(town.bot.world, town.now())).cycles).toEqual([]);
      await town.until('2026-09-09 09:05');
      for (const who of ['马春生', '钱玉', '彭小军']) town.expects(who, '9:30前方便就回');
    });
  });
});

describe('the lot of a draw', () => {
  it('counts as it was frozen: a unit that has gone since is excused and named, and a changed file changes nothing', async () => {
    await play({ at, prepare: spotChecks({ ...three, sample: 5 }) }, async (town) => {
      await town.until('2026-09-08 10:05');
      town.expects('许敏', '要抽5家，能抽的只有3家，全抽');
      await town.isDownUntil('2026-09-08 10:06', async (home) => {
        const roster = join(home, 'roster.yaml');
        const text = await readFile(roster, 'utf8');
        await writeFile(roster, text.replace(/^ {2}- \{ id: datang,.*\n/mu, ''));
        await rm(join(home, spotCheckFile));
      });
      await town.says('许敏', '抽 58');
      town.expects('许敏', '抽出3家。', '其中1家不用查了，注明原因。');
      await town.until('2026-09-08 10:10');
      for (const who of ['马春生', '钱玉']) town.expects(who, '随机抽到');
      await answers(town, '马春生', '钱玉');
      await town.until('2026-09-08 10:12');
      town.expects('许敏', '抽2家', '大塘村 已不在名单，不查', '2家都有着落。抽签种子已公开。');
    });
  });

  it('leaves out, with the reason, who was drawn often enough, is left alone, or has nobody to be asked', async () => {
    const text = spotCheckText({ cron: '0 10 1,8 9 *', units: ['shiqiao', 'caizheng', 'datang', 'shangping', 'dongcun'], sample: 5 });
    const prepare = async (home: string): Promise<void> => {
      await spotChecks(three)(home);
      await writeFile(join(home, spotCheckFile), `${text}perYear: 1\nexclude: [{ unit: dongcun, reason: 上周刚去过 }]\n`);
    };
    await play({ at: '2026-08-31 09:59', prepare }, async (town) => {
      await town.says('何晓燕', '暂停 大塘村 至 9月4日');
      town.expects('何晓燕', '大塘村');
      await town.until('2026-09-01 10:05');
      town.takeAll('停到9月4日');
      town.expects('许敏', '能抽的只有2家', '不抽3家：', '东村，上周刚去过', '大塘村，暂停中', '上坪村，没人可问');
      await town.says('许敏', '抽 58');
      town.expects('许敏', '抽出2家');
      await town.until('2026-09-01 10:07');
      for (const who of ['马春生', '钱玉']) town.expects(who, '随机抽到');
      await answers(town, '马春生', '钱玉');
      await town.until('2026-09-01 10:10');
      town.expects('许敏', '种子已公开');
      await town.until('2026-09-08 10:05');
      town.expects('许敏', '能抽的只有1家', '石桥村，今年已查满', '财政所，今年已查满');
      expect((await draws(town)).map(({ lot }) => lot.candidates.map(({ unit }) => unit))).toEqual([['shiqiao', 'caizheng'], ['datang']]);
    });
  });

  it('is one of several: with two open, the officer says which, and each keeps its own number', async () => {
    const prepare = spotChecks({ units: ['datang'], sample: 1 }, { units: ['shiqiao'], sample: 1 });
    await play({ at, prepare }, async (town) => {
      await town.until('2026-09-08 10:05');
      const [first = 0, second = 0] = (await draws(town)).map(({ no }) => no);
      town.expects('许敏', `抽 ${first} 数字`, `抽 ${second} 数字`);
      await town.says('许敏', '58');
      hears(town, '许敏', `有2批在等数：${first}、${second}⏎回：抽 ${first} 数字`);
      await town.says('许敏', `抽 ${second} 58`);
      town.expects('许敏', '第2批，数是58');
      await town.says('许敏', '7');
      town.expects('许敏', '第1批，数是7');
      await town.until('2026-09-08 10:10');
      expect((await draws(town)).map(({ number, drawn }) => [number?.digits, drawn])).toEqual([
        ['7', ['shiqiao']],
        ['58', ['datang']],
      ]);
      expect(town.takeAll('随机抽到').toSorted()).toEqual(['彭小军', '马春生'].toSorted());
    });
  });

  it('lets no two batches of a year have one number, though one of them lapsed', async () => {
    const prepare = spotChecks({ units: ['datang'], sample: 1 }, { units: ['shiqiao'], sample: 1 }, { cron: '0 10 9 9 *', sample: 1 });
    await play({ at, prepare }, async (town) => {
      await town.until('2026-09-08 10:05');
      town.expects('许敏', '抽查第1批', '抽查第2批');
      await town.says('许敏', `抽 ${(await draws(town))[1]?.no} 58`);
      town.expects('许敏', '第2批，数是58');
      await town.until('2026-09-09 10:05');
      town.takeEverything();
      expect((await draws(town)).map(({ batch, state }) => [batch, state])).toEqual([
        [1, 'lapsed'],
        [2, 'calling'],
        [3, 'committed'],
      ]);
    });
  });
});

describe('a spot check beside a self-check', () => {
  it('gets what is no answer to the other, and the other its numbered answers; both carry numbers', async () => {
    const prepare = async (home: string): Promise<void> => {
      await spotChecks({ units: ['shiqiao'], sample: 1 })(home);
      await writeFile(
        join(home, 'schedules', 'month.yaml'),
        `name: 月度自查
kind: self-check
cron: "0 9 8 9 *"
audience: { units: [shiqiao] }
questions:
  - { id: done, type: yes-no, text: 查过没有？ }
  - { id: talks, type: number, text: 谈了几次？ }
  - { id: issue, type: text, text: 主要问题？ }
`,
      );
    };
    await play({ at: '2026-09-08 08:59', prepare }, async (town) => {
      await town.until('2026-09-08 10:05');
      town.expects('马春生', '自查，3题');
      town.expects('许敏', '请您报个数');
      await town.says('许敏', '58');
      town.expects('许敏', '数是58');
      await town.until('2026-09-08 10:07');
      town.expects('马春生', '不针对谁。（2#）');
      await town.says('马春生', '我在李家湾看水管，支书在村部');
      hearsWithReceipt(town, '马春生', '记下了，谢谢。');
      await town.says('马春生', '1是 2 3次 3无');
      town.expects('马春生', '自查记下了');
      await town.until('2026-09-08 10:09');
      town.expects('许敏', '种子已公开');
    });
  });
});

describe('whom a spot check did not reach', () => {
  it('is late nowhere, is pressed by nobody, and asks for nothing', async () => {
    await play({ at, prepare: spotChecks(three) }, async (town) => {
      await asked(town);
      await town.says('彭小军', '延期 1天 在开会');
      hears(town, '彭小军', '抽查这条不用请示，也不算您的事没办。⏎10:35前方便就回；走不开，会有人打个电话。');
      await answers(town, '马春生', '钱玉');
      await town.until('2026-09-08 10:36');
      town.expects('许敏', '大塘村 没联系上');
      for (const [who, text] of [
        ['张建国', '状态'],
        ['许敏', '谁没交'],
        ['王志强', '进度 作风抽查'],
        ['何晓燕', '状态'],
      ] as const) {
        await town.says(who, text);
        town.expects(who, '作风抽查（9月8日）：抽', '没联系上1，不等于不在岗');
      }
      await town.says('张建国', '逾期');
      hears(town, '张建国', '没有过期的。');
      await town.says('王志强', '查 大塘村');
      expect(town.expects('王志强', '作风抽查（9月8日）：没联系上，等电话问')).not.toMatch(/到期|没交|还没收到/u);
      await town.says('王志强', '催办 大塘村');
      expect(town.expects('王志强')).not.toContain('已催');
      await town.saysInGroup('张建国', '状态');
      expect(town.expects('群', '没联系上1')).not.toMatch(/大塘|石桥|财政/u);
      town.expects('张建国', '作风抽查');
      const [cycle] = (await reportState(town.bot.world, town.now())).cycles;
      expect(cycle).toMatchObject({ total: 3, answered: 2, late: 0, pending: 1 });
      await town.says('何晓燕', '撤销 作风抽查');
      expect(town.expects('何晓燕')).not.toContain('对就回：是');
      await town.until('2026-09-09 09:05');
      town.expects('许敏', '还差1家没问到', '核 大塘村 情况');
      await town.until('2026-09-11 18:00');
      town.expectsNothing();
    });
  });

  it('may still answer before the call, and the officer hears so; that ends it', async () => {
    await play({ at, prepare: spotChecks(three) }, async (town) => {
      await oneSilent(town);
      await town.until('2026-09-08 10:50');
      await town.says('彭小军', '刚散会，人都在');
      hearsWithReceipt(town, '彭小军', '记下了，谢谢。');
      await town.until('2026-09-08 10:52');
      const [draw] = await draws(town);
      hears(town, '许敏', `抽查第1批：⏎大塘村10:50回了，不用再打电话。⏎3家都有着落。抽签种子已公开。⏎要看要验，回：抽签 ${draw?.no}`);
      const [cycle] = (await reportState(town.bot.world, town.now())).cycles;
      expect(cycle).toMatchObject({ answered: 3, late: 0, pending: 0 });
      await town.says('许敏', '核 大塘村 人在');
      hears(town, '许敏', '大塘村10:50已经回了，不用打电话。');
    });
  });

  it('is entered by an officer alone, of units that were drawn and are silent; what is said afterwards stands beside it', async () => {
    await play({ at, prepare: spotChecks(three) }, async (town) => {
      await asked(town);
      await town.says('许敏', '核 大塘村 没人接');
      hears(town, '许敏', '大塘村10:35前还能自己回，到时再打。');
      await answers(town, '马春生', '钱玉');
      await town.says('钱玉', '所长在县局');
      hearsWithReceipt(town, '钱玉', '记下了，谢谢。');
      await town.until('2026-09-08 10:36');
      town.expects('许敏', '没联系上');
      await town.says('许敏', '抽查');
      town.expects('许敏', '有的在打电话问', '财政所：都在，在对账；所长在县局（10:07）', '大塘村：没联系上');
      for (const who of ['张建国', '何晓燕', '彭小军', '王志强']) {
        await town.says(who, '核 大塘村 人在');
        town.expects(who, '您这里');
      }
      for (const [text, reply] of [
        ['核 石桥村 人在', '石桥村10:07已经回了，不用打电话。'],
        ['核 东村 人在', '东村没在问的抽查里。'],
        ['核 大塘', '写上是哪家，回：核 单位 情况'],
        ['核', '写上是哪家，回：核 单位 情况'],
        ['核 大塘村', '电话里怎么说的？回一句就行，⏎如 人在县里培训'],
      ] as const) {
        await town.says('许敏', text);
        hears(town, '许敏', reply);
      }
      await town.says('许敏', '打通了，在县里培训');
      hears(town, '许敏', '大塘村：电话核实，在县里培训。⏎3家都有着落。抽签种子已公开。');
      await town.until('2026-09-08 10:40');
      town.expects('彭小军', '不用再回');
      await town.says('许敏', '核 大塘村 培训通知看过了');
      hears(town, '许敏', '大塘村：又记一次，电话核实，培训通知看过了。');
      await town.says('彭小军', '下午就回村');
      hearsWithReceipt(town, '彭小军', '记下了，谢谢。⏎刚才已电话问过，这句记在后面。');
      const [draw] = await draws(town);
      expect(draw?.calls.map(({ said }) => said.map(({ words }) => words))).toEqual([['打通了，在县里培训', '培训通知看过了']]);
      await town.says('彭小军', `抽签 ${draw?.no}`);
      town.expects('彭小军', '大塘村：电话核实，培训通知看过了（许敏）', '种子 ');
      await town.says('彭小军', '我的 全部');
      town.expects('彭小军', '抽查电话记的：2条，回“抽签”看');
      await town.until('2026-09-08 18:30');
      await town.says('彭小军', '今天忙完了');
      expect(town.expects('彭小军')).not.toContain('记下了');
    });
  });

  it('has its minutes anew when the bot was away in them', async () => {
    await play({ at, prepare: spotChecks(three) }, async (town) => {
      await asked(town);
      await answers(town, '马春生', '钱玉');
      await town.isDownUntil('2026-09-08 10:40');
      await town.until('2026-09-08 11:05');
      town.takeAll('对不住');
      town.expectsNothing();
      await town.until('2026-09-08 11:12');
      town.expects('许敏', '大塘村 没联系上');
    });
  });
});
