import { describe, expect, test } from 'vitest';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { hears, liaisonsBut, play, worlds } from '../harness/scene.js';
import { recordOf, totals } from '../harness/township-books.js';

const roster = 'roster.yaml';
const alone = replace(roster, 'principal: song, supervisor: zheng', 'principal: song, supervisor: song');
const together = replace(roster, 'principal: song, supervisor: song', 'principal: song, supervisor: zheng');
const away = replace(roster, 'name: 彭小军, title: 联络员,', 'name: 彭小军, title: 联络员, away: { from: 2026-09-28, until: 2026-10-09 },');
const deputy = replace(roster, 'until: 2026-10-09 }', 'until: 2026-10-09, deputy: xie }');

async function broken(home: string): Promise<void> {
  await alone(home);
  await away(home);
}

async function mended(home: string): Promise<void> {
  await together(home);
  await deputy(home);
}

const found =
  '9月自查9月28日（周一）发，先查了一遍：⏎18个单位，3处接不上⏎1 上坪村：没有联络员⏎2 卫生院：负责人就是分管领导，自己管自己⏎' +
  '3 大塘村：彭小军请假到10月9日，没人代⏎补好前这3家不发，不算迟。⏎改好名单回：断链，我再查。';

describe.each(worlds)('over the %s world', (over) => {
  test('the afternoon before anything is asked, the clerk hears what does not connect, mends it, and asks again', () =>
    play({ at: '2026-09-24 14:50', over, prepare: broken }, async (town) => {
      await town.until('2026-09-24 14:59');
      town.expectsNothing();
      await town.until('2026-09-24 15:01');
      hears(town, '何晓燕', found);
      await town.isDownUntil('2026-09-24 15:02', mended);
      await town.says('何晓燕', '断链');
      hears(town, '何晓燕', '还有1处：上坪村没有联络员。');
      await town.until('2026-09-28 08:59');
      town.expectsNothing();
      await town.until('2026-09-28 09:30');
      town.expects('群', '今天开始');
      // Of the one that is left the clerk was told on the 24th.
      expect(town.takeAll('9月自查，5题').toSorted()).toEqual([...liaisonsBut('大塘村'), '谢莉'].toSorted());
    }));
});

test('what nobody mended is not asked and not late, and is asked the workday after it is mended', () =>
  play({ at: '2026-09-24 14:50', prepare: broken }, async (town) => {
    await town.until('2026-09-28 09:30');
    hears(town, '何晓燕', found);
    town.expects('群', '今天开始');
    expect(town.takeAll('9月自查，5题').toSorted()).toEqual(liaisonsBut('大塘村', '卫生院').toSorted());
    await town.until('2026-09-29 11:00');
    town.expectsNothing();
    expect(await totals(town)).toMatchObject({ pending: 15, unreached: 3 });
    await town.says('何晓燕', '谁没交');
    town.expects('何晓燕', '没发出去3', '大塘村，联络员请假没人代', '上坪村，缺联络员', '卫生院，自己管自己');
    await town.isDownUntil('2026-09-29 11:01', mended);
    await town.until('2026-09-30 09:30');
    expect(town.takeAll('9月自查，5题').toSorted()).toEqual(['谢莉', '韩雪'].toSorted());
    expect(await recordOf(town, 'weisheng')).toMatchObject({ state: 'pending', level: 'none' });
  }));

const sinceThen = replace(roster, 'principal: li, supervisor: wang, liaison: zhao', 'principal: li, supervisor: wang');
const forGood = replace(roster, ', away: { from: 2026-09-28, until: 2026-10-09 }, accounts: [wxid_peng]', ', accounts: []');

