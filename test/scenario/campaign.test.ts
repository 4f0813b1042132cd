import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files, hamletWith } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import type { TownshipOptions } from '../harness/township.js';

const campaign = `name: 集中整治
kind: campaign
cron: "0 10 * * 5"
to: [secretary, discipline-secretary]
stages:
  - { id: own, name: 自查自纠, from: 2026-08-24, until: 2026-09-11 }
  - { id: look, name: 集中检查, from: 2026-09-14, until: 2026-09-30 }
themes:
  - { id: duty, name: 主体责任, schedules: [monthly-self-check] }
  - { id: board, name: 村务公开, fields: [disclosure] }
`;
const prepare: TownshipOptions['prepare'] = hamletWith((home) => writeFile(join(home, 'schedules', 'campaign.yaml'), campaign));

test('how a campaign stands is told by theme and by stage, in its weeks and to whoever asks', () =>
  play({ at: '2026-08-25 08:59', prepare }, async (town) => {
    await town.until('2026-08-25 10:00');
    town.takeEverything();
    await town.says('赵小梅', '1是 2 3次 3无');
    town.expects('赵小梅', '回执');
    await town.says('何晓燕', '登记 群众 东村 村务公开 公开栏财务只到5月');
    const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('何晓燕')) ?? [];
    await town.until('2026-08-25 10:30');
    town.expects('周正平', `${no}号`);
    await town.says('周正平', `立 ${no} 9月8日`);
    town.expects('周正平', '回执');
    await town.until('2026-08-25 11:00');
    town.expects('李德明', `${no}号`);
    await town.says('张建国', '专项');
    const standing =
      '集中整治（8月24日—9月30日）⏎第1环节：自查自纠，到9月11日（周五）⏎' +
      '〔主体责任〕⏎8月自查：3个单位交了1⏎〔村务公开〕⏎问题：新1，销号0，在改1⏎〔环节〕⏎' +
      '1 自查自纠（正在）：交1/3，新问题1，销号0⏎2 集中检查：9月14日开始⏎只看进展，不排名。';
    hears(town, '张建国', standing);
    await town.says('周正平', '专项 整治');
    hears(town, '周正平', standing);
    await town.says('李德明', '专项');
    hears(town, '李德明', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.until('2026-08-28 10:10');
    town.expects('张建国', '集中整治（8月24日—9月30日）');
    town.expects('周正平', '集中整治（8月24日—9月30日）');
    town.takeEverything();
    await town.says('张建国', '专项 消防');
    hears(town, '张建国', '没有叫“消防”的，看哪一个？现有：⏎集中整治⏎回：专项 名称');
  }));

test('outside its stages a campaign says nothing, and none is recorded as missed', () =>
  play(
    {
      at: '2026-09-29 09:00',
      prepare: hamletWith(
        (home) => writeFile(join(home, 'schedules', 'campaign.yaml'), campaign),
        (home) => rm(join(home, files.selfCheck)),
        (home) =>
          writeFile(
            join(home, 'schedules', 'monthly-self-check.yaml'),
            'name: 年底自查\nkind: self-check\ncron: "0 9 25 12 *"\nquestions: [{ id: a, type: yes-no, text: 开了吗？ }]\n',
          ),
      ),
    },
    async (town) => {
      await town.until('2026-11-20 18:00');
      town.takeEverything();
      expect(await town.bot.world.stores.rounds.since(0)).toEqual([]);
      await town.says('张建国', '专项');
      town.expects('张建国', '各环节都完了');
    },
  ));
