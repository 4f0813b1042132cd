/** What keeps the bot itself in order: codes and accounts, broken links, changed files, outages, sends that fail; and the rounds. */
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptClock } from '../../src/application/accept-clock.js';
import { createFile, editFile, type FileEdit, type NewFile } from '../../src/application/edit-file.js';
import { sessionMs } from '../../src/domain/sign-in.js';
import { minuteMs } from '../../src/domain/time.js';
import type { Heard, Scene, Step } from './crash-scene.js';
import { announced, anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import { hamletOfThree } from './requests.js';
import type { Township } from './township.js';

function codeOf(heard: Heard): string {
  return /的码：(\d{8})\n/u.exec(heard('何晓燕').findLast((text) => text.includes('的码：')) ?? '')?.[1] ?? '';
}

/** As the console does it. */
async function signsIn(town: Township, person: string): Promise<void> {
  const { signIns } = town.bot.world.stores;
  const now = town.now();
  const code = await signIns.issue({ person, until: now + minuteMs, by: person }, now);
  await signIns.redeem(code, now + sessionMs, now);
}

const leavesOut =
  (...passages: string[]) =>
  async (town: Township): Promise<void> => {
    for (const passage of passages) await replace(files.roster, passage, '')(town.home);
  };

const digest = 'name: 每周周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary, discipline-secretary]\n';
const ownNudge = 'name: 每周咬耳扯袖\nkind: nudge\ncron: "0 10 * * 3"\nworkday: next\nto: [principal, supervisor]\nlibrary: own.md\n';
const reminder = 'name: 值班表提醒\nkind: reminder\ncron: "0 9 26 8 *"\nto: [clerk]\ntemplate: reminder\n';

const anEdit: FileEdit = { id: 'an-edit-1', file: { folder: 'templates', name: 'no-cycles' }, text: '眼下没有要收的。\n', was: null };

const aSchedule: NewFile = { id: 'a-schedule-1', file: { folder: 'schedules', name: 'made-here' }, text: digest };

async function library(home: string, texts: string): Promise<void> {
  await mkdir(join(home, 'templates'), { recursive: true });
  await writeFile(join(home, 'templates/own.md'), texts);
}

export const householdScenes: readonly Scene[] = [
  {
    name: 'codes, accounts and strangers',
    at: '2026-08-24 15:30',
    prepare: hamletWith(anyTime, withoutBudget, replace(files.roster, 'accounts: [wxid_ma] }', 'accounts: [] }')),
    others: [{ id: 'wxid_second', name: '又一个' }],
    // A stranger is greeted once a day, and a code that nobody has read is made anew. Whoever shows a code in the group waits for no answer,
    // and does not say it again when the one there is was lost; the code is void, and the clerk hears of it.
    // What was tried or refused and got no answer is said again, and counts again.
    mayDiffer: [/您好，这里是/u, /\/welcome: /u, /code-issued/u, /：群里那个码|码不对|先停一小时|这个号不再算数|反映问题不在/u],
    steps: [
      ...says('何晓燕', '绑定码 马春生'),
      ...says('陌生人', '你好', '我要举报书记收钱', '绑定 11111111'),
      { who: '陌生人', says: (heard) => `绑定 ${codeOf(heard)}` },
      { until: '2026-08-24 16:00' },
      ...says('何晓燕', '绑定码 李德明'),
      { who: '王志强', says: (heard) => `码是 ${codeOf(heard)}`, inGroup: 'unmentioned' },
      { until: '2026-08-24 16:30' },
      ...says('吴永贵', '不是我'),
      { who: '李德明', says: '我要举报书记收钱' },
      { who: '李德明', recalls: 1 },
      { until: '2026-08-24 17:00' },
      { who: '又一个', says: '绑定 22222222' },
      { who: '又一个', says: '绑定 33333333' },
      { who: '又一个', says: '绑定 44444444' },
      { until: '2026-08-24 17:30' },
      ...says('又一个', '绑定 22222222'),
      ...says('何晓燕', '绑定码 周正平'),
      { who: '周正平', says: (heard) => `绑定 ${codeOf(heard)}` },
      { until: '2026-08-24 17:30:30' },
      { act: 'login', run: (town) => town.bot.world.stores.bindings.noteOwnAccount('wxid_former_bot') },
      { act: 'wang is not known', run: (town) => replace(files.roster, '[wxid_wang]', '[wxid_unheard_of]')(town.home) },
      { act: 'again', run: (town) => town.isDownUntil('2026-08-24 17:31') },
      { until: '2026-08-24 18:00' },
    ],
  },
  {
    name: 'codes for the console, and sessions that end with whoever they are of',
    at: '2026-08-24 15:30',
    prepare: hamletWith(anyTime, withoutBudget),
    // A code that nobody has read is made anew; sessions end as soon as one of the tries to end them comes through.
    mayDiffer: [/登录码/u, /sign-in-code/u, /电脑上登录着/u, /这个号不再算数/u, /新文件已生效/u, /files-changed/u],
    steps: [
      ...says('李德明', '登录'),
      { act: 'li signs in', run: (town) => signsIn(town, 'li') },
      ...says('李德明', '我的 全部'),
      { act: 'wu signs in', run: (town) => signsIn(town, 'wu') },
      ...says('吴永贵', '不是我'),
      { act: 'ma signs in', run: (town) => signsIn(town, 'ma') },
      {
        act: 'ma is taken out',
        run: leavesOut('  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n', ', liaison: ma'),
      },
      { act: 'it is seen', run: (town) => town.pass('1s') },
      { act: 'it is taken up', run: (town) => town.pass('1s') },
      { until: '2026-08-24 18:00' },
    ],
  },
  {
    name: 'addresses of calendars, and one that ends with whoever it is of',
    at: '2026-08-24 15:30',
    prepare: hamletWith(
      anyTime,
      withoutBudget,
      replace(files.settings, 'pacing: false', 'pacing: false\nconsole: { address: https://field.qingshan.example }'),
    ),
    // An address is said once: whoever asks again because that was lost is told that there is one.
    mayDiffer: [/您的日历地址|要过一个日历地址/u, /这个号不再算数/u, /新文件已生效/u, /files-changed/u],
    steps: [
      ...says('李德明', '日历', '日历 换', '我的 全部', '日历 停'),
      ...says('吴永贵', '日历', '不是我'),
      ...says('马春生', '日历'),
      {
        act: 'ma is taken out',
        run: leavesOut('  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n', ', liaison: ma'),
      },
      { act: 'it is seen', run: (town) => town.pass('1s') },
      { act: 'it is taken up', run: (town) => town.pass('1s') },
      { until: '2026-08-24 18:00' },
    ],
  },
  {
    name: 'sends that fail, posts that nobody holds, and an outage',
    // The clerk was told of it before the opening: by itself it is no message.
    mayDiffer: [/dongcun\/unreached/u],
    at: '2026-08-24 14:50',
    prepare: hamletWith(
      anyTime,
      withoutBudget,
      announced,
      replace(files.roster, 'liaison: zhao }', 'liaison: nobody }'),
      replace(files.roster, 'units:', '  - { id: nobody, name: 没绑定, accounts: [] }\nunits:'),
    ),
    steps: [
      { until: '2026-08-24 15:30' },
      { act: 'ma refuses', run: (town) => town.world.hub.faults.refuse(town.account('马春生')) },
      { until: '2026-08-25 10:00' },
      { until: '2026-08-26 10:00' },
      { act: 'the principal refuses as well', run: (town) => town.world.hub.faults.refuse(town.account('吴永贵')) },
      { until: '2026-08-27 12:00' },
      { fails: { kind: 'refused', reason: 'too-frequent' } },
      { until: '2026-08-27 15:00' },
      { fails: { kind: 'unknown', reason: 'timed-out' } },
      { until: '2026-08-28 10:00' },
      { act: 'out', run: (town) => town.isDownUntil('2026-08-31 16:00') },
      { until: '2026-08-31 17:00' },
      { fails: { kind: 'offline' } },
      { until: '2026-09-04 12:00' },
      {
        act: 'a unit is gone',
        run: (town) =>
          replace(
            files.roster,
            /  - \{ id: shiqiao.*\n/u.exec(readFileSync(join(town.home, files.roster), 'utf8'))?.[0] ?? '',
            '',
          )(town.home),
      },
      { act: 'the principal refuses as well', run: (town) => town.world.hub.faults.refuse(town.account('李德明')) },
      { until: '2026-09-08 12:00' },
      { act: 'the principal accepts', run: (town) => town.world.hub.faults.accept(town.account('李德明')) },
      { act: 'long out', run: (town) => town.isDownUntil('2026-11-02 16:00') },
      { act: 'the operator accepts the clock', run: (town) => acceptClock(town.bot.world, town.now()) },
      { until: '2026-11-02 17:00' },
      { act: 'the clock is put back', run: (town) => town.clockJumpsTo('2026-11-02 16:20') },
      { until: '2026-11-02 17:10' },
    ],
  },
  {
    name: 'rounds that ask nothing, and files that change',
    mend: (home) => writeFile(join(home, 'schedules/nudge.yaml'), ownNudge),
    // What a crash leaves in doubt counts in the week's budget: more is withheld. A change of the files is told once at most.
    mayDiffer: [
      /文件|接不上|闲话|等您定|周报|值班表|没在线/u,
      /files-|round\/|links\/|request-aside|qingshan\/2/u,
      /给马春生|赵小梅说|马春生说|上周/u,
    ],
    at: '2026-08-25 08:59',
    prepare: hamletWith(
      hamletOfThree,
      anyTime,
      replace(files.settings, 'pacing: false', 'pacing: false\nbudget: { perPersonPerWeek: 1 }'),
      (home) => library(home, '## 平常 | 所有人 | 全年\n- 闲话一\n- 闲话二\n- 闲话三\n- 闲话四\n'),
      (home) => writeFile(join(home, 'schedules/nudge.yaml'), ownNudge),
      (home) => writeFile(join(home, 'schedules/reminder.yaml'), reminder),
    ),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '有困难 会计住院'),
      ...says('马春生', '有困难 会计住院'),
      ...says('何晓燕', '有困难 会计住院'),
      { until: '2026-08-26 14:00' },
      { act: 'a fault', run: (town) => writeFile(join(town.home, 'schedules/nudge.yaml'), ownNudge.replace('principal', 'nobody')) },
      { until: '2026-08-26 15:00' },
      { until: '2026-08-26 15:01' },
      { act: 'mended', run: (town) => writeFile(join(town.home, 'schedules/nudge.yaml'), ownNudge) },
      { until: '2026-08-26 16:00' },
      { until: '2026-08-26 16:01' },
      ...Object.entries({ ', liaison: ma }': ' }', ', liaison: zhao, members': ', members', '[wxid_wu]': '[]' }).flatMap(
        ([held, vacant]): Step[] => [
          { act: 'a post becomes vacant', run: (town) => replace(files.roster, held, vacant)(town.home) },
          { act: 'it is seen', run: (town) => town.pass('1s') },
          { act: 'it is taken up', run: (town) => town.pass('1s') },
        ],
      ),
      { until: '2026-08-28 16:00' },
      { until: '2026-08-31 14:00' },
      { until: '2026-09-07 14:00' },
      { act: 'out', run: (town) => town.isDownUntil('2026-09-24 08:50') },
      { until: '2026-09-24 14:00' },
    ],
  },
  {
    name: 'a template that the office changes',
    at: '2026-08-24 15:00',
    prepare: hamletWith(anyTime, withoutBudget),
    // Whoever starts anew reads the files as they are.
    mayDiffer: [/files-changed/u],
    steps: [
      {
        act: 'the clerk changes it',
        run: (town) => editFile(town.bot.world, town.bot.desk, { person: 'he', edit: anEdit }, town.now()),
      },
      {
        act: 'a schedule is made',
        run: (town) => createFile(town.bot.world, town.bot.desk, { person: 'he', created: aSchedule }, town.now()),
      },
      { act: 'it is seen', run: (town) => town.pass('1s') },
      { act: 'it is taken up', run: (town) => town.pass('1s') },
      ...says('何晓燕', '状态'),
    ],
  },
  {
    name: 'the week as the secretary is told of it',
    at: '2026-08-25 08:59',
    prepare: hamletWith(hamletOfThree, anyTime, withoutBudget, (home) => writeFile(join(home, 'schedules/digest.yaml'), digest)),
    // What the bot sent in the week counts what it says of messages in doubt.
    mayDiffer: [/等您定/u],
    steps: [
      { until: '2026-08-25 10:00' },
      ...['赵小梅', '马春生', '何晓燕'].flatMap((who) => says(who, '有困难 会计住院')),
      { until: '2026-08-31 14:00' },
      ...says('何晓燕', '发起 每周周报'),
      { until: '2026-08-31 15:00' },
    ],
  },
  {
    name: 'a word before a festival that finds no free day, at the pace of one account',
    at: '2026-09-24 08:50',
    prepare: hamletWith(
      anyTime,
      replace(files.settings, 'pacing: false', 'pacing: { gap: [30s, 30s], perHour: 100, perDay: 400 }'),
      replace(files.selfCheck, '0 9 25 * *', '0 9 1 1 *'),
      (home) => writeFile(join(home, 'schedules/nudge.yaml'), ownNudge.replace('0 10 * * 3', '0 10 24 9 *')),
      (home) => library(home, '## 中秋 | 所有人 | 9-10月\n- 快过中秋了，月饼笑着推回去。\n'),
      (home) => writeFile(join(home, 'schedules/reminder.yaml'), reminder.replace('26 8', '24 9').replace('clerk', 'principal')),
    ),
    // One of which nobody knows whether it went out counts as the day's word, and is not sent once more.
    mayDiffer: [/月饼/u, /round\/nudge/u],
    steps: [{ until: '2026-09-24 14:00' }, { until: '2026-09-28 14:00' }],
  },
];
