import { describe, expect, it } from 'vitest';
import type { Cycle, UnitRecord } from '../../src/domain/cycle.js';
import { dateOf } from '../../src/domain/date-text.js';
import {
  askPrincipalStep,
  decideStep,
  dueAfterOutages,
  fairDeadline,
  firstLadderStep,
  ladderOf,
  lookAgain,
  nextStepDue,
  resumedAt,
  unitDeadline,
} from '../../src/domain/ladder.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import type { Rung, SelfCheckSchedule } from '../../src/domain/schedule.js';
import { dayMs, hourMs, minuteMs, type Duration } from '../../src/domain/time.js';
import { resolveDeadline, type WorkContext } from '../../src/domain/workdays.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context: WorkContext = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 9 * 60, toMinute: 18 * 60 }, calendar: autumn2026 };
const at = (text: string) => Date.parse(`2026-${text}+08:00`);
const wd = (days: number): Duration => ({ kind: 'workdays', days });
const exact = (ms: number): Duration => ({ kind: 'exact', ms });

const press: Rung = { level: 'press', at: wd(1), to: ['principal'] };
const supervise: Rung = { level: 'supervise', at: wd(2), to: ['supervisor'] };
const circulate: Rung = { level: 'circulate', at: wd(3), to: ['discipline-secretary', 'secretary'], release: 'discipline-secretary' };

const monthly: SelfCheckSchedule = {
  id: 'monthly',
  kind: 'self-check',
  name: '月度主体责任自查',
  trigger: { kind: 'cron', cron: '0 9 25 * *', workday: 'next' },
  audience: { units: 'all' },
  ask: 'liaison',
  deadline: wd(5),
  prompt: 'self-check',
  questions: [],
  remind: [{ at: wd(-2) }],
  escalate: [press, supervise, circulate],
  urgent: false,
};
const [reminder, pressing, supervising, circulating] = [
  firstLadderStep,
  firstLadderStep + 1,
  firstLadderStep + 2,
  firstLadderStep + 3,
] as const;

const opened = at('08-25T09:00');
const promptedAt = at('08-25T09:01');

function cycleOf(change: Partial<SelfCheckSchedule> = {}): Cycle {
  const schedule = { ...monthly, ...change };
  const deadline = resolveDeadline(schedule.deadline, opened, context);
  return { id: 'monthly-20260825-0900', schedule, plannedAt: opened, openedAt: opened, deadline, units: [], tree: [], firstNo: 1 };
}

const people: (Partial<Person> & { id: string })[] = [
  { id: 'zhang', roles: ['secretary'] },
  { id: 'zhou', roles: ['discipline-secretary'] },
  { id: 'wang' },
  { id: 'wu' },
  { id: 'ma' },
  { id: 'tang', accounts: [] },
];
const units: (Partial<Unit> & { id: string })[] = [
  { id: 'town', kind: 'committee', principal: 'zhang', liaison: 'zhang' },
  { id: 'shiqiao', parent: 'town', principal: 'wu', liaison: 'ma', supervisors: [{ person: 'wang' }] },
  { id: 'shangping', parent: 'town', principal: 'wu', supervisors: [{ person: 'wang' }] },
  { id: 'xihe', parent: 'town', principal: 'tang', liaison: 'tang', supervisors: [{ person: 'tang' }] },
];

function rosterOf(changedUnits = units): Roster {
  return {
    committee: 'qingshan',
    people: new Map(people.map((person) => [person.id, { name: person.id, roles: [], accounts: [`wxid_${person.id}`], ...person }])),
    units: new Map(changedUnits.map((unit) => [unit.id, { name: unit.id, kind: 'village', supervisors: [], members: [], ...unit }])),
    groups: new Map(),
  };
}

const filled = rosterOf(units.map((unit) => (unit.id === 'shangping' ? { ...unit, liaison: 'ma' } : unit)));
const pending: UnitRecord = { state: 'pending', step: 0, level: 'none', version: 0 };

interface Situation {
  unit?: string;
  step?: number;
  now: number;
  promptAt?: number | null;
  askedTo?: string;
  roster?: Roster;
  schedule?: Partial<SelfCheckSchedule>;
  refused?: string[];
}

function decide({
  unit = 'shiqiao',
  step = 0,
  now,
  promptAt = promptedAt,
  askedTo,
  roster = rosterOf(),
  schedule,
  refused = [],
}: Situation) {
  const record: UnitRecord = {
    ...pending,
    step,
    ...(promptAt === null ? {} : { promptAt }),
    ...(askedTo === undefined ? {} : { askedTo }),
  };
  return decideStep({ cycle: cycleOf(schedule), unit, record, roster, refused, now, context });
}

