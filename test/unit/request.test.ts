import { describe, expect, it } from 'vitest';
import type { Cycle } from '../../src/domain/cycle.js';
import { firstLadderStep } from '../../src/domain/ladder.js';
import {
  deciderOf,
  grantedAtOnce,
  held,
  keptUntil,
  mayBeNamed,
  mayDecide,
  newDeadline,
  reminderAt,
  released,
  resumesAt,
  shownAt,
} from '../../src/domain/request.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import type { SelfCheckSchedule } from '../../src/domain/schedule.js';
import type { WorkContext } from '../../src/domain/workdays.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context: WorkContext = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 9 * 60, toMinute: 18 * 60 }, calendar: autumn2026 };
const at = (text: string) => Date.parse(`2026-${text}+08:00`);
const days = (count: number) => ({ kind: 'days', days: count }) as const;
const date = (text: string) => ({ kind: 'date', date: `2026-${text}` }) as const;

const people: (Partial<Person> & { id: string })[] = [
  { id: 'zhang', roles: ['secretary'] },
  { id: 'he', roles: ['clerk'] },
  { id: 'wang' },
  { id: 'zheng' },
  { id: 'li' },
  { id: 'zhao' },
  { id: 'sun' },
  { id: 'unbound', accounts: [] },
];
const units: (Partial<Unit> & { id: string })[] = [
  { id: 'town', kind: 'committee', principal: 'zhang', liaison: 'he', supervisors: [] },
  { id: 'dongcun', parent: 'town', principal: 'li', liaison: 'zhao', members: ['sun', 'unbound'], supervisors: [{ person: 'wang' }] },
  { id: 'twofold', parent: 'town', principal: 'wang', liaison: 'zhao', supervisors: [{ person: 'wang' }, { person: 'zheng' }] },
  { id: 'group', parent: 'dongcun', principal: 'sun', supervisors: [{ person: 'unbound' }] },
];

function rosterOf(change: (unit: Partial<Unit> & { id: string }) => Partial<Unit> = () => ({})): Roster {
  return {
    committee: 'qingshan',
    people: new Map(people.map((person) => [person.id, { name: person.id, roles: [], accounts: [`wxid_${person.id}`], ...person }])),
    units: new Map(
      units.map((unit) => [unit.id, { name: unit.id, kind: 'village', supervisors: [], members: [], ...unit, ...change(unit) }]),
    ),
    groups: new Map(),
  };
}

describe('who decides', () => {
  it.each<[string, string, string | undefined, string]>([
    ['dongcun', 'zhao', 'wang', 'the supervisor'],
    ['dongcun', 'li', 'wang', 'the supervisor, also when the principal asks'],
    ['dongcun', 'wang', 'zhang', 'the next above when the supervisor asks'],
    ['twofold', 'zhao', 'zheng', 'another supervisor when the first is the principal'],
    ['group', 'sun', 'wang', 'those of the unit above when the own supervisor cannot be reached'],
    ['town', 'zhang', undefined, 'nobody about the secretary’s own unit'],
    ['town', 'he', undefined, 'nobody about the secretary’s own unit, whoever asks'],
  ])('of %s, asked by %s, is %s: %s', (unit, by, decider, _why) => {
    expect(deciderOf(rosterOf(), unit, by)).toBe(decider);
  });

  it('is no subordinate about the secretary’s own unit, even if one is named as its supervisor', () => {
    const roster = rosterOf(({ id }) => (id === 'town' ? { supervisors: [{ person: 'wang' }] } : {}));
    expect(deciderOf(roster, 'town', 'he')).toBeUndefined();
    expect(mayDecide(roster, { unit: 'town', by: 'he' }, 'wang')).toBe(false);
    expect(mayDecide(roster, { unit: 'town', by: 'he' }, 'zhang')).toBe(false);
  });

  it.each([
    ['wang', true],
    ['zhang', true],
    ['zhao', false],
    ['li', false],
    ['zheng', false],
    ['he', false],
  ])('%s may decide for dongcun on what zhao asks: %s', (person, may) => {
    expect(mayDecide(rosterOf(), { unit: 'dongcun', by: 'zhao' }, person)).toBe(may);
  });

  it('is never who asked', () => {
    expect(mayDecide(rosterOf(), { unit: 'dongcun', by: 'wang' }, 'wang')).toBe(false);
  });
});

describe('who may be named to answer instead', () => {
  it('is of the unit, can be reached, and has not passed it on', () => {
    expect(mayBeNamed(rosterOf(), 'dongcun', 'zhao', [])).toEqual(['li', 'sun']);
    expect(mayBeNamed(rosterOf(), 'dongcun', 'sun', ['zhao'])).toEqual(['li']);
  });
});

