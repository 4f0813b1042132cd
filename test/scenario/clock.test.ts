import { expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { play } from '../harness/scene.js';
import { recordOf } from '../harness/township-books.js';
import { instant, type Township } from '../harness/township.js';

/** August's round is asked, and only 石桥村 still owes an answer on the day before the deadline. */
async function nearlyDone(town: Township): Promise<void> {
  await town.until('2026-08-25 09:05');
  for (const who of ['赵小梅', '何晓燕']) await town.says(who, '1是 2 3次 3无');
  await town.until('2026-08-31 10:00');
  town.takeEverything();
}

function raised(town: Township): string[] {
  return town.bot.world.alarms.raised().map(({ kind }) => kind);
}

async function outages(town: Township): Promise<unknown> {
  return town.bot.world.stores.household.outages(0, town.now());
}

test('a clock that runs two days ahead presses nobody: the operator is called, replies go on, and put right in time it was nothing', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await nearlyDone(town);
    town.clockJumpsTo('2026-09-02 10:00');
    await town.until('2026-09-02 10:10');
    town.expectsNothing();
    expect(raised(town)).toEqual(['clock-jump']);
    await town.says('马春生', '1是 2 3次');
    town.expects('马春生', '第3题');
    town.clockJumpsTo('2026-08-31 10:11');
    await town.until('2026-08-31 10:12');
    expect(raised(town)).toEqual([]);
    expect(await outages(town)).toEqual([]);
    await town.until('2026-09-02 08:55');
    town.takeAll('石桥村8月自查');
    expect((await recordOf(town, 'shiqiao')).level).not.toBe('press');
    await town.until('2026-09-02 09:10');
    town.expects('吴永贵', '石桥村8月自查');
  }));

test('a clock that runs two days ahead and stays is an outage: deadlines move, and nobody is pressed for days that never were', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await nearlyDone(town);
    town.clockJumpsTo('2026-09-02 10:00');
    await town.until('2026-09-02 10:14');
    town.expectsNothing();
    await town.until('2026-09-02 10:20');
    expect(raised(town)).toEqual([]);
    town.expects('马春生', '对不住', '8月自查截止改到9月4日（周五）18:00');
    await town.until('2026-09-07 08:59');
    town.takeAll('石桥村8月自查还没收到');
    town.expectsNothing();
    await town.until('2026-09-07 09:10');
    town.expects('吴永贵', '石桥村8月自查', '到期');
  }));

test('what a clock too far ahead has opened or called missed does not stand in the way once it is put right, and nothing opens twice', () =>
  play({ at: '2026-08-24 10:00', prepare: hamlet }, async (town) => {
    await town.until('2026-08-24 10:01');
    town.clockJumpsTo('2026-09-15 09:30');
    await town.until('2026-09-15 09:50');
    town.expects('何晓燕', '8月25日（周二）9:00发', '这一期没发');
    expect(raised(town)).toEqual(['missed-schedule']);
    town.clockJumpsTo('2026-08-24 10:30');
    await town.until('2026-08-24 10:31');
    expect(raised(town)).toEqual(['missed-schedule', 'clock-jump']);
    expect(await outages(town)).toEqual([{ from: instant('2026-08-24 10:01'), to: instant('2026-08-24 10:30') }]);
    await town.until('2026-08-25 09:05');
    expect(town.takeAll('8月自查，3题')).toHaveLength(3);
    // Half an hour ahead is nothing to doubt, and the next round opens early. Put right, it has opened.
    await town.until('2026-09-28 08:40');
    town.takeEverything();
    town.clockJumpsTo('2026-09-28 09:10');
    await town.until('2026-09-28 09:12');
    expect(town.takeAll('9月自查，3题')).toHaveLength(3);
    town.clockJumpsTo('2026-09-28 08:43');
    await town.until('2026-09-28 09:15');
  }));
