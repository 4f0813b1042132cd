import { describe, expect, it } from 'vitest';
import { effectiveRoster } from '../../src/domain/effective-roster.js';
import { boundTo, holders, reachedBy, unitsOf } from '../../src/domain/responsibility.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';

const today = '2026-09-08';
const none = { bound: [], suspended: [] };

function person(id: string, changes: Partial<Person> = {}): [string, Person] {
  return [id, { id, name: id, roles: [], accounts: [`wxid_${id}`], ...changes }];
}

function unit(id: string, changes: Partial<Unit> = {}): [string, Unit] {
  return [id, { id, name: id, kind: 'village', supervisors: [{ person: 'wang' }], members: [], ...changes }];
}

function rosterOf(people: [string, Person][], units: [string, Unit][] = []): Roster {
  return { committee: 'qingshan', people: new Map(people), units: new Map(units), groups: new Map() };
}

function accountsOf(roster: Roster, id: string): string[] | undefined {
  return roster.people.get(id)?.accounts;
}

describe('an account that is bound', () => {
  const file = rosterOf([person('ma', { accounts: ['wxid_ma', 'wxid_ma2'] }), person('sun')]);

  it('stands in for all that the roster has for the person', () => {
    const roster = effectiveRoster(file, { bound: [{ person: 'ma', account: 'wxid_new' }], suspended: [] }, today);
    expect(accountsOf(roster, 'ma')).toEqual(['wxid_new']);
    expect(boundTo(roster, 'wxid_ma')).toBeUndefined();
    expect(boundTo(roster, 'wxid_new')?.id).toBe('ma');
  });

  it('is taken from whoever else lists it', () => {
    const roster = effectiveRoster(file, { bound: [{ person: 'sun', account: 'wxid_ma' }], suspended: [] }, today);
    expect(accountsOf(roster, 'sun')).toEqual(['wxid_ma']);
    expect(accountsOf(roster, 'ma')).toEqual(['wxid_ma2']);
  });

  it('counts although it was suspended before', () => {
    const roster = effectiveRoster(file, { bound: [{ person: 'sun', account: 'wxid_sun' }], suspended: ['wxid_sun'] }, today);
    expect(accountsOf(roster, 'sun')).toEqual(['wxid_sun']);
  });

  it('of somebody who is not in the roster any more is nobody’s, and leaves others what is theirs', () => {
    const roster = effectiveRoster(file, { bound: [{ person: 'gone', account: 'wxid_sun' }], suspended: [] }, today);
    expect(roster).toBe(file);
    expect(boundTo(roster, 'wxid_sun')?.id).toBe('sun');
  });
});

describe('a suspended account', () => {
  it('is nobody’s, and the person keeps the others', () => {
    const file = rosterOf([person('ma', { accounts: ['wxid_ma', 'wxid_ma2'] }), person('sun')]);
    const roster = effectiveRoster(file, { bound: [], suspended: ['wxid_ma', 'wxid_sun'] }, today);
    expect(accountsOf(roster, 'ma')).toEqual(['wxid_ma2']);
    expect(accountsOf(roster, 'sun')).toEqual([]);
    expect(boundTo(roster, 'wxid_sun')).toBeUndefined();
  });
});

describe('a roster in which nothing differs', () => {
  it('is the file’s own, and what does not differ in another is the same object', () => {
    const file = rosterOf([person('ma'), person('sun')], [unit('a', { liaison: 'ma' })]);
    expect(effectiveRoster(file, none, today)).toBe(file);
    const roster = effectiveRoster(file, { bound: [], suspended: ['wxid_ma'] }, today);
    expect(roster.people.get('sun')).toBe(file.people.get('sun'));
    expect(roster.units).toBe(file.units);
    expect(accountsOf(file, 'ma')).toEqual(['wxid_ma']);
  });
});

describe('leave', () => {
  it.each([
    ['2026-09-06', undefined],
    ['2026-09-07', { until: '2026-09-11', deputy: 'sun' }],
    ['2026-09-11', { until: '2026-09-11', deputy: 'sun' }],
    ['2026-09-12', undefined],
  ])('from the 7th to the 11th makes somebody away on those days and no others: %s', (day, away) => {
    const file = rosterOf([person('zhao', { leave: { from: '2026-09-07', until: '2026-09-11', deputy: 'sun' } }), person('sun')]);
    expect(effectiveRoster(file, none, day).people.get('zhao')?.away).toEqual(away);
  });

  it('without a beginning has begun', () => {
    const file = rosterOf([person('zhao', { leave: { until: today } })]);
    expect(effectiveRoster(file, none, today).people.get('zhao')?.away).toEqual({ until: today });
  });
});

describe('a deputy', () => {
  const leave = { until: '2026-09-11', deputy: 'sun' };
  const units = [
    unit('a', { liaison: 'zhao', principal: 'li' }),
    unit('b', { liaison: 'ma', principal: 'zhao', members: ['zhao'] }),
    unit('c', { supervisors: [{ person: 'zhao', as: '副书记' }, { person: 'sun' }] }),
    unit('d', { liaison: 'ma' }),
  ];
  const others = [person('sun'), person('li'), person('ma'), person('wang')];

  it('holds every post of whoever is away, who stays a member and is still heard', () => {
    const file = rosterOf([person('zhao', { leave }), ...others], units);
    const roster = effectiveRoster(file, none, today);
    expect(holders(roster, 'liaison', 'a')).toEqual(['sun']);
    expect(holders(roster, 'principal', 'b')).toEqual(['sun']);
    expect(holders(roster, 'members', 'b')).toEqual(['zhao', 'sun']);
    expect(roster.units.get('c')?.supervisors).toEqual([{ person: 'sun', as: '副书记' }]);
    expect(roster.units.get('d')).toBe(file.units.get('d'));
    expect(unitsOf(roster, 'zhao')).toEqual(['a', 'b']);
    expect(boundTo(roster, 'wxid_zhao')?.id).toBe('zhao');
    expect(reachedBy(roster, 'b', { level: 'press', to: ['principal', 'members'] })).toEqual(['sun']);
  });

  it.each([
    ['has no account', [person('sun', { accounts: [] })], none],
    ['has one that is suspended', [person('sun')], { bound: [], suspended: ['wxid_sun'] }],
    ['is away too', [person('sun', { leave: { until: '2026-09-08', deputy: 'ma' } })], none],
    ['is not in the roster', [], none],
  ])('who %s holds nothing', (_why, deputy, bindings) => {
    const file = rosterOf([person('zhao', { leave }), ...deputy, person('li'), person('ma')], units.slice(0, 2));
    const roster = effectiveRoster(file, bindings, today);
    expect(holders(roster, 'liaison', 'a')).toEqual(['zhao']);
    expect(reachedBy(roster, 'a', { level: 'press', to: ['liaison'] })).toEqual([]);
  });

  it('does not come to oversee the unit they lead', () => {
    const led = unit('e', { principal: 'sun', supervisors: [{ person: 'zhao' }] });
    const roster = effectiveRoster(rosterOf([person('zhao', { leave }), ...others], [led]), none, today);
    expect(roster.units.get('e')?.supervisors).toEqual([{ person: 'zhao' }]);
  });
});
