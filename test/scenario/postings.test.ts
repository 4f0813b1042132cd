import { describe, expect, test } from 'vitest';
import { hamletOfPostings } from '../harness/postings.js';
import { numberIn } from '../harness/requests.js';
import { hears, hearsWithReceipt, play, worlds } from '../harness/scene.js';

const others = [{ id: 'wxid_zhou2', name: '周小兰' }];

describe.each(worlds)('over the %s world', (over) => {
  test('somebody goes on leave once a deputy has said yes, and somebody else leaves for good: scene 24', () =>
    play({ at: '2026-09-04 09:00', over, prepare: hamletOfPostings, others }, async (town) => {
      await town.says('赵小梅', '请假9.7到9.11，孙国栋代');
      hearsWithReceipt(town, '赵小梅', '记下，3号：9月7日到11日请假，⏎不给您发。⏎已问孙国栋接不接，有回音就告诉您。');
      await town.pass('2m');
      hears(town, '孙国栋', '孙国栋同志：赵小梅9月7日到11日请假，请您代东村联络员。⏎回：接 或 不接');
      await town.says('孙国栋', '接');
      hearsWithReceipt(town, '孙国栋', '好，9月7日到11日您代赵小梅，⏎东村联络员的事这几天找您。');
      await town.pass('2m');
      hears(town, '赵小梅', '好，9月7日到11日不给您发。⏎这几天找孙国栋，14日（周一）起再找您。');

      await town.says('何晓燕', '调离 刘芳 10月15日 周小兰接');
      const code =
        /码(\d{8})/u.exec(
          town.expects('何晓燕', /^刘芳手上2件：1号、2号任务\n都交周小兰。周小兰还没绑定，码\d{8}，当面给。\n对就回：确认$/u),
        )?.[1] ?? '';
      await town.says('何晓燕', '确认');
      town.expects('何晓燕', '10月15日（周四）起，\n柳湾村联络员由周小兰接。', /回执 \d+$/u);
      await town.says('周小兰', `绑定${code}`);
      town.expects('周小兰', '周小兰同志，绑好了');
      await town.until('2026-10-15 08:59');
      town.takeAll('绑好了');
      town.expectsNothing();
      await town.until('2026-10-15 09:00');
      hears(town, '刘芳', '刘芳同志，您手上2件已交周小兰，⏎今后不再给您发了。这几年辛苦您。');
      hears(
        town,
        '周小兰',
        '周小兰同志，柳湾村联络员从今天起是您。⏎接手2件：⏎1号任务，10月23日（周五）⏎2号任务，10月30日（周五）⏎' +
          '10月自查26日（周一）发题⏎以前答的归村里，不算您的。',
      );
      await town.says('周小兰', '已办 1 记录补齐了');
      town.expects('周小兰', '1', /回执 \d+$/u);
      await town.pass('2m');
      town.expects('何晓燕', '报已办');
      await town.says('刘芳', '状态');
      town.expects('刘芳', '您好，这里是青山镇责任田');
      expect(numberIn('3号')).toBe('3');
    }));
});
