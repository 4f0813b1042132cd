import { expect, test } from 'vitest';
import { hamletOfPostings } from '../harness/postings.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { numberIn, othersAnswer } from '../harness/requests.js';
import { hears, hearsWithReceipt, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const friday = { at: '2026-09-04 09:00', prepare: hamletOfPostings };

/** 赵小梅 is on leave for a week, and 孙国栋 has said that he stands in. */
async function covered(town: Township, days = '9.7到9.11'): Promise<string> {
  await town.says('赵小梅', `请假${days}，孙国栋代`);
  const no = numberIn(town.expects('赵小梅', '已问孙国栋接不接'));
  await town.pass('2m');
  town.expects('孙国栋', '请您代东村联络员');
  await town.says('孙国栋', '接');
  town.expects('孙国栋', '您代赵小梅');
  await town.pass('2m');
  town.expects('赵小梅', '不给您发');
  return no;
}

test('whoever declines is asked for nothing, and another may be named', () =>
  play(friday, async (town) => {
    await town.says('赵小梅', '请假9.7到9.11，孙国栋代');
    town.expects('赵小梅', '已问孙国栋接不接');
    await town.pass('2m');
    town.expects('孙国栋', '请您代东村联络员');
    await town.says('孙国栋', '待定');
    hears(town, '孙国栋', '等您定1件：⏎3号 赵小梅9月7日到11日请假，请您代⏎回：接 3');
    await town.says('孙国栋', '好的');
    town.expects('孙国栋', '接 3');
    await town.says('孙国栋', '不接');
    hearsWithReceipt(town, '孙国栋', '好，我去告诉赵小梅。');
    await town.pass('2m');
    hears(town, '赵小梅', '孙国栋不接，9月7日到11日的假照记。⏎换个人代，回：请假 日子 姓名代');
    await town.says('赵小梅', '请假 9.7-9.11 李德明代');
    hearsWithReceipt(town, '赵小梅', '记下，3号：9月7日到11日请假，⏎不给您发。⏎已问李德明接不接，有回音就告诉您。');
    await town.pass('2m');
    town.expects('李德明', '请您代东村联络员');
  }));

test('a deputy who does not answer is named to whoever goes on leave, and may still say yes', () =>
  play(friday, async (town) => {
    await town.says('何晓燕', '请假 赵小梅 9.7-9.11 孙国栋代');
    hearsWithReceipt(town, '何晓燕', '记下，3号：赵小梅9月7日到11日请假，⏎不给赵小梅发。⏎已问孙国栋接不接，有回音就告诉您。');
    await town.pass('2m');
    town.expects('孙国栋', '请您代东村联络员');
    await town.until('2026-09-07 18:30');
    hears(town, '赵小梅', '孙国栋还没回接不接，⏎9月7日到11日的假照记。⏎换个人代，回：请假 日子 姓名代');
    hears(town, '何晓燕', '孙国栋还没回接不接，⏎9月7日到11日的假照记。⏎换个人代，回：请假 赵小梅 日子 姓名代');
    await town.until('2026-09-08 09:00');
    town.expects('何晓燕', '东村：赵小梅请假到9月11日，没人代');
    await town.says('孙国栋', '接 3');
    town.expects('孙国栋', '您代赵小梅');
    await town.pass('2m');
    hears(town, '赵小梅', '好，9月7日到11日不给您发。⏎这几天找孙国栋，14日（周一）起再找您。');
    hears(town, '何晓燕', '好，9月7日到11日不给赵小梅发。⏎这几天找孙国栋，14日（周一）起再找赵小梅。');
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '都接得上，没有断链。');
  }));

