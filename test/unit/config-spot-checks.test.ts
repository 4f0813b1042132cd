import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import { load, removeHomes, rightFiles, writeHome } from '../harness/home-folder.js';
import { testSlips } from '../harness/slips.js';

afterAll(removeHomes);

const file = 'schedules/spot-check.yaml';
const right = `name: 作风抽查
kind: spot-check
cron: "0 10 8 9 *"
basis: 镇党委明察暗访安排
plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }
audience: { units: all, sample: 3 }
weights: { dongcun: 2 }
exclude:
  - { unit: qingshan, reason: 上月刚查过 }
perYear: 3
officer: discipline-secretary
question: 这会儿谁在？
deadline: 45m
`;
const least = `name: 抽查
kind: spot-check
cron: "0 10 8 9 *"
plan: { name: 计划, filing: 3号 }
audience: { sample: 1 }
officer: discipline-secretary
question: 谁在？
`;

async function loaded(text: string) {
  const home = await load(await writeHome({ ...rightFiles, [file]: text }));
  if (!home.ok) throw new Error(home.faults.map(formatFault).join('\n'));
  return home.config.schedules.get('spot-check');
}

describe('a spot check in a file', () => {
  it('is what it says', async () => {
    expect(await loaded(right)).toEqual({
      id: 'spot-check',
      name: '作风抽查',
      kind: 'spot-check',
      trigger: { kind: 'cron', cron: '0 10 8 9 *', workday: 'next' },
      basis: '镇党委明察暗访安排',
      urgent: false,
      plan: { name: '2026年明察暗访计划', filing: '青纪备〔2026〕3号' },
      audience: { units: 'all' },
      sample: 3,
      weights: { dongcun: 2 },
      exclude: [{ unit: 'qingshan', reason: '上月刚查过' }],
      perYear: 3,
      officer: 'discipline-secretary',
      ask: 'liaison',
      deadline: { kind: 'exact', ms: 45 * 60_000 },
      prompt: 'spot-check',
      questions: [{ id: 'now', type: 'text', text: '这会儿谁在？', optional: false, carry: false }],
      remind: [],
      escalate: [],
    });
  });

  it('leaves half an hour, asks the liaison and comes twice a year at most, unless it says otherwise', async () => {
    expect(await loaded(least)).toMatchObject({
      deadline: { kind: 'exact', ms: 30 * 60_000 },
      ask: 'liaison',
      perYear: 2,
      weights: {},
      exclude: [],
    });
  });

  it('is shown by an example that is right', async () => {
    const example = await readFile(new URL('../../examples/schedules/spot-check.yaml', import.meta.url), 'utf8');
    const text = example.replace('officer: discipline\n', 'officer: discipline-secretary\n');
    expect(await loaded(text)).toMatchObject({ name: '作风抽查', sample: 3, perYear: 2 });
  });

  testSlips(
    [
      {
        about: 'is refused without a plan, with how to mend it',
        file,
        from: /^name: 作风抽查\n([\s\S]*)plan:.*\n/,
        to: '‸name: 作风抽查\nkind: spot-check\ncron: "0 10 8 9 *"\n',
        says: '少了“plan”：检查、抽查要有计划、备过案才能做；请写上，如 plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }',
      },
      {
        about: 'is refused without a filing number',
        file,
        from: 'plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }',
        to: 'plan: ‸{ name: 2026年明察暗访计划 }',
        says: '少了“filing”',
      },
      { about: 'says how many are drawn', file, from: '{ units: all, sample: 3 }', to: '‸{ units: all }', says: '少了“sample”' },
      { about: 'draws one at least', file, from: 'sample: 3', to: 'sample: ‸0', says: '“sample”太小，最小 1' },
      {
        about: 'leaves half an hour at least, for the reason it gives',
        file,
        from: 'deadline: 45m',
        to: 'deadline: ‸29m',
        says: '“29m”太短，抽查至少给 30 分钟，路上、会上的人才来得及；请写 30m 以上',
      },
      {
        about: 'is over the same day',
        file,
        from: 'deadline: 45m',
        to: 'deadline: ‸1wd',
        says: '抽查是当场问一句，“1wd”太长；请写 30m 到 23h',
      },
      {
        about: 'weighs units that exist',
        file,
        from: 'weights: { dongcun: 2 }',
        to: 'weights: { ‸dongcum: 2 }',
        says: '名单里没有“dongcum”这个单位  （是不是 dongcun？）',
      },
      {
        about: 'weighs in whole numbers',
        file,
        from: 'weights: { dongcun: 2 }',
        to: 'weights: { dongcun: ‸0 }',
        says: '“dongcun”太小，最小 1',
      },
      {
        about: 'leaves out units that exist',
        file,
        from: 'unit: qingshan',
        to: 'unit: ‸qingshn',
        says: '名单里没有“qingshn”这个单位  （是不是 qingshan？）',
      },
      {
        about: 'leaves a unit out once',
        file,
        from: '  - { unit: qingshan, reason: 上月刚查过 }\n',
        to: '  - { unit: qingshan, reason: 上月刚查过 }\n  - { unit: ‸qingshan, reason: 又一次 }\n',
        says: '“qingshan”在 exclude 里写了两次，第 9 行已经有了',
      },
      {
        about: 'says why a unit is left out',
        file,
        from: '{ unit: qingshan, reason: 上月刚查过 }',
        to: '‸{ unit: qingshan }',
        says: '少了“reason”',
      },
      {
        about: 'is not drawn with a number of the secretary’s',
        file,
        from: 'officer: discipline-secretary',
        to: 'officer: ‸secretary',
        says: '报数的人不能是“secretary”：书记自己也在名单里，办公室管着机器；请写 discipline、discipline-secretary 或 inspector',
      },
      {
        about: 'suggests the role that was meant',
        file,
        from: 'officer: discipline-secretary',
        to: 'officer: ‸dicipline',
        says: '“officer”不能是“dicipline”，只能是：discipline、discipline-secretary、inspector  （是不是 discipline？）',
      },
      {
        about: 'needs somebody who types the number',
        file,
        from: 'officer: discipline-secretary',
        to: 'officer: ‸inspector',
        says: '“inspector”（检查员）没有人担任，这一步谁也收不到',
      },
      {
        about: 'has no reminders',
        file,
        from: 'perYear: 3\n',
        to: '‸remind: [{ at: -10m }]\nperYear: 3\n',
        says: '不认识“remind”，这里可以写：name、kind、cron、workday、node、before、time、plan、audience、weights、exclude、perYear、officer、ask、question、deadline、prompt、via、basis、urgent',
      },
      {
        about: 'finds an unknown template',
        file,
        from: 'deadline: 45m',
        to: 'deadline: 45m\nprompt: ‸spot-chek',
        says: '没有名叫“spot-chek”的模板  （是不是 spot-check？）',
      },
      {
        about: 'has units to draw from',
        file,
        from: '{ units: all, sample: 3 }',
        to: '‸{ units: [dongcun], kind: committee, sample: 3 }',
        says: '没有一个单位符合这里的条件',
      },
    ],
    { [file]: right },
  );
});
