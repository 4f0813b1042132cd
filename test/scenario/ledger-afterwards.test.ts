/** Words and photos that come when a finding has been decided on. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hamletWith } from '../harness/hamlet.js';
import { established, nothingAsked, officers, shows } from '../harness/ledger-town.js';
import { hears, play } from '../harness/scene.js';

const at = '2026-09-08 11:00';
const home = hamletWith(officers, nothingAsked);

test('of what is closed it is said that it is, and by whom; a photo that comes behind is not kept', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 公开栏没换', '9月18日');
    await town.says('李德明', `已改 ${no} 换了`);
    town.expects('李德明', '有照片就接着发');
    await shows(town, '李德明');
    town.expects('李德明', '照片1张');
    await town.says('周正平', `销号 ${no}`);
    await town.pass('2m');
    town.takeEverything();
    for (const word of ['销号', '退回']) {
      await town.says('许敏', `${word} ${no} 看过了`);
      hears(town, '许敏', `${no}号9月8日已经销号了，周正平经手。`);
    }
    await shows(town, '李德明');
    hears(town, '李德明', `${no}号9月8日已经销号了，周正平经手。`);
    expect(await readdir(join(town.home, 'data/files'))).toHaveLength(1);
  }));

test('what was not established is not said to be, when somebody thinks better of it', () =>
  play({ at, prepare: home }, async (town) => {
    await town.says('许敏', '登记 东村 公开栏没换');
    const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('许敏')) ?? [];
    await town.says('许敏', `不立 ${no} 看错了`);
    town.expects('许敏', '不立');
    await town.says('许敏', `立 ${no} 9月18日`);
    hears(town, '许敏', `${no}号已经撤下，立不了。⏎还要立，请重新登记。`);
    for (const [text, heard] of [
      [`销号 ${no}`, `${no}号已经撤下，不用销号。`],
      [`重开 ${no} 9月18日`, `${no}号已经撤下，不用重开。`],
    ] as const) {
      await town.says('许敏', text);
      hears(town, '许敏', heard);
    }
    await town.pass('2m');
    town.takeEverything();
  }));

test('what was said with 已改 is not lost behind the photos that follow it', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 公开栏没换', '9月18日');
    await town.says('李德明', `已改 ${no} 换了新的`);
    town.expects('李德明', '有照片就接着发');
    for (let photo = 1; photo <= 2; photo += 1) {
      await shows(town, '李德明');
      town.expects('李德明', '照片1张');
    }
    await town.pass('2m');
    town.expects('许敏', `${no}号 东村报已改：公开栏没换\n换了新的，照片2张`);
    town.takeEverything();
    await town.says('许敏', `看 ${no}`);
    town.expects('许敏', '9月8日报已改：换了新的，照片2张');
    await town.pass('2m');
    expect(town.takeAll(/^\d+-\d\.jpg$/u)).toEqual(['许敏', '许敏']);
    await town.says('许敏', `退回 ${no} 看不清`);
    await town.pass('2m');
    await town.says('李德明', `已改 ${no} 重拍`);
    await shows(town, '李德明');
    await town.pass('2m');
    expect(town.takeEverything().get('许敏')?.join('\n')).toContain('重拍，照片3张');
    await town.says('许敏', `看 ${no}`);
    town.expects('许敏', '9月8日报已改：重拍，照片1张');
    await town.pass('2m');
    town.takeEverything();
  }));

test('what a unit asked for of a finding is over once the finding is another unit’s', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 公开栏没换', '9月18日');
    await town.pass('2m');
    town.takeEverything();
    await town.says('李德明', `延期 ${no} 3天 料没到`);
    const [, request = ''] = /^记下，(\d+)号/u.exec(town.expects('李德明')) ?? [];
    await town.pass('2m');
    town.expects('王志强', `${request}号 东村请求延期`);
    await town.says('许敏', `改派 ${no} 石桥村`);
    town.expects('许敏', `${no}号归石桥村了，吴永贵整改`);
    await town.pass('2m');
    town.expects('吴永贵', '9月18日（周五）');
    town.takeEverything();
    await town.says('王志强', `同意 ${request}`);
    hears(town, '王志强', `${request}号那件已经归了别家，不用再定。`);
    await town.pass('2m');
    await town.says('许敏', `看 ${no}`);
    town.expects('许敏', '待整改，9月18日（周五），吴永贵');
    town.takeEverything();
  }));

test('whoever was offered a finding does not get it once it is another unit’s', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 公开栏没换', '9月18日');
    await town.says('李德明', `改派 ${no} 赵小梅`);
    await town.pass('2m');
    expect(town.takeEverything().get('赵小梅')?.join('\n')).toContain('接');
    await town.says('许敏', `改派 ${no} 石桥村`);
    await town.pass('2m');
    town.takeEverything();
    await town.says('赵小梅', '接');
    expect(town.expects('赵小梅')).toMatch(/归了别家，不用再定/u);
    await town.says('许敏', `看 ${no}`);
    town.expects('许敏', '吴永贵');
    await town.pass('2m');
    town.takeEverything();
  }));