test('what broke after the clerk was told, or in another way than told, is told when it could not be asked', () =>
  play({ at: '2026-09-24 14:50', prepare: broken }, async (town) => {
    await town.until('2026-09-24 15:01');
    hears(town, '何晓燕', found);
    await town.until('2026-09-27 21:00');
    town.expectsNothing();
    await town.isDownUntil('2026-09-27 21:01', async (home) => {
      await sinceThen(home);
      await forGood(home);
    });
    await town.until('2026-09-28 09:30');
    town.expects('群', '今天开始');
    hears(
      town,
      '何晓燕',
      '9月自查有2家没发出去：⏎大塘村：彭小军还没绑定微信⏎东村：没有联络员⏎名单补好后，我下一个工作日再发；没发出去不算迟。',
    );
    town.takeAll('9月自查，5题');
  }));

test('with nobody running when it would have been looked for, the clerk hears of it at the opening', () =>
  play({ at: '2026-09-24 14:50' }, async (town) => {
    await town.isDownUntil('2026-09-28 09:10');
    await town.until('2026-09-28 09:40');
    town.expects('群', '今天开始');
    hears(town, '何晓燕', '9月自查有1家没发出去：⏎上坪村：没有联络员⏎名单补好后，我下一个工作日再发；没发出去不算迟。');
    town.takeAll('9月自查，5题');
  }));

test('a vacant post whose principal can be written to is asked through the principal a workday later, and the clerk is told so', () =>
  play(
    {
      at: '2026-08-24 14:50',
      prepare: hamletWith(
        replace(files.roster, 'liaison: ma }', 'liaison: nobody }'),
        replace(files.roster, 'units:', '  - { id: nobody, name: 没绑定, accounts: [] }\nunits:'),
      ),
    },
    async (town) => {
      await town.until('2026-08-24 15:01');
      hears(
        town,
        '何晓燕',
        '8月自查8月25日（周二）发，先查了一遍：⏎3个单位，1处接不上⏎1 石桥村：联络员没绑定还没绑定微信⏎补好前这家不发，不算迟。⏎其中1家隔一个工作日改问负责人。⏎改好名单回：断链，我再查。',
      );
      await town.until('2026-08-26 09:30');
      expect(town.takeAll('8月自查，3题').toSorted()).toEqual(['何晓燕', '赵小梅', '吴永贵'].toSorted());
    },
  ));

test('where all is well nothing is said before an opening, and one line to whoever asks', () =>
  play({ at: '2026-08-24 14:50', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 08:59');
    town.expectsNothing();
    for (const who of ['何晓燕', '张建国', '周正平', '王志强']) {
      await town.says(who, '断链');
      hears(town, who, '都接得上，没有断链。');
    }
    await town.says('赵小梅', '断链');
    town.expects('赵小梅', '这个您这里看不了，也办不了');
  }));

test('the clerk hears once for an opening, whatever restarts there are', () =>
  play({ at: '2026-09-24 14:50', prepare: broken }, async (town) => {
    await town.isDownUntil('2026-09-24 15:20');
    await town.until('2026-09-24 15:21');
    hears(town, '何晓燕', found);
    for (const at of ['2026-09-24 15:21', '2026-09-24 15:22', '2026-09-27 15:00']) await town.isDownUntil(at);
    await town.until('2026-09-28 08:59');
    town.expectsNothing();
  }));

test('in the evening only what is new is looked for, told the next morning, once, and not if it was mended by then', () =>
  play({ at: '2026-08-26 10:00', prepare: hamlet }, async (town) => {
    const vacant = replace(files.roster, 'liaison: ma }', '}');
    const filled = replace(files.roster, 'principal: wu, supervisor: wang, }', 'principal: wu, supervisor: wang, liaison: ma }');
    await town.until('2026-08-26 19:00');
    await town.isDownUntil('2026-08-26 19:01', vacant);
    await town.until('2026-08-27 08:29');
    town.expectsNothing();
    await town.until('2026-08-27 08:31');
    hears(town, '何晓燕', '名单上新接不上的有1处：⏎1 石桥村：没有联络员⏎补好前发不到的不发，不算迟。⏎改好名单回：断链，我再查。');
    await town.until('2026-08-29 12:00');
    town.expectsNothing();
    await town.isDownUntil('2026-08-29 12:01', filled);
    await town.until('2026-08-31 12:00');
    await town.isDownUntil('2026-08-31 19:01', vacant);
    await town.until('2026-08-31 20:01');
    await town.isDownUntil('2026-08-31 21:00', filled);
    await town.until('2026-09-01 12:00');
    town.expectsNothing();
  }));

