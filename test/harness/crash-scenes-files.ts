/** What leaves the bot as a file: everything that is read for it, and the word that it was. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calendarFeed } from '../../src/application/export-calendar.js';
import { circularDocument } from '../../src/application/export-circular.js';
import { cycleWorkbook } from '../../src/application/export-cycle.js';
import { ledgerWorkbook } from '../../src/application/export-ledger.js';
import { reportDocument } from '../../src/application/export-report.js';
import { noteExport } from '../../src/application/note-export.js';
import type { Workbook } from '../../src/application/workbook-port.js';
import type { Heard, Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import { hamletOfThree } from './requests.js';
import type { Township } from './township.js';

const report = `name: 年度履责报告
kind: report
cron: "0 9 25 8 *"
audience: { units: [dongcun] }
ask: liaison
to: [supervisor]
deadline: 5wd
prompt: report
parts: [{ id: principal, text: 主体责任：定了哪些事？, label: 主体责任 }]
`;

/** Every row is asked for, as whoever writes them does. */
async function written({ sheets }: Workbook): Promise<void> {
  for (const { rows } of sheets) for await (const row of rows) if (row.length === 0) throw new Error('a row is empty');
}

async function exportsAll(town: Township): Promise<void> {
  const { world } = town.bot;
  const now = town.now();
  const clerk = world.config().roster.people.get('he');
  await written(ledgerWorkbook(world, 'operator', now));
  for (const cycle of await world.stores.cycles.openCycles()) {
    await written(await cycleWorkbook(world, cycle, 'operator', now));
    if (cycle.schedule.kind === 'report') await reportDocument(world, cycle.id, 'dongcun');
  }
  for (const { no } of await world.stores.circulars.openCirculars()) {
    const { reads } = await circularDocument(world, no, now);
    await noteExport(world, 'operator', { object: `circular/${no}`, reads }, 'circular', now);
  }
  if (clerk !== undefined) await calendarFeed(world, clerk, now);
}

/** What is said of the finding that was brought up last. */
function established(heard: Heard): string {
  const numbers = heard('周正平').flatMap((told) => /^记下，(\d+)号：东村/u.exec(told)?.[1] ?? []);
  return `立 ${numbers.at(-1) ?? ''} 9月18日`;
}

export const fileScenes: readonly Scene[] = [
  {
    name: 'everything is exported',
    at: '2026-08-25 08:59',
    prepare: hamletWith(
      hamletOfThree,
      anyTime,
      withoutBudget,
      replace(files.selfCheck, '0 9 25 * *', '0 9 25 8 *'),
      replace(files.settings, 'pacing: false', 'pacing: false\nledger: { recheck: false }'),
      (home) => writeFile(join(home, 'schedules/report.yaml'), report),
    ),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '4# 1 开会定了三件事', '2# 1是 2 3次 3无', '改 2 4'),
      ...says('周正平', '登记 检查 东村 村务公开 公开栏财务只到5月'),
      { who: '周正平', says: established },
      { until: '2026-09-04 10:00' },
      { act: 'everything is exported', run: exportsAll },
    ],
  },
];
