import { afterAll, describe, expect, it } from 'vitest';
import { cron } from '../../src/adapters/cron/cron.js';
import { planAhead, type Plan } from '../../src/application/plan-ahead.js';
import type { PlannedEvent } from '../../src/application/planned-event.js';
import { load, removeHomes, rightFiles, writeHome, type HomeFiles } from '../harness/home-folder.js';

afterAll(removeHomes);

const nudge = 'name: 咬耳扯袖\nkind: nudge\ncron: "0 10 * * 3"\nworkday: next\nto: [principal, supervisor]\nlibrary: own.md\n';
const library = '## 平常 | 所有人 | 全年\n- 先有事，再有票，后签字。\n';
const nodes =
  'name: 节点提醒\nkind: reminder\nnode: [元旦, 中秋节, 国庆节]\nbefore: 3wd\ntime: "09:00"\nto: { group: all-units }\ntemplate: node-reminder\n';
const digest = 'name: 周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary]\n';
const register = `name: 制度台账
kind: task
cron: "0 9 15 * *"
ask: principal
items:
  - { id: works, text: 小额工程办法, unit: dongcun, due: 2026-09-30 }
  - { id: guests, text: 公务接待办法, unit: dongcun, due: 2026-09-30 }
  - { id: seals, text: 印章管理办法, unit: qingshan, due: 2026-08-20, done: 青政发〔2026〕9号 }
remind: [{ at: -3wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +2wd, to: supervisor }
`;

const all: HomeFiles = {
  ...rightFiles,
  'templates/own.md': library,
  'schedules/nudge.yaml': nudge,
  'schedules/nodes.yaml': nodes,
  'schedules/digest.yaml': digest,
  'schedules/register.yaml': register,
};

async function plan(files: HomeFiles, at: string, days: number): Promise<Plan> {
  const now = Date.parse(`${at}+08:00`);
  const loaded = await load(await writeHome(files), { now });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const { config } = loaded;
  return planAhead({ config: () => config, cron }, now, days);
}

function lines(events: readonly PlannedEvent[], schedule: string): string[] {
  const chinese = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
  const own = events.filter((event) => event.schedule === schedule);
  return own.map(({ at, kind, people, group, units }) => `${chinese(at)} ${kind} ${group ?? people.join(',')} ${units}`);
}

describe('a plan', () => {
  it('tells when whose private word comes, moved off the holidays', async () => {
    const { events } = await plan(all, '2026-09-21T08:00', 24);
    expect(lines(events, 'nudge')).toEqual([
      '09-23 10:00 nudge zhang,lideming,wang 2',
      '09-30 10:00 nudge zhang,lideming,wang 2',
      '10-08 10:00 nudge zhang,lideming,wang 2',
      '10-14 10:00 nudge zhang,lideming,wang 2',
    ]);
  });

  it('has one reminder for two festivals close to each other, and the digest for the secretary', async () => {
    const { events } = await plan(all, '2026-09-21T08:00', 30);
    expect(lines(events, 'nodes')).toEqual(['09-22 09:00 reminder all-units 2']);
    expect(lines(events, 'digest')).toEqual([
      '09-21 09:00 digest zhang 2',
      '09-28 09:00 digest zhang 2',
      '10-08 09:00 digest zhang 2',
      '10-12 09:00 digest zhang 2',
      '10-19 09:00 digest zhang 2',
    ]);
  });

  it('takes the rounds of tasks and the steps of each from the file, what is done left out and what falls together said together', async () => {
    const { events } = await plan(all, '2026-09-14T08:00', 30);
    expect(lines(events, 'register')).toEqual([
      '09-15 09:00 task lideming 2',
      '09-24 09:00 remind lideming 2',
      '10-08 09:00 press lideming 2',
      '10-09 09:00 supervise wang 2',
    ]);
  });

  it('says what answering costs, in minutes', async () => {
    const { events } = await plan(all, '2026-08-20T08:00', 10);
    expect(events.find(({ kind }) => kind === 'ask')).toMatchObject({ schedule: 'monthly', minutes: 2 });
  });

  it('counts what comes to one person at one time once, a nudge always by itself, and holds the week against the budget', async () => {
    const { budget } = await plan(all, '2026-08-24T08:00', 7);
    expect(budget.perPersonPerWeek).toBe(5);
    // On Monday the digest, on Tuesday the prompt, on Wednesday the nudge, on Friday the reminder.
    expect(budget.worst.find(({ person }) => person === 'zhang')).toEqual({ person: 'zhang', week: '2026-08-24', messages: 4 });
    expect(budget.worst.find(({ person }) => person === 'zhao')).toEqual({ person: 'zhao', week: '2026-08-24', messages: 2 });
    expect(budget.over).toEqual([]);
    const tight = { ...all, 'settings.yaml': String(rightFiles['settings.yaml']).replace('perPersonPerWeek: 5', 'perPersonPerWeek: 3') };
    expect((await plan(tight, '2026-08-24T08:00', 7)).budget.over).toEqual([{ person: 'zhang', week: '2026-08-24', messages: 4 }]);
    const without = { ...all, 'settings.yaml': String(rightFiles['settings.yaml']).replace(/^budget.*$/mu, 'budget: false') };
    expect((await plan(without, '2026-08-24T08:00', 7)).budget).toMatchObject({ perPersonPerWeek: null, over: [] });
  });

  it('puts what quiet hours hold together with what goes out when they end', async () => {
    const files = {
      ...rightFiles,
      'schedules/early.yaml': 'name: 早会\nkind: reminder\ncron: "0 7 25 8 *"\nto: principal\ntemplate: reminder\n',
      'schedules/half.yaml': 'name: 碰头\nkind: reminder\ncron: "30 8 25 8 *"\nto: principal\ntemplate: reminder\n',
    };
    const { budget } = await plan(files, '2026-08-24T08:00', 3);
    expect(budget.worst.find(({ person }) => person === 'lideming')?.messages).toBe(1);
  });

  it('names where the chain is broken for those it reaches, and nobody else', async () => {
    const roster = String(rightFiles['roster.yaml']).replace(', liaison: zhao }', ' }').replace('accounts: [wxid_wang]', 'accounts: []');
    const { broken, unreached } = await plan({ ...all, 'roster.yaml': roster }, '2026-08-24T08:00', 7);
    expect(unreached).toEqual(['dongcun']);
    expect(broken).toContainEqual({ code: 'vacant-liaison', unit: 'dongcun' });
    expect(broken).toContainEqual({ code: 'unbound', unit: 'dongcun', post: 'supervisor', person: 'wang' });
    expect(broken.map(({ code }) => code)).not.toContain('two-posts');
  });

  it('warns of a festival in a year without a calendar although its reminder comes in the year before', async () => {
    const { unknownYears, events } = await plan(all, '2026-12-20T08:00', 11);
    expect(lines(events, 'nodes')).toEqual(['12-29 09:00 reminder all-units 2']);
    expect(unknownYears).toEqual([2027]);
  });

  it('says that nobody would hear of a round whose readers are all away or unbound', async () => {
    const roster = String(rightFiles['roster.yaml']).replace('accounts: [wxid_zhang]', 'accounts: []');
    const { events } = await plan({ ...all, 'roster.yaml': roster }, '2026-09-21T08:00', 1);
    expect(lines(events, 'digest')).toEqual(['09-21 09:00 digest  2']);
  });
});
