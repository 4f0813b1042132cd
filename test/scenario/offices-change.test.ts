import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { established, nothingAsked, officers } from '../harness/ledger-town.js';
import { numberIn } from '../harness/requests.js';
import { play } from '../harness/scene.js';
import { spotChecks } from '../harness/spot-checks.js';
import type { Township } from '../harness/township.js';

const home = hamletWith(
  officers,
  nothingAsked,
  replace(
    files.roster,
    '  - { id: wang,',
    '  - { id: zheng, name: 郑海波, title: 副镇长, roles: [], accounts: [wxid_zheng] }\n  - { id: wang,',
  ),
  replace(files.roster, 'principal: wu, supervisor: wang', 'principal: wu, supervisor: zheng'),
);

/** The clerk edits the roster, and the bot takes it up. */
async function rosterSays(town: Township, ...changes: [before: string, after: string][]): Promise<void> {
  for (const [before, after] of changes) await replace(files.roster, before, after)(town.home);
  await town.pass('10s');
}

test('what waits for an office waits for whoever holds it, as soon as the roster file says who that is', () =>
  play({ at: '2026-08-20 09:00', prepare: home }, async (town) => {
    const reported = await established(town, '石桥村 会议记录没补签', '8月31日');
    const owed = await established(town, '东村 公开栏泡坏了', '8月31日');
    await town.says('吴永贵', `已改 ${reported} 补签了`);
    town.expects('吴永贵', '许敏看过才销号', /回执 \d+$/u);
    await town.says('李德明', `延期 ${owed} 2天 章在县里`);
    const request = numberIn(town.expects('李德明', '已转王志强副书记'));
    await town.pass('2m');
    town.takeEverything();
    await town.says('许敏', '待定');
    town.expects('许敏', `${reported}号`);

    await rosterSays(
      town,
      ['title: 纪检干事, roles: [discipline]', 'title: 纪检干事, roles: []'],
      ['title: 副镇长, roles: []', 'title: 副镇长, roles: [discipline]'],
      ['principal: li, supervisor: wang', 'principal: li, supervisor: zheng'],
    );
    await town.pass('2m');
    town.takeEverything();
    // He supervises 石桥村 and so does not judge what is mended there; what 东村 asks for is his to decide.
    await town.says('郑海波', '待定');
    const waiting = town.expects('郑海波', `${request}号`, `同意 ${request}`);
    expect(waiting).not.toContain(`${reported}号`);
    await town.says('王志强', '待定');
    expect(town.expects('王志强')).not.toContain(`${request}号`);
    await town.says('周正平', '待定');
    town.expects('周正平', `${reported}号`);
    await town.says('许敏', '待定');
    expect(town.expects('许敏')).not.toContain(`${reported}号`);

    await rosterSays(
      town,
      ['title: 副镇长, roles: [discipline]', 'title: 副镇长, roles: []'],
      ['title: 检查员, roles: [inspector]', 'title: 检查员, roles: [discipline]'],
    );
    await town.pass('2m');
    town.expects('罗勇', `${reported}号`, '补签了');
    await town.says('罗勇', '待定');
    town.expects('罗勇', `${reported}号`);
    await town.says('罗勇', `销号 ${reported}`);
    town.expects('罗勇', /回执 \d+$/u);
    await town.until('2026-08-21 09:10');
    town.expects('郑海波', `${request}号 东村请求延期`);
    await town.says('郑海波', `同意 ${request}`);
    town.expects('郑海波', `${request}号已同意`);
    await town.pass('2m');
    town.takeEverything();
  }));

test('a draw that still wants its number waits for whoever is an officer now', () =>
  play(
    {
      at: '2026-09-01 09:59',
      prepare: async (folder) => {
        await home(folder);
        await spotChecks({ cron: '0 10 1 9 *', units: ['shiqiao'], sample: 1 })(folder);
      },
    },
    async (town) => {
      await town.until('2026-09-01 10:05');
      town.takeEverything();
      await town.says('许敏', '待定');
      town.expects('许敏', '等报个数', '回：抽 数字');

      await rosterSays(
        town,
        ['title: 纪检干事, roles: [discipline]', 'title: 纪检干事, roles: []'],
        ['title: 检查员, roles: [inspector]', 'title: 检查员, roles: [discipline]'],
      );
      await town.pass('2m');
      town.takeEverything();
      await town.says('罗勇', '待定');
      town.expects('罗勇', '等报个数', '回：抽 数字');
      await town.says('许敏', '待定');
      expect(town.expects('许敏')).not.toContain('等报个数');
      await town.says('罗勇', '58');
      town.expects('罗勇', '抽出1家');
      await town.says('罗勇', '待定');
      expect(town.expects('罗勇')).not.toContain('等报个数');
      await town.pass('10m');
      town.takeEverything();
    },
  ));