describe('the steps of a ladder', () => {
  it('are asking, asking the principal instead, the reminders, and the rungs, in that order', () => {
    expect(ladderOf(monthly).map((step) => (step.kind === 'rung' ? step.rung.level : step.kind))).toEqual([
      'ask',
      'ask-principal',
      'remind',
      'press',
      'supervise',
      'circulate',
    ]);
    expect([askPrincipalStep, firstLadderStep]).toEqual([1, 2]);
  });

  it('are due on the mornings the conversations show, each after the one before, and then none is', () => {
    const due = [askPrincipalStep, reminder, pressing, supervising, circulating].map((taken) =>
      nextStepDue(cycleOf(), taken, promptedAt, { promptAt: promptedAt }, context),
    );
    expect(due).toEqual([at('08-28T09:00'), at('09-02T09:00'), at('09-03T09:00'), at('09-04T09:00'), Number.POSITIVE_INFINITY]);
  });

  it('have nothing after asking while the prompt has not gone out, and nothing at all without reminders and rungs', () => {
    expect(nextStepDue(cycleOf(), 0, opened, {}, context)).toBe(Number.POSITIVE_INFINITY);
    expect(nextStepDue(cycleOf({ remind: [], escalate: [] }), askPrincipalStep, opened, { promptAt: promptedAt }, context)).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(decide({ step: 99, now: opened })).toEqual({ kind: 'skip', nextDue: Number.POSITIVE_INFINITY });
  });
});

describe('asking', () => {
  it('asks whoever holds the asked post now', () => {
    expect(decide({ now: opened })).toEqual({ kind: 'ask', to: ['ma'] });
    expect(decide({ now: opened, schedule: { ask: 'principal' } })).toEqual({ kind: 'ask', to: ['wu'] });
  });

  it.each([
    ['nobody holds the post', 'shangping'],
    ['its holder cannot be written to', 'xihe'],
  ])('leaves a unit unreached where %s, to be looked at as the next workday begins', (_why, unit) => {
    expect(decide({ unit, now: at('08-28T09:00') })).toEqual({ kind: 'unreached', nextDue: at('08-31T09:00') });
  });

  it('looks again after a holiday, and on a make-up workday', () => {
    expect(lookAgain(at('09-30T20:00'), context)).toBe(at('10-08T09:00'));
    expect(lookAgain(at('10-09T09:00'), context)).toBe(at('10-10T09:00'));
  });

  it('then asks the principal of an unreached unit, or the liaison if the post was filled in between', () => {
    const later = { unit: 'shangping', step: askPrincipalStep, now: at('08-26T09:00'), promptAt: null };
    expect(decide(later)).toEqual({ kind: 'ask', to: ['wu'] });
    expect(decide({ ...later, roster: filled })).toEqual({ kind: 'ask', to: ['ma'] });
  });

  it('does not try again whoever did not take the prompt, and stays unreached when that is everybody', () => {
    const later = { step: askPrincipalStep, now: at('08-26T09:00'), promptAt: null };
    expect(decide({ ...later, refused: ['ma'] })).toEqual({ kind: 'ask', to: ['wu'] });
    expect(decide({ ...later, refused: ['ma', 'wu'] })).toEqual({ kind: 'unreached', nextDue: at('08-27T09:00') });
  });

  it('stays unreached while the principal cannot be written to either', () => {
    expect(decide({ unit: 'xihe', step: askPrincipalStep, now: at('08-26T09:00'), promptAt: null })).toEqual({
      kind: 'unreached',
      nextDue: at('08-27T09:00'),
    });
  });

  it('asks nothing more of a unit that was removed, at whatever step', () => {
    for (const step of [0, askPrincipalStep, reminder, circulating]) {
      expect(decide({ unit: 'gone', step, now: opened })).toEqual({ kind: 'excuse', reason: 'removed' });
    }
  });
});

describe('a prompt that is not known to be out', () => {
  it.each([
    ['a reminder', reminder, '08-28T09:00'],
    ['a rung', pressing, '09-02T09:00'],
    ['the last rung', circulating, '09-04T09:00'],
  ])('holds %s for an hour, again and again', (_what, step, now) => {
    expect(decide({ step, now: at(now), promptAt: null })).toEqual({ kind: 'hold', until: at(now) + hourMs });
  });
});

