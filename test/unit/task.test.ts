import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/domain/matter.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import type { Rung, TaskItem, TaskSchedule } from '../../src/domain/schedule.js';
import {
  afterTaskStep,
  askedOf,
  closersOf,
  decideTaskStep,
  dueAtOf,
  fairTaskDeadline,
  isOwn,
  movedTo,
  taskResumesAt,
  stepBehindReminders,
} from '../../src/domain/task.js';
import { registerItem, updateItem, withdrawItem } from '../../src/domain/task-register.js';
import type { Duration } from '../../src/domain/time.js';
import type { WorkContext } from '../../src/domain/workdays.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context: WorkContext = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 9 * 60, toMinute: 18 * 60 }, calendar: autumn2026 };
const at = (text: string) => Date.parse(`2026-${text}+08:00`);
const wd = (days: number): Duration => ({ kind: 'workdays', days });
const never = Number.POSITIVE_INFINITY;

const press: Rung = { level: 'press', at: wd(1), to: ['principal'] };
const supervise: Rung = { level: 'supervise', at: wd(3), to: ['supervisor'] };
const item: TaskItem = { id: 'jiedai', text: '公务接待办法', unit: 'finance', due: '2026-09-18', support: [] };
const register: TaskSchedule = {
  id: 'rules',
  kind: 'task',
  name: '制度台账',
  trigger: { kind: 'cron', cron: '0 9 15 * *', workday: 'next' },
  urgent: false,
  ask: 'principal',
  close: 'clerk',
  items: [item],
  remind: [{ at: wd(-5) }, { at: wd(-2) }],
  escalate: [press, supervise],
};

const people: (Partial<Person> & { id: string })[] = [
  { id: 'secretary', roles: ['secretary'] },
  { id: 'discipline', roles: ['discipline'] },
  { id: 'clerk', roles: ['clerk'] },
  { id: 'deputy' },
  { id: 'chief' },
  { id: 'helper' },
  { id: 'leader' },
];
const units: (Partial<Unit> & { id: string })[] = [
  { id: 'town', principal: 'secretary', liaison: 'clerk' },
  { id: 'finance', parent: 'town', principal: 'chief', liaison: 'helper', supervisors: [{ person: 'deputy' }] },
  { id: 'office', parent: 'town', principal: 'leader', supervisors: [{ person: 'deputy' }] },
];

function rosterOf(change: { units?: typeof units; without?: string } = {}): Roster {
  const accounts = (id: string) => (id === change.without ? [] : [`wxid_${id}`]);
  return {
    committee: 'qingshan',
    people: new Map(people.map((person) => [person.id, { name: person.id, roles: [], accounts: accounts(person.id), ...person }])),
    units: new Map(
      (change.units ?? units).map((unit) => [unit.id, { name: unit.id, kind: 'station', supervisors: [], members: [], ...unit }]),
    ),
    groups: new Map(),
  };
}

function taskOf(change: Partial<Task> = {}): Task {
  const registered = registerItem('rules', item, 61, at('09-01T09:00'), context);
  if (registered === undefined) throw new Error('a finished item is no task');
  return { ...registered.task, version: 1, ...change };
}

function decide(
  now: number,
  change: Partial<Task> = {},
  more: { roster?: Roster; schedule?: Partial<TaskSchedule>; passedOn?: boolean } = {},
) {
  const { roster = rosterOf(), schedule, passedOn = false } = more;
  return decideTaskStep({ schedule: { ...register, ...schedule }, task: taskOf(change), roster, outages: [], passedOn, now, context });
}

