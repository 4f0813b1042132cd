import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { established, nothingAsked } from '../harness/ledger-town.js';
import { hears, play } from '../harness/scene.js';

const weekly = 'name: 周报\nkind: digest\ncron: "0 9 * * 1"\nto: [secretary]\n';
const home = hamletWith(
  replace(files.settings, 'pacing: false', 'pacing: false\nledger: { common: 2, recheck: false }'),
  nothingAsked,
  (folder) => writeFile(join(folder, 'schedules/weekly.yaml'), weekly),
);

test('the week’s digest counts findings, names what is stuck and with whom, and what several units have at once as a cause', () =>
  play({ at: '2026-09-07 09:30', prepare: home }, async (town) => {
    const first = await established(town, '东村 村务公开 公开栏没换', '9月9日');
    await established(town, '石桥村 村务公开 财务没贴', '9月30日');
    const third = await established(town, '石桥村 财务 少了签字', '9月30日');
    await town.pass('2m');
    await town.says('吴永贵', `已改 ${third} 补签了`);
    await town.pass('2m');
    await town.says('周正平', `销号 ${third}`);
    await town.until('2026-09-14 08:50');
    town.takeEverything();
    await town.until('2026-09-14 09:10');
    const text = town.takeEverything().get('张建国')?.join('\n') ?? '';
    expect(text).toContain('问题：新3，销号1，过期1');
    expect(text).toContain(`卡住：${first}号东村公开栏没换，9月9日起在王志强处`);
    expect(text).toContain('像是共性：2个单位村务公开都有问题，可一起定个办法');
  }));

test('what was reported mended and nobody looks at stays visible to whoever asked for it, with since when', () =>
  play({ at: '2026-09-07 09:30', prepare: home }, async (town) => {
    const no = await established(town, '东村 村务公开 公开栏没换', '9月30日');
    await town.pass('2m');
    await town.says('李德明', `已改 ${no} 换了`);
    await town.until('2026-09-14 12:00');
    const heard = town.takeEverything();
    expect(heard.get('周正平')?.filter((text) => text.includes('还等您看'))).toHaveLength(1);
    await town.says('周正平', '状态');
    hears(town, '周正平', `问题：在改0，待验收1，过期0⏎问题等您看：${no}号9月7日起`);
    await town.says('周正平', '台账');
    town.expects('周正平', '9月30日，待验收7天');
    await town.says('李德明', '状态');
    hears(town, '李德明', '问题：在改0，待验收1，过期0');
  }));