describe('a reminder', () => {
  it('goes to whoever holds the asked post, and names when the next step is due', () => {
    expect(decide({ step: reminder, now: at('08-28T09:00') })).toEqual({ kind: 'remind', to: ['ma'], nextDue: at('09-02T09:00') });
  });

  it('goes to the principal who was asked instead, until the post is filled', () => {
    const asked = { unit: 'shangping', step: reminder, now: at('08-28T09:00'), askedTo: 'wu' };
    expect(decide(asked)).toMatchObject({ kind: 'remind', to: ['wu'] });
    expect(decide({ ...asked, roster: filled })).toMatchObject({ kind: 'remind', to: ['ma'] });
  });

  it('goes to nobody who was asked and has left the unit since: they could not answer any more', () => {
    const asked = { unit: 'shangping', step: reminder, now: at('08-28T09:00'), askedTo: 'ma' };
    expect(decide(asked)).toEqual({ kind: 'skip', nextDue: at('09-02T09:00') });
  });

  it.each([
    ['at the deadline', '09-01T18:00'],
    ['past the deadline', '09-02T08:00'],
  ])('is dropped %s, and the rungs stay where they are', (_when, now) => {
    expect(decide({ step: reminder, now: at(now) })).toEqual({ kind: 'skip', nextDue: at('09-02T09:00') });
    expect(decide({ step: reminder, now: at('09-01T17:59') }).kind).toBe('remind');
  });

  it('is dropped when the next one is due as well: nobody is reminded twice at once', () => {
    const remind = [{ at: wd(-3) }, { at: wd(-1) }];
    const late = { now: at('08-31T09:30'), schedule: { remind } };
    expect(decide({ ...late, step: reminder })).toEqual({ kind: 'skip', nextDue: at('08-31T09:00') });
    expect(decide({ ...late, step: reminder + 1 })).toEqual({ kind: 'remind', to: ['ma'], nextDue: at('09-02T09:00') });
  });

  it('is dropped when it would reach nobody', () => {
    expect(decide({ unit: 'shangping', step: reminder, now: at('08-28T09:00') })).toEqual({ kind: 'skip', nextDue: at('09-02T09:00') });
  });
});

describe('a rung', () => {
  it.each([
    [pressing, '09-02T09:00', press, ['wu'], '09-03T09:00'],
    [supervising, '09-03T09:00', supervise, ['wang'], '09-04T09:00'],
  ])('at step %i reaches those of its role and leads to the next', (step, now, rung, to, nextDue) => {
    expect(decide({ step, now: at(now) })).toEqual({ kind: 'rung', rung, to, nextDue: at(nextDue) });
  });

  it('is the last one when nothing follows', () => {
    expect(decide({ step: circulating, now: at('09-04T09:00') })).toEqual({
      kind: 'rung',
      rung: circulate,
      to: ['zhou', 'zhang'],
      nextDue: Number.POSITIVE_INFINITY,
    });
  });

  it('passes on at once when it is vacant, and the one after that keeps its day', () => {
    const now = at('09-02T09:00');
    const steps = { unit: 'xihe', now };
    expect(decide({ ...steps, step: pressing })).toEqual({ kind: 'rung', rung: press, to: [], nextDue: now });
    expect(decide({ ...steps, step: supervising })).toEqual({ kind: 'rung', rung: supervise, to: [], nextDue: now });
    expect(decide({ unit: 'shiqiao', step: supervising, now })).toMatchObject({ to: ['wang'], nextDue: at('09-04T09:00') });
  });

  it('ends the ladder when it is vacant and the last', () => {
    const schedule = { escalate: [press] };
    expect(decide({ unit: 'xihe', step: pressing, now: at('09-02T09:00'), schedule })).toEqual({
      kind: 'rung',
      rung: press,
      to: [],
      nextDue: Number.POSITIVE_INFINITY,
    });
  });

  it('presses the secretary in the secretary’s own matter, has nobody to supervise, and then goes to discipline only', () => {
    const town = { unit: 'town' };
    expect(decide({ ...town, step: pressing, now: at('09-02T09:00') })).toMatchObject({ to: ['zhang'] });
    expect(decide({ ...town, step: supervising, now: at('09-03T09:00') })).toMatchObject({ to: [], nextDue: at('09-03T09:00') });
    expect(decide({ ...town, step: circulating, now: at('09-03T09:00') })).toMatchObject({ to: ['zhou'] });
  });
});

