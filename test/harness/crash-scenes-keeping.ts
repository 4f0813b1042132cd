/** What is kept of people, shown to them and deleted in time; and what others ask of the bot: figures, seals, a restored store. */
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { checkHealth } from '../../src/application/check-health.js';
import { doubtSends } from '../../src/application/doubt-sends.js';
import { noteReads } from '../../src/application/note-read.js';
import { everyUnit } from '../../src/application/ports.js';
import { reportReplies } from '../../src/application/report-state.js';
import { sealAudit } from '../../src/application/seal-audit.js';
import { takeBackup, type Backup } from '../../src/application/take-backup.js';
import { takeFigures } from '../../src/application/take-figures.js';
import { verifyAudit } from '../../src/application/verify-audit.js';
import type { Heard, Scene, Step } from './crash-scene.js';
import { anyTime, jpg, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import { hamletOfThree } from './requests.js';
import type { Township } from './township.js';

const boundMs = 5_000;
const photo = replace(
  files.selfCheck,
  'label: 问题 }\n',
  'label: 问题 }\n  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月, optional: true }\n',
);
/** Deleted as soon as the settings allow. */
const shortly =
  'retention: { answers: 90d, drafts: 61d, files: 61d, requests: 90d, tasks: 90d, circulars: 90d, rounds: 60d, messages: 7d, acts: 60d }';
const task = 'name: 制度台账\nkind: task\ncron: "0 9 15 1 *"\nitems: [{ id: a, text: 《公务接待办法》, unit: dongcun, due: 2026-12-31 }]\n';
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

async function asksForAll(town: Township): Promise<void> {
  const { world } = town.bot;
  await takeFigures(world, town.now(), boundMs);
  await checkHealth(world, { holds: true, endedMs: 0 }, boundMs);
  for (const { id } of await world.stores.cycles.openCycles()) {
    await noteReads(world, 'operator', [{ object: id, unit: everyUnit }], 'replies', town.now());
    await reportReplies(world, id);
  }
  await verifyAudit(world.stores.audit, { committee: 'qingshan', kept: undefined, from: 2 });
}

async function* nothing(): AsyncIterable<never> {}

/** As far as it depends on the store: what a backup puts on the record, and what it looks at. */
async function takesBackup({ bot: { world } }: Township): Promise<void> {
  const vault = openVault(randomBytes(32));
  const snapshot = {
    audit: world.stores.audit,
    keyPrint: vault.print(),
    parts: nothing,
    keys: () => Promise.resolve(0),
    close: () => Promise.resolve(),
  };
  const backup: Backup = {
    id: 'one',
    by: 'operator',
    vault,
    files: { written: nothing, attachments: nothing },
    writer: { write: () => Promise.resolve({ bytes: 0, keys: 0, files: 0 }) },
    snapshot: () => Promise.resolve(snapshot),
  };
  await takeBackup(world, backup, world.clock.now());
}

/** What is said of the finding that was brought up last. */
function aboutFinding(word: string, text = ''): (heard: Heard) => string {
  return (heard) => {
    const numbers = heard('周正平').flatMap((told) => /^记下，(\d+)号：东村/u.exec(told)?.[1] ?? []);
    return `${word} ${numbers.at(-1) ?? ''} ${text}`.trim();
  };
}

export const keepingScenes: readonly Scene[] = [
  {
    name: 'what is kept of somebody, who has read it, and what they may delete',
    at: '2026-08-25 08:59',
    prepare: hamletWith(
      hamletOfThree,
      anyTime,
      withoutBudget,
      photo,
      replace(files.settings, 'pacing: false', 'custodian: zhou\npacing: false'),
    ),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '1是 2 3次 3无', '延期3天 会计住院'),
      { who: '赵小梅', sends: 'photo', bytes: jpg },
      { until: '2026-08-25 11:00' },
      ...says('张建国', '查 东村 8月'),
      { until: '2026-08-25 11:30' },
      { act: 'for whoever watches', run: asksForAll },
      { until: '2026-08-25 12:00' },
      ...says('赵小梅', '我的', '我的 全部', '我的 谁看过', '我的 请示'),
      ...says('马春生', '逐题', '是'),
      { who: '马春生', sends: 'photo', bytes: jpg },
      ...says('马春生', '我的 全部', '删 草稿'),
      { until: '2026-08-25 17:00' },
      { until: '2026-08-25 18:00' },
      ...says('张建国', '催办 石桥村'),
      // What was under way when the bot died has gone out by the next try: each leaves something for one death.
      ...['几点开会？', '在哪开会？', '谁来开会？', '开会带什么？', '开会穿什么？'].flatMap((question): Step[] => [
        { who: '赵小梅', says: question },
        { act: 'the store is a restored one', run: (town) => doubtSends(town.bot.world, town.now()) },
      ]),
      { until: '2026-08-25 18:30' },
      { meanwhile: 'audit.sign', another: (world) => sealAudit(world, world.clock.now() + 1, () => undefined) },
      { act: 'a backup is taken', run: takesBackup },
      ...says('张建国', '催办 镇党委'),
      { breaks: 'outbox.stillClaimed' },
      { until: '2026-08-25 19:00' },
    ],
  },
  {
    name: 'what has passed its time',
    // Whoever closes it at once hears that it was reported only when the bot has died in between.
    mayDiffer: [/号 东村报已改：公开栏没换/u, /finding-reported\/zhou/u],
    at: '2026-08-25 08:59',
    prepare: hamletWith(
      hamletOfThree,
      anyTime,
      withoutBudget,
      photo,
      replace(files.selfCheck, '0 9 25 * *', '0 9 25 8 *'),
      replace(files.settings, 'pacing: false', `${shortly}\npacing: false\nledger: { recheck: false }`),
      (home) => writeFile(join(home, 'schedules/task.yaml'), task),
      (home) => writeFile(join(home, 'schedules/report.yaml'), report),
    ),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '4# 1 开会定了三件事', '2# 1是 2 3次 3无'),
      ...says('马春生', '延期3天 会计住院'),
      { until: '2026-08-25 10:30' },
      ...says('王志强', '同意'),
      { until: '2026-08-25 11:00' },
      ...says('马春生', '逐题', '是'),
      { who: '马春生', sends: 'photo', bytes: jpg },
      { who: '何晓燕', says: '1是 2 3次 3无' },
      { who: '何晓燕', sends: 'photo', bytes: jpg },
      { act: 'ma refuses', run: (town) => town.world.hub.faults.refuse(town.account('马春生')) },
      { until: '2026-08-28 12:00' },
      { act: 'ma accepts', run: (town) => town.world.hub.faults.accept(town.account('马春生')) },
      { until: '2026-09-10 12:00' },
      ...says('何晓燕', '撤销 8月自查', '是', '撤销 2026年履责报告', '是'),
      { act: 'the tasks are gone', run: (town) => rm(join(town.home, 'schedules/task.yaml')) },
      { until: '2026-09-10 12:01' },
      ...says('周正平', '登记 东村 公开栏没换'),
      { who: '周正平', says: aboutFinding('立', '9月18日') },
      { until: '2026-09-10 12:10' },
      { who: '李德明', says: aboutFinding('已改', '换了') },
      { who: '李德明', sends: 'photo', bytes: jpg },
      { who: '周正平', says: aboutFinding('销号') },
      { until: '2026-12-12 12:00' },
      ...says('张建国', '查 镇党委 8月'),
    ],
  },
];
