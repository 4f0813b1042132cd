/** What must not come to anything, and how it is said. */
import { expect, test } from 'vitest';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-09-09 09:00';
const home = hamletWith(
  replace(
    files.roster,
    '  - { id: wang,',
    '  - { id: xu, name: 许敏, title: 纪检干事, roles: [discipline], accounts: [wxid_xu] }\n  - { id: wang,',
  ),
);

async function entered(town: Township, text: string): Promise<string> {
  await town.says('许敏', `登记 ${text}`);
  const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('许敏')) ?? [];
  return no;
}

async function established(town: Township, text: string): Promise<string> {
  const no = await entered(town, text);
  await town.says('许敏', `立${no} 9月18日`);
  town.expects('许敏', '我去告诉单位');
  await town.pass('2m');
  town.takeEverything();
  return no;
}

test('a date in the past, a unit that is none, a number that is none and words without a reason change nothing', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await entered(town, '东村 公开栏没换');
    await town.says('许敏', `立${no} 9月1日`);
    hears(town, '许敏', '期限要在今天以后，如：9月30日，或 7天');
    await town.says('许敏', `立${no} 2028年9月1日`);
    town.expects('许敏', '一年以内');
    await town.says('许敏', '登记 北村 路没修');
    town.expects('许敏', '登记要写哪家、什么事');
    await town.says('许敏', '立 99 9月18日');
    town.expects('许敏', '没有您能动的99号');
    await town.says('许敏', `不立 ${no}`);
    town.expects('许敏', `请加一句，回：不立 ${no} 说明`);
    await town.says('许敏', '没有这回事');
    town.expects('许敏', `${no}号不立`);
    await town.says('许敏', `立${no} 9月18日`);
    town.expects('许敏', `${no}号`);
    await town.pass('3d');
    town.expectsNothing();
  }));

test('whoever it concerns neither establishes, closes nor sends back, whatever else they are', () =>
  play(
    {
      at,
      prepare: hamletWith(
        home,
        replace(files.roster, 'name: 李德明, title: 支书, roles: []', 'name: 李德明, title: 支书, roles: [discipline]'),
      ),
    },
    async (town) => {
      const no = await entered(town, '东村 公开栏没换');
      await town.says('李德明', `立 ${no} 9月18日`);
      town.expects('李德明', `没有您能动的${no}号`);
      await town.says('许敏', `立 ${no} 9月18日`);
      town.expects('许敏', '李德明整改');
      await town.pass('2m');
      town.takeEverything();
      await town.says('李德明', `已改 ${no} 换了`);
      town.expects('李德明', '许敏看过才销号');
      for (const word of ['销号', '退回']) {
        await town.says('李德明', `${word} ${no} 好了`);
        town.expects('李德明', '自己的问题要别人来销');
      }
      await town.pass('2m');
      town.expects('许敏', '报已改');
    },
  ));

test('what was closed is not closed again, and of two who decide at once the first counts', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 公开栏没换');
    await town.says('许敏', `销号 ${no}`);
    town.expects('许敏', '还没报已改，先不动');
    await town.says('李德明', `已改 ${no}`);
    town.expects('李德明', '请写一句怎么改的，或附照片');
    await town.says('李德明', `已改 ${no} 换了`);
    town.expects('李德明', '许敏看过才销号');
    await town.says('李德明', `已改 ${no} 换了`);
    town.expects('李德明', '这句记过了');
    await town.pass('2m');
    town.takeEverything();
    await Promise.all([town.says('许敏', `销号 ${no}`), town.says('周正平', `退回 ${no} 看不清`)]);
    const heard = town.takeEverything();
    const words = [...(heard.get('许敏') ?? []), ...(heard.get('周正平') ?? [])].join('\n');
    expect(words.match(/回执/gu)).toHaveLength(1);
    await town.says('许敏', `看 ${no}`);
    expect(town.expects('许敏')).toMatch(/已销号|退回/u);
  }));