describe('a rung that was held', () => {
  const next = (taken: number, takenAt: number, escalate: Rung[] = monthly.escalate) =>
    nextStepDue(cycleOf({ escalate }), taken, takenAt, { promptAt: promptedAt }, context);

  it.each([
    ['09-02T09:00:01', '09-03T09:00'],
    ['09-02T17:40', '09-03T09:00'],
    ['09-03T10:00', '09-04T09:00'],
    ['09-04T16:00', '09-07T09:00'],
  ])('at %s has its next one workday later, at %s', (takenAt, due) => {
    expect(next(pressing, at(takenAt))).toBe(at(due));
  });

  it('keeps exact distances to the millisecond', () => {
    const escalate = [
      { ...press, at: exact(30 * minuteMs) },
      { ...supervise, at: exact(2 * hourMs) },
    ];
    expect(next(pressing, at('09-01T18:30:05'), escalate)).toBe(at('09-01T20:00:05'));
  });

  it('keeps a distance between an exact rung and one of workdays, either way round', () => {
    const toWorkdays = [{ ...press, at: exact(30 * minuteMs) }, supervise];
    expect(next(pressing, at('09-01T18:30:01'), toWorkdays)).toBe(at('09-03T09:00'));
    expect(next(pressing, at('09-02T11:00'), toWorkdays)).toBe(at('09-04T09:00'));
    const toExact = [press, { ...supervise, at: exact(2 * dayMs) }];
    expect(next(pressing, at('09-02T09:00'), toExact)).toBe(at('09-03T18:00'));
    expect(next(pressing, at('09-03T10:00'), toExact)).toBe(at('09-04T19:00'));
  });
});

describe('the deadline of a unit', () => {
  it.each([
    ['is the cycle’s before its prompt went out', undefined, '09-01T18:00'],
    ['is the cycle’s when it was prompted on the day of opening', '08-25T17:59', '09-01T18:00'],
    ['moves by a workday when it was prompted a workday later', '08-26T09:00', '09-02T18:00'],
    ['gives as many workdays over a weekend', '08-29T10:00', '09-04T18:00'],
    ['counts the days of the township, not of the machine', '08-26T00:10', '09-02T18:00'],
  ])('%s', (_title, promptAt, deadline) => {
    const sent = promptAt === undefined ? undefined : at(promptAt);
    expect(unitDeadline(cycleOf(), sent === undefined ? {} : { promptAt: sent }, context)).toBe(at(deadline));
  });

  it('moves the reminder and the rungs along', () => {
    const late = at('08-27T09:00');
    expect(dateOf(nextStepDue(cycleOf(), askPrincipalStep, late, { promptAt: late }, context), context.timezone)).toBe('2026-09-01');
    expect(nextStepDue(cycleOf(), reminder, late, { promptAt: late }, context)).toBe(at('09-04T09:00'));
    expect(decide({ step: reminder, now: at('09-02T09:00'), promptAt: late })).toMatchObject({ kind: 'remind' });
  });

  it('under a day counts from the unit’s own prompt, also on the day of opening', () => {
    const cycle = cycleOf({
      deadline: exact(30 * minuteMs),
      remind: [{ at: exact(-10 * minuteMs) }],
      escalate: [{ ...press, at: exact(5 * minuteMs) }],
    });
    const prompted = at('08-25T09:20');
    expect(unitDeadline(cycle, {}, context)).toBe(at('08-25T09:30'));
    expect(unitDeadline(cycle, { promptAt: prompted }, context)).toBe(at('08-25T09:50'));
    expect(nextStepDue(cycle, askPrincipalStep, prompted, { promptAt: prompted }, context)).toBe(at('08-25T09:40'));
    expect(nextStepDue(cycle, reminder, prompted, { promptAt: prompted }, context)).toBe(at('08-25T09:55'));
  });

  it('of a day or more, counted exactly, is the cycle’s on the day of opening and the unit’s own later', () => {
    const cycle = cycleOf({ deadline: exact(2 * dayMs) });
    expect(unitDeadline(cycle, { promptAt: at('08-25T15:00') }, context)).toBe(at('08-27T09:00'));
    expect(unitDeadline(cycle, { promptAt: at('08-26T15:00') }, context)).toBe(at('08-28T15:00'));
  });
});

