import { expect, test } from 'vitest';
import { planAhead } from '../../src/application/plan-ahead.js';
import { files, hamlet, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

const paused = ['kind: self-check', 'paused: true\nkind: self-check'] as const;

async function stoodStill(town: Township): Promise<void> {
  for (const second of ['1s', '1s']) await town.pass(second);
}

test('a paused schedule lets its time pass without a trace, says so when asked, and goes on with its next time', async () => {
  const town = await Township.open({ at: '2026-08-25 08:30', prepare: hamlet });
  try {
    await replace(files.selfCheck, ...paused)(town.home);
    await stoodStill(town);
    await town.until('2026-08-25 09:20');
    town.expectsNothing();
    const { world } = town.bot;
    expect(planAhead(world, town.now(), 60).events).toEqual([]);
    for (const who of ['何晓燕', '张建国']) {
      await town.says(who, '状态');
      town.expects(who, '现在没有进行中的自查。', '停着不开：月度主体责任自查');
    }
    await town.says('赵小梅', '状态');
    expect(town.expects('赵小梅')).not.toContain('停着');

    await replace(files.selfCheck, paused[1], paused[0])(town.home);
    await stoodStill(town);
    await town.until('2026-08-25 10:00');
    town.expectsNothing();
    expect(await world.stores.cycles.missed(0)).toEqual([]);
    await town.until('2026-09-28 09:10');
    expect(town.takeAll('9月自查，3题').sort()).toEqual(['何晓燕', '赵小梅', '马春生'].sort());
    expect((await world.stores.cycles.openCycles()).map(({ id }) => id)).toEqual(['monthly-self-check-20260928-0900']);
  } finally {
    await town.close();
  }
});

test('a cycle that is open when its schedule is paused is asked for to its end, and a person may still open one', async () => {
  const town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  try {
    await town.until('2026-08-25 09:05');
    town.takeAll('8月自查，3题');
    await replace(files.selfCheck, ...paused)(town.home);
    await stoodStill(town);
    await town.until('2026-08-28 09:05');
    expect(town.takeAll('还没收到').sort()).toEqual(['何晓燕', '赵小梅', '马春生'].sort());
    for (const who of ['何晓燕', '赵小梅', '马春生']) await town.says(who, '1是 2 3次 3无');
    town.takeEverything();
    await town.until('2026-09-28 10:00');
    town.takeEverything();
    expect(await town.bot.world.stores.cycles.missed(0)).toEqual([]);
    expect((await town.bot.world.stores.cycles.cyclesSince(0)).map(({ id }) => id)).toEqual(['monthly-self-check-20260825-0900']);
    await town.says('何晓燕', '发起 月度主体责任自查');
    town.takeEverything();
    expect((await town.bot.world.stores.cycles.cyclesSince(0)).length).toBe(2);
  } finally {
    await town.close();
  }
});
