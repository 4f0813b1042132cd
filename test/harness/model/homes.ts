/** The small committee of the model: a chain of three levels, a vacant post, and what may become of its roster. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHome, type Home } from '../../../src/main/open-home.js';
import { schedules } from './schedules.js';

export const committee = 'model';
export const groupRoom = '17@chatroom';

/** id: name, title, roles; who has no account yet is bound by a code. */
export const people = {
  zhang: ['张建国', '书记', 'secretary'],
  zhou: ['周正平', '纪委书记', 'discipline-secretary'],
  xu: ['许敏', '纪检干事', 'discipline'],
  he: ['何晓燕', '党政办干事', 'clerk'],
  wang: ['王志强', '副书记', ''],
  zheng: ['郑海波', '副镇长', ''],
  li: ['李德明', '支书', ''],
  zhao: ['赵小梅', '联络员', ''],
  sun: ['孙国栋', '委员', ''],
  wu: ['吴永贵', '支书', ''],
  ma: ['马春生', '联络员', ''],
  gao: ['高天明', '组长', ''],
  fang: ['方立新', '所长', ''],
  qian: ['钱玉', '会计', ''],
  bai: ['白占奎', '支书', ''],
} as const;
export type PersonId = keyof typeof people;
export const personIds = Object.keys(people) as PersonId[];
export const stranger = 'stranger';

const unbound: readonly string[] = ['bai'];
const personLine = (id: PersonId, roles: RosterChange['roles'] = {}): string => {
  const [name, title, usual] = people[id];
  const role = roles[id] ?? usual;
  return `  - { id: ${id}, name: ${name}, title: ${title}, roles: [${role}], accounts: [${unbound.includes(id) ? '' : accountOf(id)}] }`;
};

/** The account somebody has by the roster. */
export function accountOf(person: string): string {
  return `wxid_${person}`;
}

export const unitNames = {
  qingshan: '镇党委',
  dongcun: '东村',
  shiqiao: '石桥村',
  xizu: '西河组',
  caizheng: '财政所',
  shangping: '上坪村',
} as const;
export type UnitId = keyof typeof unitNames;

const units: Readonly<Record<UnitId, string>> = {
  qingshan: 'kind: committee, principal: zhang, liaison: he',
  dongcun: 'kind: village, parent: qingshan, principal: li, supervisor: wang, liaison: zhao, members: [sun]',
  shiqiao: 'kind: village, parent: qingshan, principal: wu, supervisor: wang, liaison: ma',
  xizu: 'kind: group, parent: shiqiao, principal: gao, supervisor: wu, liaison: gao',
  caizheng:
    'kind: station, parent: qingshan, principal: fang, supervisor: [{ person: zheng }, { person: wang, as: 包村领导 }], liaison: qian',
  shangping: 'kind: village, parent: qingshan, principal: bai, supervisor: zheng',
};

interface RosterChange {
  without?: readonly PersonId[];
  units?: Partial<Record<UnitId, string | null>>;
  /** Offices that somebody has got or lost. */
  roles?: Partial<Record<PersonId, string>>;
}

const dongcunWith = (from: string, to: string): string => units.dongcun.replace(from, to);

/** What may become of the roster while the bot runs. */
export const rosterChanges = {
  base: {},
  'the liaison of 东村 is gone': {
    without: ['zhao'],
    units: { dongcun: dongcunWith('liaison: zhao', 'liaison: sun').replace('[sun]', '[]') },
  },
  'the liaison of 石桥村 is vacant': { units: { shiqiao: units.shiqiao.replace(', liaison: ma', '') } },
  '财政所 is removed': { without: ['qian'], units: { caizheng: null } },
  'another supervises the villages': {
    units: {
      dongcun: dongcunWith('supervisor: wang', 'supervisor: zheng'),
      shiqiao: units.shiqiao.replace('supervisor: wang', 'supervisor: zheng'),
    },
  },
  'another leads 东村': { without: ['li'], units: { dongcun: dongcunWith('principal: li', 'principal: sun').replace('[sun]', '[]') } },
  'the leaders of 东村 and 财政所 change places': {
    units: {
      dongcun: dongcunWith('principal: li', 'principal: fang'),
      caizheng: units.caizheng.replace('principal: fang', 'principal: li'),
    },
  },
  '郑海波 is gone': {
    without: ['zheng'],
    units: {
      caizheng: units.caizheng.replace('[{ person: zheng }, { person: wang, as: 包村领导 }]', 'wang'),
      shangping: units.shangping.replace('zheng', 'wang'),
    },
  },
  '石桥村 is merged into 东村': {
    units: {
      shiqiao: null,
      dongcun: dongcunWith('[sun]', '[sun, wu, ma]'),
      xizu: units.xizu.replace('parent: shiqiao', 'parent: dongcun').replace('supervisor: wu', 'supervisor: li'),
    },
  },
  'discipline has another officer': { roles: { xu: '', qian: 'discipline' } },
  'discipline has another secretary': { roles: { zhou: '', xu: 'discipline-secretary', ma: 'discipline' } },
  'another is clerk': { roles: { he: '', sun: 'clerk' } },
} satisfies Record<string, RosterChange>;
export type RosterName = keyof typeof rosterChanges;
export const rosterNames = Object.keys(rosterChanges) as RosterName[];

