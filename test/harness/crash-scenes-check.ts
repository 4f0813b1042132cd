/** A self-check from its opening to the next one, with all that people say to it. */
import type { Scene, Step } from './crash-scene.js';
import { files, hamletWith, replace } from './hamlet.js';
import { hamletOfThree } from './requests.js';
import type { Township } from './township.js';
import { reportReplies, reportState } from '../../src/application/report-state.js';
import { viewUnitFile } from '../../src/application/view-unit-answers.js';

export const jpg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);

export function says(who: string, ...texts: string[]): Step[] {
  return texts.map((text) => ({ who, says: text }));
}

/** What is due goes out at any hour, so that minutes lost in a crash do not become a night. */
export const anyTime = replace(files.settings, 'quietHours: [{ from: "19:00", to: "08:30" }]', 'quietHours: false');

/** What the clerk hears of a crash takes nothing from what else they are sent. */
export const withoutBudget = replace(files.settings, 'pacing: false', 'pacing: false\nbudget: false');

export const announced = replace(
  files.selfCheck,
  'prompt: self-check\n',
  'prompt: self-check\nannounce: { group: all-units, template: self-check-open }\n',
);

const whole = '1是 2 3次 3孙国栋 4无';
const withMore = hamletWith(
  hamletOfThree,
  anyTime,
  withoutBudget,
  announced,
  replace(files.selfCheck, 'label: 专题研究 }', 'label: 专题研究, follow-up: no, follow-up-text: 打算哪天开？, note: 党委会也算。 }'),
  replace(
    files.selfCheck,
    '  - { id: issue',
    '  - { id: keeper, type: text, text: 公章谁保管？, label: 公章, carry: true }\n  - { id: issue',
  ),
  replace(
    files.selfCheck,
    'label: 问题 }\n',
    'label: 问题 }\n  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月, optional: true }\n',
  ),
);

async function reports({ bot: { world } }: Township): Promise<void> {
  await reportState(world, world.clock.now());
  for (const { id } of await world.stores.cycles.openCycles()) await reportReplies(world, id);
}

/** The clerk opens the photo of an answer in the console. */
async function opensPhoto(town: Township): Promise<void> {
  const { world } = town.bot;
  const clerk = world.config().roster.people.get('he');
  const [cycle] = await world.stores.cycles.openCycles();
  if (clerk === undefined || cycle === undefined) throw new Error('there is no clerk, or no cycle');
  const board = (await world.stores.replies.latest(cycle.id, 'shiqiao'))?.answers['board'];
  const name = board?.type === 'photo' ? (board.files[0] ?? '') : '';
  await viewUnitFile(world, clerk, { cycle: cycle.id, unit: 'shiqiao', operationId: 'scene-1', name }, town.now());
}

export const checkScenes: readonly Scene[] = [
  {
    name: 'a round that is answered in every way',
    at: '2026-08-25 08:59',
    prepare: withMore,
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '题目', '逐题', '否', '下周三', '3次'),
      { who: '赵小梅', sends: 'photo', bytes: jpg },
      ...says('赵小梅', '孙国栋', '公开栏坏了'),
      { who: '马春生', says: '1是 2 3次' },
      { who: '马春生', says: '改 2 4' },
      { who: '马春生', recalls: 1 },
      { who: '马春生', says: '3马春生 4无' },
      { who: '马春生', sends: 'photo', bytes: jpg },
      { act: 'the photo is opened in the console', run: opensPhoto },
      ...says('马春生', '上面第二题搞错了，是5次', '对的'),
      ...says('何晓燕', '第1题党委会算不算', whole, '我的', '我的 8月', '帮助', '收到'),
      { who: '何晓燕', does: 'voice' },
      { until: '2026-08-25 14:00' },
      ...says('张建国', '状态', '进度', '进度 没有的'),
      ...says('赵小梅', '这次开会要带什么材料？'),
      { until: '2026-08-25 15:00' },
      { act: 'zhao refuses', run: (town) => town.world.hub.faults.refuse(town.account('赵小梅')) },
      { who: '赵小梅', says: '改 2 5' },
      { until: '2026-08-25 15:10' },
      { act: 'zhao accepts', run: (town) => town.world.hub.faults.accept(town.account('赵小梅')) },
      { fails: { kind: 'offline' } },
      { who: '马春生', says: '改 2 7' },
      { until: '2026-08-25 16:00' },
      { fails: { kind: 'unknown', reason: 'timed-out' } },
      { who: '马春生', says: '改 2 6' },
      { until: '2026-08-25 16:30' },
      ...['改 2 5', '改 2 8', '改 2 9'].flatMap((change, hour): Step[] => [
        { fails: { kind: 'refused', reason: 'too-frequent' } },
        { who: '马春生', says: change },
        { until: `2026-08-25 ${17 + hour}:00` },
      ]),
      { act: 'for other programs', run: (town) => reports(town) },
      // The next round begins, and the first one closes.
      { until: '2026-09-28 11:00' },
      { who: '赵小梅', says: '同上月' },
      { who: '赵小梅', says: '1是 2 1次 4无' },
      { who: '马春生', says: '1是 2 1次 3同上月 4无' },
      { who: '马春生', says: '3# 改 2 4' },
      { until: '2026-09-28 14:00' },
    ],
  },
  {
    name: 'a unit that answers only when the whole ladder has been climbed',
    at: '2026-08-25 08:59',
    prepare: hamletWith(hamletOfThree, anyTime, withoutBudget, announced),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('张建国', '催办 东村'),
      { until: '2026-08-28 12:00' },
      ...says('马春生', '说明 会计换人'),
      { until: '2026-09-02 12:00' },
      { who: '马春生', says: '1是 2 3次 3无' },
      ...says('李德明', '状态', '谁没交'),
      ...says('王志强', '状态', '谁没交', '进度 8月自查', '查 东村', '逾期', '待定', '台账', '断链'),
      ...says('何晓燕', '状态', '断链', '谁没交', '待定'),
      { who: '王志强', says: '谁没交', inGroup: true },
      { who: '王志强', says: '状态', inGroup: true },
      { who: '马春生', says: '1是 2 3次 3无', inGroup: true },
      { who: '马春生', says: '收到', inGroup: 'unmentioned' },
      { until: '2026-09-03 12:00' },
      ...says('王志强', '状态'),
      ...says('李德明', '说明 会计住院'),
      { until: '2026-09-04 12:00' },
      ...says('周正平', '状态', '待定', '查 东村'),
      ...says('张建国', '状态', '待定'),
      ...says('周正平', '放行', '放行 2 点名'),
      { until: '2026-09-04 15:00' },
      { who: '赵小梅', says: '1是 2 3次 3无' },
      { who: '赵小梅', says: '改 2 4' },
      ...says('王志强', '查 东村 8月'),
      { until: '2026-09-07 12:00' },
      ...says('周正平', '不发 1', '已经谈过', '放行 1'),
      { until: '2026-09-07 13:00' },
      ...says('何晓燕', '撤销 没有的', '撤销 8月自查', '是'),
      { until: '2026-09-07 15:00' },
      ...says('何晓燕', '发起 月度主体责任自查'),
      { until: '2026-09-07 17:00' },
    ],
  },
];
