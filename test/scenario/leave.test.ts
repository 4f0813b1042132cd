import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { begun, hamletOfThree, numberIn, othersAnswer } from '../harness/requests.js';
import { play } from '../harness/scene.js';
import { recordOf } from '../harness/township-books.js';

/** Opened after work, so that what it asks waits overnight. */
const inTheEvening = replace(files.selfCheck, '0 9 25', '0 20 24');
const leave = (who: string, away: string) => replace(files.roster, `accounts: [${who}] }`, `accounts: [${who}], away: { ${away} } }`);

test('questions that waited overnight for somebody whose leave has begun go to the deputy, once', () =>
  play(
    { at: '2026-08-24 19:50', prepare: hamletWith(inTheEvening, leave('wxid_zhao', 'from: 2026-08-25, until: 2026-08-28, deputy: li')) },
    async (town) => {
      await town.until('2026-08-25 09:10');
      town.expects('李德明', '李德明同志：\n东村8月自查，3题');
      town.expects('马春生', '8月自查，3题');
      town.expects('何晓燕', '8月自查，3题');
      town.expectsNothing();
      await othersAnswer(town, ['李德明', '马春生', '何晓燕']);
      await town.until('2026-08-31 12:00');
      town.expectsNothing();
    },
  ));

test('with nobody to stand in the unit is not asked and not late, the clerk hears why, and it is asked when they are back', () =>
  play(
    { at: '2026-08-24 19:50', prepare: hamletWith(inTheEvening, leave('wxid_zhao', 'from: 2026-08-25, until: 2026-08-26')) },
    async (town) => {
      await town.until('2026-08-25 09:10');
      town.expects('马春生', '8月自查，3题');
      town.expects('何晓燕', '8月自查，3题');
      town.expects('何晓燕', '东村：赵小梅请假');
      town.expectsNothing();
      expect((await recordOf(town, 'dongcun'))?.state).toBe('unreached');
      await othersAnswer(town, ['马春生', '何晓燕']);
      await town.until('2026-08-27 08:00');
      town.expectsNothing();
      await town.until('2026-08-27 09:30');
      town.expects('赵小梅', '东村8月自查，3题');
    },
  ));

test('what was decided for somebody on leave waits until they are back', () =>
  play({ at: '2026-08-25 08:59', prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.until('2026-08-26 16:00');
    await town.says('赵小梅', '延期3天 会计住院');
    const no = numberIn(town.expects('赵小梅', '已转王志强副书记'));
    await town.until('2026-08-26 20:00');
    town.expects('王志强', '请求延期');
    await leave('wxid_zhao', 'from: 2026-08-27, until: 2026-08-30')(town.home);
    await town.until('2026-08-26 20:05');
    await town.says('王志强', `同意 ${no}`);
    town.expects('王志强', '已同意');
    await town.until('2026-08-31 08:00');
    town.expects('何晓燕', '东村：赵小梅请假到8月30日，没人代');
    town.expectsNothing();
    await town.until('2026-08-31 09:10');
    town.expects('赵小梅', '同意了');
  }));

test('a request that waited overnight for a leader who is on leave by then goes to the next one above', () =>
  play({ at: '2026-08-25 08:59', prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await leave('wxid_wang', 'from: 2026-08-27, until: 2026-09-04')(town.home);
    await town.until('2026-08-26 20:00');
    await town.says('赵小梅', '延期3天 会计住院');
    town.expects('赵小梅', '已转王志强副书记');
    await town.until('2026-08-27 09:10');
    town.expects('张建国', '请求延期', '会计住院');
  }));

test('a request that waited overnight for leaders who are all on leave by then is put to the first who is back, and shown above in time', () =>
  play({ at: '2026-08-25 08:59', prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await leave('wxid_wang', 'from: 2026-08-27, until: 2026-08-27')(town.home);
    await leave('wxid_zhang', 'from: 2026-08-27, until: 2026-08-27')(town.home);
    await town.until('2026-08-26 20:00');
    await town.says('赵小梅', '延期3天 会计住院');
    town.expects('赵小梅', '已转王志强副书记');
    await town.until('2026-08-27 20:00');
    town.takeAll('名单上新接不上');
    town.expectsNothing();
    await town.until('2026-08-28 09:10');
    town.expects('王志强', '东村', '会计住院');
    town.takeAll('名单上新接不上');
    town.expectsNothing();
    await town.until('2026-08-31 09:10');
    town.expects('张建国', '东村', '会计住院');
  }));

test('a reminder in the morning in which leave begins goes to the deputy, and somebody on leave is answered when they write', () =>
  play(
    { at: '2026-08-25 08:59', prepare: hamletWith(replace(files.selfCheck, 'remind: [{ at: -2wd }]', 'remind: [{ at: -118h }]')) },
    async (town) => {
      await begun(town);
      await othersAnswer(town, ['马春生', '何晓燕']);
      await leave('wxid_zhao', 'from: 2026-08-28, until: 2026-08-30, deputy: li')(town.home);
      await town.until('2026-08-28 09:10');
      town.expects('李德明', '东村', '8月自查', '还没收到');
      town.expectsNothing();
      await town.says('赵小梅', '1是 2 1次 3无');
      town.expects('赵小梅', '自查记下了', /回执 \d+$/u);
    },
  ));