function rosterFile({ without = [], units: changed = {}, roles = {} }: RosterChange): string {
  const unitLines = (Object.keys(units) as UnitId[]).flatMap((id) => {
    const posts = changed[id] === undefined ? units[id] : changed[id];
    return posts === null ? [] : [`  - { id: ${id}, name: ${unitNames[id]}, ${posts} }`];
  });
  return `committee: ${committee}
name: 青山镇
people:
${personIds
  .filter((id) => !without.includes(id))
  .map((id) => personLine(id, roles))
  .join('\n')}
units:
${unitLines.join('\n')}
groups:
  - { id: all-units, name: 各村各单位工作群, room: "${groupRoom}" }
`;
}

/** How strictly what the bot starts is held back. */
export const paces = {
  free: 'pacing: false\nbudget: false\n',
  strict: 'pacing: { gap: [15s, 35s], perHour: 14, perDay: 45 }\nbudget: { perPersonPerWeek: 3 }\n',
} as const;
export type PaceName = keyof typeof paces;

const settings = `timezone: Asia/Shanghai
workHours: { from: "09:00", to: "18:00" }
quietHours: [{ from: "19:00", to: "08:30" }, { from: "12:00", to: "14:30" }]
custodian: xu
ledger: { due: 3wd, recheck: { from: 1wd, to: 2wd } }
`;

export type Homes = ReadonlyMap<string, Home>;

export function homeName(roster: RosterName, pace: PaceName): string {
  return `${roster} ${pace}`;
}

/** All of them, read and checked as the program does. The pace is all that settings differ in: they are read once. */
export async function openHomes(): Promise<Homes> {
  const homes = new Map<string, Home>();
  const strict = await openAs('base', 'strict');
  for (const name of rosterNames) {
    const home = await openAs(name, 'free');
    homes.set(homeName(name, 'free'), home);
    homes.set(homeName(name, 'strict'), { ...home, config: { ...home.config, settings: strict.config.settings } });
  }
  return homes;
}

async function openAs(name: RosterName, pace: PaceName): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'zrt-model-'));
  await mkdir(join(folder, 'schedules'));
  await writeFile(join(folder, 'roster.yaml'), rosterFile(rosterChanges[name]));
  await writeFile(join(folder, 'settings.yaml'), settings + paces[pace]);
  for (const [id, text] of Object.entries(schedules)) {
    await writeFile(join(folder, 'schedules', `${id}.yaml`), withoutUnits(text, unitsGone(rosterChanges[name])));
  }
  const home = await openHome(folder, Date.parse('2026-08-24T00:00:00Z'));
  await rm(folder, { recursive: true });
  return home;
}

function unitsGone({ units: changed = {} }: RosterChange): string[] {
  return Object.entries(changed).flatMap(([id, posts]) => (posts === null ? [id] : []));
}

/** Whoever takes a unit out of the roster takes it out of the schedules, too. */
function withoutUnits(schedule: string, gone: readonly string[]): string {
  return gone.reduce(
    (text, unit) =>
      text.replace(new RegExp(`^.*unit: ${unit}\\b.*\\n`, 'mu'), '').replace(new RegExp(`\\b${unit}, |, ${unit}\\b`, 'gu'), ''),
    schedule,
  );
}