describe('the steps of a task', () => {
  it('are its reminders on workday mornings before the date and its rungs after it, each to whom the file names', () => {
    expect(decide(at('09-10T08:59'))).toEqual({ kind: 'wait', until: at('09-11T09:00') });
    expect(decide(at('09-11T09:00'))).toEqual({ kind: 'remind', step: 0, to: ['chief'] });
    expect(decide(at('09-11T09:00'), { step: 1 })).toEqual({ kind: 'wait', until: at('09-16T09:00') });
    expect(decide(at('09-16T09:00'), { step: 1 })).toEqual({ kind: 'remind', step: 1, to: ['chief'] });
    expect(decide(at('09-18T18:00'), { step: 2 })).toEqual({ kind: 'wait', until: at('09-20T09:00') });
    // A Sunday that is worked for the holiday.
    expect(decide(at('09-20T09:00'), { step: 2 })).toEqual({ kind: 'rung', step: 2, rung: press, to: ['chief'] });
    expect(decide(at('09-22T09:00'), { step: 3 })).toEqual({ kind: 'rung', step: 3, rung: supervise, to: ['deputy'] });
    expect(decide(at('09-30T09:00'), { step: 4 })).toEqual({ kind: 'wait', until: never });
  });

  it('that are past their use are left out: of reminders that are due together the last, and none after the date', () => {
    expect(decide(at('09-16T10:00'))).toEqual({ kind: 'remind', step: 1, to: ['chief'] });
    expect(decide(at('09-18T18:00'))).toEqual({ kind: 'wait', until: at('09-20T09:00') });
  });

  it('never skip a rung that reaches somebody', () => {
    expect(decide(at('10-20T09:00'), { step: 2 })).toMatchObject({ kind: 'rung', step: 2, rung: { level: 'press' } });
  });

  it('pass on at once where a rung is vacant or reached nobody', () => {
    const vacant = rosterOf({ without: 'chief' });
    expect(decide(at('09-20T09:00'), { step: 2 }, { roster: vacant })).toEqual({ kind: 'rung', step: 3, rung: supervise, to: ['deputy'] });
    expect(decide(at('09-20T09:01'), { step: 3 })).toEqual({ kind: 'wait', until: at('09-22T09:00') });
    expect(decide(at('09-20T09:01'), { step: 3 }, { passedOn: true })).toMatchObject({ step: 3, to: ['deputy'] });
  });

  it('leave out the person concerned above press', () => {
    const own = rosterOf({ units: [{ id: 'finance', principal: 'chief', supervisors: [{ person: 'chief' }] }] });
    expect(decide(at('09-22T09:00'), { step: 3 }, { roster: own })).toEqual({ kind: 'wait', until: never });
  });

  it.each([
    ['a request holds it', { heldBy: 208 }],
    ['it is reported', { state: 'reported' }],
    ['it is closed', { state: 'closed', settledAt: at('09-10T09:00') }],
  ] as const)('are not taken while %s', (_why, change) => {
    expect(decide(at('10-20T09:00'), change)).toEqual({ kind: 'wait', until: never });
    expect(taskResumesAt({ schedule: register, task: taskOf(change), outages: [], now: at('10-20T09:00'), context })).toBe(never);
  });

  it('count from the date that was granted, and begin again with it', () => {
    const moved = movedTo(taskOf({ step: 3, level: 'press', heldBy: 208 }), { until: at('09-24T18:00') });
    expect(moved).toMatchObject({ step: 0, level: 'none', until: at('09-24T18:00') });
    expect(moved.heldBy).toBeUndefined();
    const granted = { ...moved, step: stepBehindReminders(register, moved, at('09-21T09:00'), context) };
    expect(decide(at('09-21T09:00'), granted)).toEqual({ kind: 'wait', until: at('09-22T09:00') });
  });

  it('give an item that came into the books after its date a workday before anybody is pressed', () => {
    const late = { at: at('10-12T10:00') };
    expect(decide(at('10-12T10:00'), late)).toMatchObject({ kind: 'remind', to: ['chief'] });
    expect(decide(at('10-12T10:01'), { ...late, step: 2 })).toEqual({ kind: 'wait', until: at('10-14T09:00') });
    const down = { from: at('10-12T11:00'), to: at('10-14T11:00') };
    const question = { schedule: register, task: taskOf({ ...late, step: 2 }), roster: rosterOf(), outages: [down], context };
    expect(decideTaskStep({ ...question, now: down.to })).toEqual({ kind: 'wait', until: at('10-16T09:00') });
  });

  it('are moved by an outage since the first reminder, and not by one before', () => {
    const fair = (from: string, to: string) => fairTaskDeadline(register, taskOf(), [{ from: at(from), to: at(to) }], context);
    expect(fair('09-17T10:00', '09-18T12:00')).toBe(at('09-20T18:00'));
    expect(fair('09-02T10:00', '09-05T12:00')).toBe(at('09-18T18:00'));
  });

  it('keep their distance when one goes out late', () => {
    const question = { schedule: register, task: taskOf({ step: 2 }), outages: [], now: at('09-29T10:00'), context };
    expect(afterTaskStep(question, 2)).toBe(at('10-08T09:00'));
    expect(afterTaskStep({ ...question, now: at('09-20T09:00') }, 2)).toBe(at('09-22T09:00'));
    expect(afterTaskStep(question, 3)).toBe(never);
  });

  it('go on after a word in between: a rung whose time has passed waits for the next morning, a reminder is said by the word', () => {
    const back = { ...taskOf(), step: stepBehindReminders(register, taskOf(), at('09-17T10:00'), context) };
    expect(back.step).toBe(2);
    const resumes = (now: string, task: Task) => taskResumesAt({ schedule: register, task, outages: [], now: at(now), context });
    expect(resumes('09-17T10:00', back)).toBe(at('09-20T09:00'));
    expect(resumes('09-22T10:00', back)).toBe(at('09-23T09:00'));
  });
});

