/** What waits to be said of a finding, when somebody has said something of it before that goes out. */
import { test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { established, nothingAsked, officers } from '../harness/ledger-town.js';
import { play } from '../harness/scene.js';

const home = hamletWith(officers, nothingAsked);

test('a reminder that is queued is not said once somebody is asked for more time', () =>
  play({ at: '2026-09-08 11:00', prepare: hamletWith(home, replace(files.settings, 'to: "08:30"', 'to: "10:00"')) }, async (town) => {
    const no = await established(town, '东村 公开栏没换', '9月18日');
    await town.pass('2m');
    town.takeEverything();
    await town.until('2026-09-16 09:30');
    town.expectsNothing();
    await town.says('李德明', `延期 ${no} 3天 料没到`);
    town.expects('李德明', '定之前不催您');
    await town.until('2026-09-16 10:30');
    town.expects('王志强', '请求延期');
  }));
