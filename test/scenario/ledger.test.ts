import { expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-09-09 09:00';
const jpg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 0xff, 0xd9);

/** What citizens said is brought up by the clerk; whoever oversees it hears of it. */
async function entered(town: Township): Promise<string> {
  await town.says('何晓燕', '登记 群众 东村 村务公开 公开栏财务只到5月');
  const [, no = ''] =
    /^记下，(\d+)号：东村，村务公开\n公开栏财务只到5月\n已转镇纪委，立不立由他们定。\n回执 /u.exec(town.expects('何晓燕')) ?? [];
  await town.pass('2m');
  hears(town, '周正平', `${no}号 东村有群众反映：公开栏财务只到5月⏎立为问题回：立 ${no} 期限⏎不立回：不立 ${no} 原因`);
  return no;
}

test('a complaint becomes a finding by a person’s word, is mended, sent back, mended again and closed by somebody else', () =>
  play({ at, prepare: hamlet }, async (town) => {
    const no = await entered(town);
    await town.says('李德明', `看 ${no}`);
    hears(town, '李德明', `没有您能动的${no}号。⏎看都有哪些回：台账`);
    await town.says('周正平', `立${no} 9月18日`);
    hearsWithReceipt(town, '周正平', `${no}号立了，李德明整改，期限9月18日（周五）。⏎我去告诉单位。`);
    await town.pass('2m');
    hears(
      town,
      '王志强',
      `东村有个问题，${no}号⏎公开栏财务只到5月⏎李德明整改，9月18日（周五）前；您分管，一同负责。⏎看看回：看 ${no}⏎镇纪委 周正平`,
    );
    hears(
      town,
      '李德明',
      `李德明同志：⏎东村有个问题，${no}号⏎9月9日看到：公开栏财务只到5月⏎期限：9月18日（周五）⏎` +
        `改好回：已改 ${no}，写一句怎么改的，可附照片⏎不是这么回事，回：异议 ${no} 理由⏎镇纪委 周正平`,
    );
    await town.says('李德明', `已改${no} 都贴上了`);
    hearsWithReceipt(town, '李德明', `收到。周正平看过才销号。⏎有照片就接着发，算在${no}号里。`);
    await town.pass('2m');
    hears(town, '周正平', `${no}号 东村报已改：公开栏财务只到5月⏎都贴上了⏎细看回：看 ${no}⏎回：销号 ${no} 或 退回 ${no} 原因`);
    await town.says('周正平', `退回${no} 只有总数没有明细`);
    hearsWithReceipt(town, '周正平', `${no}号退回了，我去告诉单位。`);
    await town.pass('2m');
    hears(town, '李德明', `${no}号还差一步：周正平看了，只有总数没有明细⏎补上再回“已改 ${no}”加一句，还是9月18日（周五）。`);
    await town.says('李德明', `销号${no}`);
    hears(town, '李德明', `自己的问题要别人来销。⏎改好回“已改 ${no}”加照片或一句话，我转周正平。`);
    await town.says('李德明', `已改${no} 明细补了`);
    town.expects('李德明', '周正平看过才销号');
    await town.pass('2m');
    town.expects('周正平', '报已改', '明细补了');
    await town.says('周正平', `销号${no}`);
    hearsWithReceipt(town, '周正平', `${no}号已销号，我去告诉单位。`);
    await town.pass('2m');
    hears(town, '李德明', `${no}号销号了，谢谢。⏎周正平经手，凭您说的。过些天会回头看一次。`);
  }));

test('a finding that is not mended in time is reminded of, pressed and brought to the leader, and an objection stops that', () =>
  play({ at, prepare: hamlet }, async (town) => {
    const no = await entered(town);
    await town.says('周正平', `立 ${no} 9月18日`);
    town.expects('周正平', '回执');
    await town.until('2026-09-16 08:59');
    town.expects('李德明', `${no}号`);
    town.expects('王志强', '您分管，一同负责');
    await town.until('2026-09-16 09:10');
    town.expects('李德明', `东村有一件快到了：\n问题${no}号，公开栏财务只到5月`, `办好回：已改 ${no}`);
    // A Sunday that is worked.
    await town.until('2026-09-20 09:10');
    town.expects('李德明', `东村${no}号问题，9月18日（周五）到期，还没报已改`);
    await town.says('李德明', `异议${no} 那天在换栏`);
    hearsWithReceipt(town, '李德明', `${no}号的异议记下了，周正平定之前不催您。`);
    await town.pass('2m');
    hears(
      town,
      '周正平',
      `${no}号 东村有异议：公开栏财务只到5月⏎李德明说：那天在换栏⏎您定之前不催。⏎说得对回：同意 ${no}⏎不对回：不同意 ${no} 原因`,
    );
    await town.until('2026-09-21 12:00');
    town.expectsNothing();
    await town.says('周正平', `不同意${no} 6月以后一直没贴`);
    hearsWithReceipt(town, '周正平', `${no}号还要改，我去告诉单位。`);
    await town.until('2026-09-21 14:40');
    town.expects('李德明', '还是要改：6月以后一直没贴');
    await town.until('2026-09-22 09:10');
    expect(town.expects('王志强')).toContain(`东村${no}号问题`);
    for (const who of ['王志强', '李德明']) {
      await town.says(who, '台账');
      hears(town, who, `问题：待整改1，整改中0，待验收0，过期1⏎${no}号 东村：公开栏财务只到5月⏎9月18日，过期4天`);
      await town.says(who, '逾期');
      town.expects(who, `问题${no}号，公开栏财务只到5月`);
    }
    await town.says('吴永贵', '台账');
    hears(town, '吴永贵', '您这里没有台账。');
  }));

test('whoever looks at a finding is sent the photos that were shown last, and nobody else is', () =>
  play({ at, prepare: hamlet }, async (town) => {
    const no = await entered(town);
    await town.says('周正平', `立 ${no} 9月18日`);
    town.expects('周正平', '回执');
    await town.pass('2m');
    town.expects('李德明', `${no}号`);
    town.expects('王志强', '您分管，一同负责');
    await town.says('李德明', `已改${no} 都贴上了`);
    town.expects('李德明', '有照片就接着发');
    await town.does((hub, id) => hub.photo({ from: town.account('李德明'), bytes: jpg, id }));
    town.expects('李德明', '照片');
    await town.pass('2m');
    town.expects('周正平', '报已改');
    await town.says('周正平', `看 ${no}`);
    town.expects('周正平', '9月9日报已改：都贴上了，照片1张');
    hears(town, '周正平', `${no}-1.jpg`);
    await town.says('吴永贵', `看 ${no}`);
    hears(town, '吴永贵', `没有您能动的${no}号。⏎看都有哪些回：台账`);
  }));

test('a unit brings up what it has found itself, need not name itself, and cannot do so for another', () =>
  play({ at, prepare: hamlet }, async (town) => {
    await town.says('赵小梅', '登记 公开栏让雨泡了');
    const [, no = ''] = /^记下，(\d+)号：东村/u.exec(town.expects('赵小梅', '公开栏让雨泡了', '已转镇纪委，立不立由他们定')) ?? [];
    await town.pass('2m');
    hears(town, '周正平', `${no}号 东村自查报来：公开栏让雨泡了⏎立为问题回：立 ${no} 期限⏎不立回：不立 ${no} 原因`);
    await town.says('赵小梅', '登记 石桥村 路灯不亮');
    hears(town, '赵小梅', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    await town.says('何晓燕', '登记 龙村 路灯不亮');
    town.expects('何晓燕', '登记要写哪家、什么事');
  }));