describe('a later deadline', () => {
  const deadline = at('09-01T18:00');
  const friday = at('08-28T09:40');

  it.each([
    [days(3), friday, '09-04T18:00'],
    [days(1), friday, '09-02T18:00'],
    [date('09-04'), friday, '09-04T18:00'],
    // A Saturday.
    [date('09-05'), friday, '09-07T18:00'],
    // Overdue: counted from today.
    [days(3), at('09-08T10:00'), '09-11T18:00'],
    // Over the holiday and its make-up workday.
    [date('10-01'), at('09-20T10:00'), '10-08T18:00'],
  ])('%j on %d is the end of a workday', (wish, now, until) => {
    expect(newDeadline(wish, deadline, now, context)).toEqual({ kind: 'until', until: at(until) });
  });

  it.each([
    [days(0), friday, 'no-later'],
    [date('08-31'), friday, 'no-later'],
    [date('09-01'), friday, 'no-later'],
    [date('08-20'), friday, 'past'],
    [{ kind: 'past' } as const, friday, 'past'],
    [days(61), friday, 'too-far'],
    [days(999), friday, 'too-far'],
    [date('12-01'), friday, 'too-far'],
  ])('%j on %d is %s', (wish, now, kind) => {
    expect(newDeadline(wish, deadline, now, context)).toEqual({ kind });
  });

  it('granted at once is three workdays', () => {
    expect(grantedAtOnce(deadline, friday, context)).toBe(at('09-04T18:00'));
  });

  it('that a leader keeps a matter to is the day they named, or else a little while', () => {
    expect(keptUntil('coordinated', '2026-09-02', friday, context)).toBe(at('09-02T18:00'));
    expect(keptUntil('coordinated', undefined, friday, context)).toBe(at('08-31T18:00'));
    expect(keptUntil('watched', undefined, friday, context)).toBe(at('09-02T18:00'));
  });
});

describe('what nobody decides', () => {
  it('is brought up a workday later, and shown after two, but never before there was time', () => {
    const asked = at('08-28T09:40');
    expect(reminderAt(asked, context)).toBe(at('08-31T09:00'));
    expect(shownAt(asked, at('08-31T09:00'), context)).toBe(at('09-01T09:00'));
    expect(shownAt(asked, at('09-04T11:00'), context)).toBe(at('09-07T09:00'));
  });
});

describe('terms', () => {
  it('are held by one request and let go of again without a trace', () => {
    const terms = held(undefined, 208);
    expect(terms).toEqual({ passedBy: [], heldBy: 208 });
    expect(released(terms)).toBeUndefined();
    expect(released(held({ passedBy: ['peng'], assignee: 'xie' }, 209), { until: 5 })).toEqual({
      passedBy: ['peng'],
      assignee: 'xie',
      until: 5,
    });
  });
});

describe('the ladder goes on', () => {
  const schedule: SelfCheckSchedule = {
    id: 'monthly',
    kind: 'self-check',
    name: '月度主体责任自查',
    trigger: { kind: 'cron', cron: '0 9 25 * *', workday: 'next' },
    audience: { units: 'all' },
    ask: 'liaison',
    deadline: { kind: 'workdays', days: 5 },
    prompt: 'self-check',
    questions: [],
    remind: [{ at: { kind: 'workdays', days: -2 } }],
    escalate: [
      { level: 'press', at: { kind: 'workdays', days: 1 }, to: ['principal'] },
      { level: 'supervise', at: { kind: 'workdays', days: 2 }, to: ['supervisor'] },
    ],
    urgent: false,
  };
  const opened = at('08-25T09:00');
  const cycle: Cycle = {
    id: 'monthly-20260825-0900',
    schedule,
    plannedAt: opened,
    openedAt: opened,
    deadline: at('09-01T18:00'),
    units: [],
    tree: [],
    firstNo: 1,
  };
  const [remind, press, supervise] = [firstLadderStep, firstLadderStep + 1, firstLadderStep + 2] as const;
  const resumed = (step: number, now: string, until?: string) =>
    resumesAt(cycle, { step, promptAt: opened }, until === undefined ? undefined : { passedBy: [], until: at(until) }, at(now), context);

  it.each<[number, string, string | undefined, string, string]>([
    [press, '08-28T10:00', '09-04T18:00', '09-07T09:00', 'from the deadline that was granted'],
    [press, '08-28T10:00', undefined, '09-02T09:00', 'as planned when nothing was granted in time'],
    [press, '09-02T10:00', undefined, '09-03T09:00', 'not before the next morning when its time has passed'],
    [supervise, '09-02T10:00', '09-04T18:00', '09-08T09:00', 'with the rungs as far apart as they were'],
    [remind, '08-26T10:00', undefined, '08-28T09:00', 'with its reminder'],
    [remind, '08-31T10:00', undefined, '09-01T09:00', 'the next morning when the reminder’s time has passed'],
  ])('at step %d on %s, until %s, at %s: %s', (step, now, until, due, _why) => {
    expect(resumed(step, now, until)).toBe(at(due));
  });

  it('asks at once who was not asked, and does nothing when all was done', () => {
    expect(resumed(0, '08-28T10:00')).toBe(at('08-28T10:00'));
    expect(resumed(supervise + 1, '09-08T10:00')).toBe(Number.POSITIVE_INFINITY);
  });
});
