import { describe, expect, it } from 'vitest';
import { loadCalendar } from '../../src/adapters/calendar/load-calendar.js';
import { roundUsefulUntil } from '../../src/application/round-life.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import { holidaysOf, roundReaders } from '../../src/domain/round-readers.js';
import type { NodeTrigger, Trigger } from '../../src/domain/schedule.js';
import type { WorkContext } from '../../src/domain/workdays.js';

const context: WorkContext = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 540, toMinute: 1080 }, calendar: loadCalendar() };
const node: NodeTrigger = { kind: 'node', festivals: ['元旦', '中秋节', '国庆节'], beforeDays: 3, atMinute: 540 };

function at(text: string): number {
  return Date.parse(`${text}+08:00`);
}

function rosterOf(people: Partial<Person>[], units: Partial<Unit>[]): Roster {
  const whole = people.map((person): Person => ({ id: '', name: '', roles: [], accounts: ['a'], ...person }));
  const wholeUnits = units.map((unit): Unit => ({ id: '', name: '', kind: 'village', supervisors: [], members: [], ...unit }));
  return {
    committee: 'c',
    people: new Map(whole.map((person) => [person.id, person])),
    units: new Map(wholeUnits.map((unit) => [unit.id, unit])),
    groups: new Map(),
  };
}

describe('the readers of a round', () => {
  const roster = rosterOf(
    [
      { id: 'zhang', roles: ['secretary'] },
      { id: 'li' },
      { id: 'wang' },
      { id: 'gone', accounts: [] },
      { id: 'off', away: { until: '2026-10-09' } },
    ],
    [
      { id: 'u', principal: 'li', supervisors: [{ person: 'wang' }] },
      { id: 'v', principal: 'wang', supervisors: [{ person: 'wang' }], members: ['gone', 'off'] },
      { id: 'w', principal: 'zhang' },
    ],
  );

  it('are each named once with all that they are', () => {
    expect(roundReaders(roster, ['principal', 'supervisor', 'secretary'], { units: 'all' })).toEqual([
      { person: 'li', roles: ['principal'] },
      { person: 'wang', roles: ['supervisor', 'principal'] },
      { person: 'zhang', roles: ['secretary', 'principal'] },
    ]);
  });

  it('are nobody who has no account or is on leave, and nobody of a role that is vacant', () => {
    expect(roundReaders(roster, ['members', 'clerk'], { units: 'all' })).toEqual([]);
  });

  it('are those of the audience, but a role of the committee has no unit', () => {
    const people = roundReaders(roster, ['principal', 'secretary'], { units: ['u'] }).map(({ person }) => person);
    expect(people).toEqual(['li', 'zhang']);
  });
});

describe('the holidays of a round', () => {
  const names = (trigger: Trigger, plannedAt: string): string[] =>
    holidaysOf(trigger, at(plannedAt), context).flatMap(({ festivals }) => festivals);

  it('are those of its opening, both when two are near each other', () => {
    expect(names(node, '2026-09-22T09:00')).toEqual(['中秋节', '国庆节']);
  });

  it('opened by hand are those that come soon, none of the past and none that is months away', () => {
    expect(names(node, '2026-09-24T16:00')).toEqual(['中秋节', '国庆节']);
    expect(names(node, '2026-09-28T10:00')).toEqual(['国庆节']);
    expect(names(node, '2026-10-12T10:00')).toEqual([]);
  });

  it('are none without festivals', () => {
    expect(names({ kind: 'cron', cron: '0 9 * * 1', workday: 'next' }, '2026-09-22T09:00')).toEqual([]);
  });
});

describe('a round', () => {
  const useful = (trigger: Trigger, opening: string): string =>
    new Date(roundUsefulUntil({ trigger }, at(opening), context) + 8 * 3_600_000).toISOString().slice(0, 16);

  it('before festivals is of use until the last of them begins', () => {
    expect(useful(node, '2026-09-22T09:00')).toBe('2026-10-01T00:00');
    expect(useful({ ...node, festivals: ['中秋节'] }, '2026-09-22T09:00')).toBe('2026-09-25T00:00');
  });

  it('of any other kind is of use for one more workday', () => {
    expect(useful({ kind: 'cron', cron: '0 9 * * 1', workday: 'next' }, '2026-09-24T09:00')).toBe('2026-09-28T18:00');
  });
});