describe('who has to do with a task', () => {
  it('is asked by the post, or else the principal', () => {
    expect(askedOf(rosterOf(), { ask: 'liaison' }, { unit: 'finance' })).toEqual(['helper']);
    expect(askedOf(rosterOf({ without: 'helper' }), { ask: 'liaison' }, { unit: 'finance' })).toEqual(['chief']);
    expect(askedOf(rosterOf({ without: 'leader' }), { ask: 'liaison' }, { unit: 'office' })).toEqual([]);
  });

  it('closes it only if it is not their own, and somebody of discipline does when it is the closers’ own', () => {
    expect(closersOf(rosterOf(), register, taskOf())).toEqual(['clerk']);
    expect(closersOf(rosterOf(), register, taskOf({ unit: 'town' }))).toEqual(['discipline']);
    expect(closersOf(rosterOf(), register, taskOf({ unit: 'office', lead: 'town' }))).toEqual(['discipline']);
    const reported = taskOf({ evidence: [{ by: 'clerk', at: 0, words: '', files: [] }] });
    expect(closersOf(rosterOf(), register, reported)).toEqual(['discipline']);
    expect(isOwn(rosterOf(), reported, 'clerk')).toBe(true);
  });

  it('is nobody who may not close at all, whatever the file says', () => {
    const roster = rosterOf();
    expect(closersOf(roster, { close: 'inspector' }, taskOf())).toEqual(['discipline']);
  });
});

describe('the books against the files', () => {
  const now = at('09-02T09:00');
  const update = (task: Task, change: Partial<TaskItem>) => updateItem(task, { ...item, ...change }, now, context);

  it('take an item with the end of the work hours of its date, worked or not', () => {
    expect(taskOf()).toMatchObject({ no: 61, schedule: 'rules', item: 'jiedai', dueAt: at('09-18T18:00'), state: 'open', version: 1 });
    expect(dueAtOf('2026-09-26', context)).toBe(at('09-26T18:00'));
  });

  it('do not take one that was finished before', () => {
    expect(registerItem('rules', { ...item, done: '青政发〔2026〕5号' }, 61, now, context)).toBeUndefined();
  });

  it('stay as they are when nothing has changed', () => {
    expect(update(taskOf(), {})).toBeUndefined();
    expect(update(taskOf({ state: 'reported' }), {})).toBeUndefined();
  });

  it('follow the file in words, owner and helpers, and keep how far it is', () => {
    const changed = update(taskOf({ step: 1, level: 'remind' }), {
      text: '公务接待管理办法',
      unit: 'office',
      support: ['town'],
      lead: 'office',
    });
    expect(changed).toMatchObject({
      act: 'task-changed',
      task: { text: '公务接待管理办法', unit: 'office', lead: 'office', step: 1, level: 'remind' },
    });
    expect(update(taskOf({ lead: 'office' }), {})?.task.lead).toBeUndefined();
  });

  it('begin the steps again when the date changes, forget what was granted on the old one, and stay held by an open request', () => {
    const changed = update(taskOf({ step: 3, level: 'press', until: at('09-24T18:00'), heldBy: 208 }), { due: '2026-10-30' });
    expect(changed?.task).toMatchObject({ dueAt: at('10-30T18:00'), step: 0, level: 'none', heldBy: 208 });
    expect(changed?.task.until).toBeUndefined();
  });

  it('keep the steps when only the work hours end at another time', () => {
    const hours = { ...context, workHours: { fromMinute: 9 * 60, toMinute: 17 * 60 } };
    expect(updateItem(taskOf({ step: 2 }), item, now, hours)?.task).toMatchObject({ dueAt: at('09-18T17:00'), step: 2 });
  });

  it('close what the file says is done, and withdraw what is not in it', () => {
    expect(update(taskOf(), { done: '青政发〔2026〕5号' })).toMatchObject({
      act: 'task-closed',
      task: { state: 'closed', settledAt: now },
    });
    expect(withdrawItem(taskOf({ heldBy: 208 }), now)).toMatchObject({
      act: 'task-withdrawn',
      task: { state: 'withdrawn', settledAt: now },
    });
    expect(withdrawItem(taskOf({ state: 'closed', settledAt: 5 }), now)).toBeUndefined();
  });

  it('open again what the file takes back, but never what a person closed', () => {
    const withdrawn = taskOf({ state: 'withdrawn', settledAt: 5, step: 3, level: 'press' });
    const again = update(withdrawn, {});
    expect(again).toMatchObject({ act: 'task-reopened', task: { state: 'open', step: 0, level: 'none', at: now } });
    expect(again?.task.settledAt).toBeUndefined();
    expect(update(taskOf({ state: 'closed', settledAt: 5 }), {})).toMatchObject({ act: 'task-reopened' });
    expect(update(taskOf({ state: 'closed', settledAt: 5, closedBy: 'clerk' }), { due: '2026-12-31' })).toBeUndefined();
  });
});