test('what the clerk would mend is for the secretary when there is no clerk', () =>
  play({ at: '2026-08-26 10:00', prepare: hamlet }, async (town) => {
    await town.isDownUntil('2026-08-26 10:01', async (home) => {
      await replace(files.roster, 'roles: [clerk]', 'roles: []')(home);
      await replace(files.roster, 'liaison: ma }', '}')(home);
    });
    await town.until('2026-08-27 08:31');
    hears(
      town,
      '张建国',
      '名单上新接不上的有2处：⏎1 石桥村：没有联络员⏎2 没有党政办经办人⏎补好前发不到的不发，不算迟。⏎改好名单回：断链，我再查。',
    );
    await town.says('王志强', '断链');
    hears(town, '王志强', '还有1处：石桥村没有联络员。');
    await town.says('周正平', '断链');
    hears(town, '周正平', '还有2处：⏎1 石桥村：没有联络员⏎2 没有党政办经办人');
  }));

test('a leader is told of what they oversee, and who keeps the roster', () =>
  play({ at: '2026-08-26 10:00' }, async (town) => {
    await town.says('郑海波', '断链');
    hears(town, '郑海波', '还有1处：上坪村没有联络员。⏎名单由党政办何晓燕改。');
    await town.says('王志强', '断链');
    hears(town, '王志强', '都接得上，没有断链。');
  }));

test('somebody who holds posts in two units is noted last and stops nothing', () =>
  play(
    {
      at: '2026-08-26 10:00',
      prepare: hamletWith(
        replace(files.roster, 'principal: wu, supervisor: wang, liaison: ma', 'principal: wu, supervisor: wang, liaison: zhao'),
      ),
    },
    async (town) => {
      await town.says('何晓燕', '断链');
      hears(town, '何晓燕', '都接得上，没有断链。⏎留意：赵小梅一人在东村、石桥村');
    },
  ));

test('whom messages never reached stands among what does not connect, with how to mend it, until something arrives or they are bound anew', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet, others: [{ id: 'wxid_ma2', name: '马春生' }] }, async (town) => {
    const { faults } = town.world.hub;
    faults.refuse(town.account('马春生'));
    await town.until('2026-08-25 09:10');
    town.takeEverything();
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '还有1处：石桥村联络员马春生从没发到过，试了1条。⏎要重新绑定，回：绑定码 马春生');
    await town.says('王志强', '断链');
    hears(town, '王志强', '还有1处：石桥村联络员马春生从没发到过，试了1条。⏎名单由党政办何晓燕改。');

    await town.says('何晓燕', '绑定码 马春生');
    const [, code = ''] = /码：(\d{8})/u.exec(town.expects('何晓燕')) ?? [];
    await town.does((hub, id) => hub.say({ from: 'wxid_ma2', text: `绑定 ${code}`, id }));
    town.takeEverything();
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '都接得上，没有断链。');

    // Whoever was reached before is only told of when it happens again and again.
    faults.refuse(town.account('赵小梅'));
    await town.until('2026-08-28 09:10');
    const heard = async (): Promise<string> => {
      town.takeEverything();
      await town.says('周正平', '断链');
      return town.expects('周正平');
    };
    const sentAgain = async (): Promise<void> => {
      await town.says('何晓燕', '再发 2');
      await town.pass('2m');
    };
    expect(await heard()).toBe('都接得上，没有断链。');
    await sentAgain();
    expect(await heard()).toContain('还有1处：东村联络员赵小梅8月28日起2条都没发到。');
    faults.accept(town.account('赵小梅'));
    await sentAgain();
    expect(await heard()).toBe('都接得上，没有断链。');
    town.takeEverything();
  }));