test('formulas, templates, endless words and numbers of identity cards stay words, or are refused', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 {{ 7 | times: 6 }} =HYPERLINK("x") <b>红包</b>');
    await town.says('李德明', `看 ${no}`);
    expect(town.expects('李德明')).toContain('{{ 7 | times: 6 }} =HYPERLINK("x") <b>红包</b>');
    await town.says('许敏', '登记 东村 王大娘补贴没到，11010519491231002X');
    town.expects('许敏', '身份证号');
    await town.says('李德明', `已改 ${no} 11010519491231002X`);
    town.expects('李德明', '身份证号');
    await town.says('许敏', `登记 东村 ${'长'.repeat(10_000)}`);
    hears(town, '许敏', '写短一点，500字以内。');
    await town.says('李德明', `已改 ${no} ${'改'.repeat(10_000)}`);
    expect(town.expects('李德明').length).toBeLessThan(400);
  }));

test('a photo that is too large behind 已改 is refused kindly, and no more are kept than anybody looks at', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 公开栏没换');
    await town.says('李德明', `已改 ${no} 换了`);
    town.expects('李德明', '有照片就接着发');
    const sends = (bytes: Uint8Array) =>
      town.does((hub, id) => hub.photo({ from: town.account('李德明'), bytes, fileName: 'photo.jpg', id }));
    const large = new Uint8Array(30 * 1024 * 1024);
    large.set([0xff, 0xd8, 0xff, 0xe0]);
    await sends(large);
    town.expects('李德明', '10');
    for (let photo = 1; photo <= 9; photo += 1) {
      await sends(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, photo]));
      town.expects('李德明', '照片1张');
    }
    await sends(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 99]));
    hears(town, '李德明', `${no}号已有9张，这张没存。`);
  }));

test('a finding outlives its owner and its unit: the next one mends it, or whoever oversees it gives it to another unit', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.says('何晓燕', '登记 东村 公开栏没换');
    const [, no = ''] = /^记下，(\d+)号/u.exec(town.expects('何晓燕')) ?? [];
    await town.pass('2m');
    town.takeEverything();
    await town.says('周正平', `立 ${no} 9月18日`);
    await town.pass('2m');
    town.takeEverything();
    const after = 'principal: zhao, supervisor: wang, liaison: zhao';
    await town.isDownUntil('2026-09-09 09:06', replace(files.roster, 'principal: li, supervisor: wang, liaison: zhao', after));
    await town.pass('1m');
    town.expects('赵小梅', `东村有个问题，${no}号`);
    town.takeEverything();
    const line = `  - { id: dongcun, name: 东村, kind: village, parent: qingshan, ${after} }\n`;
    await town.isDownUntil('2026-09-09 09:08', replace(files.roster, line, ''));
    await town.pass('1m');
    town.expects('周正平', `${no}号没人接：东村不在名单里了，问题还在。`, `归哪家，回：改派 ${no} 单位`);
    await town.says('周正平', '台账');
    town.expects('周正平', `${no}号 东村：公开栏没换`);
    await town.says('周正平', `改派 ${no} 石桥村`);
    town.expects('周正平', '吴永贵整改');
    await town.pass('2m');
    town.expects('吴永贵', `石桥村有个问题，${no}号`);
    town.expects('王志强', `石桥村有个问题，${no}号`);
  }));

test('a rung that the account refuses passes on at once, and the next one does not go out twice', () =>
  play({ at, prepare: home }, async (town) => {
    const no = await established(town, '东村 村务公开 公开栏没换');
    await town.until('2026-09-18 18:00');
    town.takeEverything();
    town.world.hub.faults.refuse(town.account('李德明'));
    await town.until('2026-09-21 09:10');
    town.expects('王志强', `东村${no}号问题，9月18日（周五）到期，还没改好`);
    await town.until('2026-09-24 18:00');
  }));
