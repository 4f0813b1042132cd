import { describe, expect, it } from 'vitest';
import { countDifficulties, countTasks, digestSpan, mainCause, sharedCauses } from '../../src/domain/digest.js';
import type { Request, Task } from '../../src/domain/matter.js';
import { dayMs, type Instant } from '../../src/domain/time.js';
import type { WorkContext } from '../../src/domain/workdays.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context: WorkContext = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 540, toMinute: 1080 }, calendar: autumn2026 };

/** In China. */
function at(text: string): Instant {
  return Date.parse(`${text}+08:00`);
}

const monday = at('2026-09-07T09:00');

function request(unit: string, changes: Partial<Request> = {}): Request {
  return {
    kind: 'request',
    no: 1,
    unit,
    at: monday - 3 * dayMs,
    version: 1,
    ask: 'difficulty',
    about: { cycle: 'monthly-20260825-0900' },
    by: 'li',
    reason: '会计交接',
    to: 'wang',
    state: 'open',
    reminded: 0,
    shown: false,
    ...changes,
  };
}

function task(changes: Partial<Task> = {}): Task {
  return {
    kind: 'task',
    no: 61,
    unit: 'caizheng',
    at: monday - 30 * dayMs,
    version: 1,
    schedule: 'register',
    item: 'works',
    text: '小额工程办法',
    support: [],
    dueAt: monday - dayMs,
    state: 'open',
    step: 0,
    level: 'none',
    evidence: [],
    sentBack: [],
    ...changes,
  };
}

describe('the span of a digest', () => {
  it('is the week before, named by its workdays', () => {
    const span = digestSpan(monday, undefined, context);
    expect(span).toMatchObject({ from: at('2026-08-31T09:00'), to: monday, firstDay: '2026-08-31', lastDay: '2026-09-04', weekly: true });
  });

  it('begins where the digest before ended, so that nothing falls between two', () => {
    const span = digestSpan(at('2026-10-08T09:00'), at('2026-09-28T09:00'), context);
    expect(span).toMatchObject({ from: at('2026-09-28T09:00'), firstDay: '2026-09-28', lastDay: '2026-09-30', weekly: false });
  });

  it('is named by its days when none of them was worked', () => {
    const span = digestSpan(at('2026-10-08T09:00'), at('2026-10-01T09:00'), context);
    expect(span).toMatchObject({ firstDay: '2026-10-01', lastDay: '2026-10-07', weekly: true });
  });
});

describe('difficulties', () => {
  it('are those asked, of which some were answered and some were not', () => {
    const requests = [
      request('dongcun'),
      request('liuwan', { state: 'coordinated' }),
      request('shiqiao', { state: 'refused' }),
      request('datang', { ask: 'extend' }),
      request('xihe', { state: 'withdrawn' }),
      request('nanling', { state: 'overtaken' }),
    ];
    expect(countDifficulties(requests)).toEqual({ asked: 3, answered: 2, unanswered: 1 });
  });
});

describe('a shared cause', () => {
  it('is seen from three units on, by what they asked for and not by their words', () => {
    const two = [request('dongcun', { reason: '雨' }), request('liuwan', { reason: '雨', state: 'coordinated' })];
    expect(sharedCauses(two)).toEqual([]);
    expect(sharedCauses([...two, request('shiqiao', { reason: '别的' })])).toEqual([
      { ask: 'difficulty', about: { cycle: 'monthly-20260825-0900' }, units: ['dongcun', 'liuwan', 'shiqiao'] },
    ]);
  });

  it.each([
    ['one unit asks three times', ['dongcun', 'dongcun', 'dongcun'].map((unit, no) => request(unit, { no }))],
    ['it is about different rounds', ['a', 'b', 'c'].map((unit) => request(unit, { about: { cycle: `of-${unit}` } }))],
    ['they ask for different things', [request('a'), request('b', { ask: 'extend' }), request('c', { ask: 'not-applicable' })]],
    ['they mean different questions', ['q1', 'q2', 'q3'].map((question) => request(question, { ask: 'not-applicable', question }))],
    ['somebody else is to answer', ['a', 'b', 'c'].map((unit) => request(unit, { ask: 'reassign' }))],
    ['they took it back', ['a', 'b', 'c'].map((unit) => request(unit, { state: 'withdrawn' }))],
  ])('is not seen when %s', (_why, requests) => {
    expect(sharedCauses(requests)).toEqual([]);
  });

  it('is told with the question that does not apply, the most units first', () => {
    const seals = ['a', 'b', 'c'].map((unit) => request(unit, { ask: 'not-applicable', question: 'seal' }));
    const late = ['a', 'b', 'c', 'd'].map((unit) => request(unit, { ask: 'extend' }));
    expect(sharedCauses([...seals, ...late]).map(({ ask, question, units }) => [ask, question, units.length])).toEqual([
      ['extend', undefined, 4],
      ['not-applicable', 'seal', 3],
    ]);
  });
});

describe('tasks', () => {
  it('are counted as new and closed in the span; what was taken out of the files is neither', () => {
    const from = monday - 7 * dayMs;
    const tasks = [
      task(),
      task({ at: monday - dayMs, dueAt: monday + dayMs }),
      task({ state: 'closed', settledAt: monday - dayMs }),
      task({ state: 'withdrawn', settledAt: monday - dayMs, at: monday - dayMs }),
    ];
    expect(countTasks(tasks, from)).toEqual({ fresh: 1, closed: 1 });
  });
});

describe('the load', () => {
  it.each([
    [{ 自查: 99, 周报: 10 }, 142, { name: '自查', tenths: 7 }],
    [{ 自查: 142 }, 142, { name: '自查', tenths: 10 }],
    [{ 自查: 3, 周报: 4 }, 100, undefined],
    [{}, 12, undefined],
    [{ 自查: 1 }, 0, undefined],
  ])('of %j in %i messages has its main cause', (causes, messages, expected) => {
    expect(mainCause(new Map(Object.entries(causes)), messages)).toEqual(expected);
  });
});