test('what opens during a leave goes to the deputy, who is let go when it ends early; history keeps who answered', () =>
  play({ at: '2026-10-23 09:00', prepare: hamletOfPostings }, async (town) => {
    town.takeAll('任务');
    await covered(town, '10.26到10.30');
    await town.until('2026-10-26 09:10');
    town.expects('孙国栋', '东村10月自查，3题');
    for (const who of ['刘芳', '马春生', '何晓燕']) town.expects(who, '10月自查，3题');
    await othersAnswer(town, ['孙国栋', '刘芳', '马春生', '何晓燕']);
    await town.says('赵小梅', '我的 全部');
    town.expects('赵小梅', '请假：10月26日（周一）到10月30日（周五）');
    await town.says('孙国栋', '我的 全部');
    town.expects('孙国栋', '代班：赵小梅，10月26日到30日');
    await town.says('赵小梅', '销假');
    hearsWithReceipt(town, '赵小梅', '3号假销了，今天起照常找您。⏎孙国栋不用代了，我去说一声。');
    await town.pass('2m');
    hears(town, '孙国栋', '赵小梅回来了，您不用代了，谢谢。');
    await town.says('赵小梅', '改 2 2');
    town.expects('赵小梅', '第2题由1次改成2次');
    await town.says('张建国', '查 东村 10月');
    town.expects('张建国', '东村');
  }));

test('without anybody to stand in it is noted, and shows as a broken link to the clerk', () =>
  play({ at: '2026-10-21 09:00', prepare: hamletOfPostings }, async (town) => {
    town.takeAll('任务');
    await town.says('马春生', '请假 10.26到10.27');
    hearsWithReceipt(
      town,
      '马春生',
      '记下，3号：10月26日到27日请假，⏎不给您发。⏎还没人代，石桥村联络员这几天接不上。⏎要人代，回：请假 日子 姓名代',
    );
    await town.until('2026-10-23 15:10');
    town.takeAll('任务');
    town.expects('何晓燕', '石桥村：马春生请假到10月27日，没人代');
    await town.says('马春生', '撤销 3');
    hearsWithReceipt(town, '马春生', '3号假撤了，10月26日到27日照常找您。');
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '都接得上，没有断链。');
  }));

test('what cannot be is answered kindly, and what is missing may follow by itself', () =>
  play(
    { ...friday, prepare: hamletWith(hamletOfPostings, replace(files.roster, 'accounts: [wxid_sun] }', 'accounts: [] }')) },
    async (town) => {
      const troubles: [string, string, string][] = [
        ['赵小梅', '请假', '从哪天到哪天，请谁代？'],
        ['赵小梅', '请假 8.1到8.3', '这几天已经过了'],
        ['赵小梅', '请假 9.11到9.7', '后一天在前一天的前面'],
        ['赵小梅', '请假 9.7到9.11 孙国栋代', '孙国栋还没绑定，发不到，换一个人。\n可以请：李德明'],
        ['赵小梅', '请假 9.7到9.11 赵小梅代', '不能请自己代'],
        ['赵小梅', '请假 9.7到9.11 钱多多代', '名单里没有“钱多多”'],
        ['赵小梅', '请假 9.7到9.11 马春生代', '马春生不是您单位的'],
        ['赵小梅', '请假 马春生 9.7到9.11', '您只能给自己请假'],
        ['赵小梅', '销假', '您眼下没有请假'],
        ['赵小梅', '销假 马春生', '您只能给自己请假'],
        ['赵小梅', '接 3', '眼下没有等您接的'],
        ['何晓燕', '请假 钱多多 9.7到9.11', '名单里没有“钱多多”'],
      ];
      for (const [who, says, hearsWords] of troubles) {
        await town.says(who, says);
        town.expects(who, hearsWords);
        if (says.includes('孙国栋')) {
          await town.says(who, '李德明');
          town.expects(who, '已问李德明接不接');
          await town.says(who, '撤销 3');
          town.expects(who, '3号假撤了');
          await town.pass('2m');
          town.takeAll('');
        }
      }
      await town.says('李德明', '请假 9.8 没人代');
      town.expects('李德明', '9月8日请假');
      await town.says('赵小梅', '请假 9.7到9.11 李德明代');
      town.expects('赵小梅', '李德明那几天也请假，换一个人');
      expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
    },
  ));
