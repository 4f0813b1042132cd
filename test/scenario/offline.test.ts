import { expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { hears, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

function raised(town: Township): string[] {
  return town.bot.world.alarms.raised().map(({ kind }) => kind);
}

test('while the account is logged out for two days nobody could answer: nobody is pressed, and the deadline moves by it', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:05');
    for (const who of ['赵小梅', '何晓燕']) await town.says(who, '1是 2 3次 3无');
    await town.until('2026-08-31 10:00');
    town.takeEverything();
    await town.world.hub.logOut();
    await town.until('2026-08-31 10:01');
    expect(raised(town)).toEqual([]);
    await town.until('2026-08-31 10:04');
    expect(raised(town)).toEqual(['logged-out']);
    await town.until('2026-09-02 10:00');
    town.expectsNothing();
    // The bot is restarted meanwhile: it was one outage all the same.
    await town.stop();
    town.world.hub.logIn();
    await town.start();
    await town.until('2026-09-02 10:05');
    expect(raised(town)).toEqual([]);
    hears(
      town,
      '马春生',
      '对不住，我8月31日10:00到今天10:00没在线。⏎那时发来的可能没收到，请再发一次。⏎8月自查截止改到9月3日（周四）18:00，⏎之前交的都算准时。⏎党政办 何晓燕',
    );
    await town.until('2026-09-04 08:59');
    town.takeAll('还没收到');
    town.expectsNothing();
    await town.until('2026-09-04 09:05');
    town.expects('吴永贵', '石桥村8月自查昨天18:00到期');
  }));

test('操作过于频繁: the account rests for ten minutes, also after a restart, and the operator is called', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    town.world.hub.faults.rejectNextAsTooFrequent();
    await town.until('2026-08-25 09:01');
    town.expectsNothing();
    expect(raised(town)).toEqual(['throttled']);
    await town.isDownUntil('2026-08-25 09:02');
    await town.until('2026-08-25 09:09');
    town.expectsNothing();
    expect(raised(town)).toEqual(['throttled']);
    await town.until('2026-08-25 09:12');
    expect(town.takeAll('8月自查，3题')).toHaveLength(3);
    expect(raised(town)).toEqual([]);
    // A receipt is refused in the same way: it comes when the account may speak again.
    town.world.hub.faults.rejectNextAsTooFrequent();
    await town.says('赵小梅', '1是 2 3次 3无');
    await town.until('2026-08-25 09:20');
    town.expectsNothing();
    await town.until('2026-08-25 09:25');
    town.expects('赵小梅', '东村8月自查记下了', '回执');
  }));