describe('a unit that must not be asked', () => {
  const later = at('08-26T09:00');
  const unreached = { kind: 'unreached', nextDue: at('08-26T09:00') };
  const unreachedAgain = { kind: 'unreached', nextDue: at('08-27T09:00') };

  it('waits while it oversees itself, and its principal is not asked instead', () => {
    const roster = rosterOf(units.map((unit) => (unit.id === 'shiqiao' ? { ...unit, supervisors: [{ person: 'wu' }] } : unit)));
    expect(decide({ roster, now: opened })).toEqual(unreached);
    expect(decide({ roster, step: askPrincipalStep, now: later })).toEqual(unreachedAgain);
  });

  it('waits while nobody is above it', () => {
    const roster = rosterOf([{ id: 'town' }, { id: 'shiqiao', parent: 'town', principal: 'wu', liaison: 'ma' }]);
    expect(decide({ roster, now: opened })).toEqual(unreached);
    expect(decide({ roster, step: askPrincipalStep, now: later })).toEqual(unreachedAgain);
  });

  it('waits for somebody on leave, whose principal is not troubled, and asks them when they are back', () => {
    const roster = rosterOf();
    const ma = { id: 'ma', name: 'ma', roles: [], accounts: ['wxid_ma'], away: { until: '2026-08-26' } };
    const away = { ...roster, people: new Map([...roster.people, ['ma', ma]]) };
    expect(decide({ roster: away, now: opened })).toEqual(unreached);
    expect(decide({ roster: away, step: askPrincipalStep, now: later })).toEqual(unreachedAgain);
    expect(decide({ step: askPrincipalStep, now: at('08-27T09:00') })).toEqual({ kind: 'ask', to: ['ma'] });
  });
});

describe('the deadline after an outage', () => {
  const outage = { from: at('08-27T10:00'), to: at('08-27T14:00') };

  it('is put back for a unit that was asked before, and as it was for one that was not asked', () => {
    expect(fairDeadline(cycleOf(), { promptAt: promptedAt }, [outage], context)).toBe(at('09-02T18:00'));
    expect(fairDeadline(cycleOf(), {}, [outage], context)).toBe(at('09-01T18:00'));
    expect(fairDeadline(cycleOf(), { promptAt: at('08-27T15:00') }, [outage], context)).toBe(at('09-03T18:00'));
  });

  it('counts for a later deadline that was granted only what was lost afterwards', () => {
    const terms = { until: at('09-04T18:00'), grantedAt: at('08-28T09:00'), passedBy: [] };
    const after = { from: at('08-31T10:00'), to: at('08-31T11:00') };
    const record = { promptAt: promptedAt, terms };
    expect(fairDeadline(cycleOf(), record, [outage], context)).toBe(at('09-04T18:00'));
    expect(fairDeadline(cycleOf(), record, [outage, after], context)).toBe(at('09-07T18:00'));
  });

  it('moves reminders and rungs along, and nothing else', () => {
    const due = (step: number, outages = [outage]) =>
      dueAfterOutages(cycleOf(), { ...pending, step, promptAt: promptedAt }, outages, context);
    expect([reminder, pressing, supervising].map((step) => due(step))).toEqual([at('08-31T09:00'), at('09-03T09:00'), at('09-04T09:00')]);
    expect([due(0), due(askPrincipalStep), due(reminder, [])]).toEqual([-Infinity, -Infinity, -Infinity]);
  });

  it('is what a reminder is past or not', () => {
    const record = { ...pending, step: reminder, promptAt: promptedAt };
    const question = { cycle: cycleOf(), unit: 'shiqiao', record, roster: rosterOf(), now: at('09-01T19:00'), context };
    expect(decideStep(question).kind).toBe('skip');
    expect(decideStep({ ...question, outages: [outage] })).toMatchObject({ kind: 'remind', to: ['ma'] });
  });
});

describe('a unit that was left alone and goes on', () => {
  const resumed = (step: number, now: number): number =>
    resumedAt(cycleOf(), { state: 'excused', step, level: 'none', version: 0, promptAt: promptedAt }, now, context);

  it.each([
    ['at the planned time, when that is to come', reminder, at('08-26T10:00'), at('08-28T09:00')],
    ['as work begins on the next workday, when that has passed', reminder, at('08-31T10:00'), at('09-01T09:00')],
    ['with the first rung in its turn', pressing, at('08-26T10:00'), at('09-02T09:00')],
    ['a workday after it came back, with a rung that follows another', supervising, at('09-08T10:00'), at('09-09T09:00')],
    ['never, when it had taken all', circulating + 1, at('09-08T10:00'), Number.POSITIVE_INFINITY],
  ])('goes on %s', (_when, step, now, due) => {
    expect(resumed(step, now)).toBe(due);
  });
});
