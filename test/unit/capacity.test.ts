import { describe, expect, it } from 'vitest';
import { capacityOf } from '../../src/domain/capacity.js';
import { effectiveRoster } from '../../src/domain/effective-roster.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';

function person(id: string, changes: Partial<Person> = {}): [string, Person] {
  return [id, { id, name: id, roles: [], accounts: [`wxid_${id}`], ...changes }];
}

const units: Unit[] = [
  { id: 'qingshan', name: '镇党委', kind: 'committee', principal: 'zhang', supervisors: [], members: [] },
  {
    id: 'dongcun',
    name: '东村',
    kind: 'village',
    parent: 'qingshan',
    principal: 'li',
    supervisors: [{ person: 'wang' }, { person: 'zheng' }],
    liaison: 'zhao',
    members: ['sun'],
  },
];

const leave = { until: '2026-09-10' };
const file: Roster = {
  committee: 'qingshan',
  people: new Map([
    person('zhang', { roles: ['secretary'] }),
    person('zhou', { roles: ['discipline-secretary', 'clerk'] }),
    person('wang', { leave: { ...leave, deputy: 'zheng2' } }),
    person('zheng'),
    person('zheng2'),
    person('li'),
    person('zhao', { leave: { ...leave, deputy: 'sun' } }),
    person('sun'),
    person('luo'),
  ]),
  units: new Map(units.map((unit) => [unit.id, unit])),
  groups: new Map(),
};
const inForce = effectiveRoster(file, { bound: [], suspended: [] }, '2026-09-08');

describe('the capacity in which somebody acts', () => {
  it.each([
    ['zhou', undefined, 'discipline-secretary, clerk'],
    ['zhou', 'dongcun', 'discipline-secretary, clerk'],
    ['li', 'dongcun', 'principal'],
    ['zheng', 'dongcun', 'supervisor'],
    ['zhang', 'dongcun', 'secretary, principal of qingshan'],
    ['zhang', undefined, 'secretary'],
    ['luo', 'dongcun', ''],
    ['operator', undefined, ''],
    ['bot', 'dongcun', ''],
    ['li', 'gone', ''],
  ])('of %s towards %s is: %s', (who, unit, words) => {
    expect(capacityOf(inForce, file.units, who, unit)).toBe(words);
  });

  it('says for whom a deputy stands in, and keeps what is their own apart', () => {
    expect(capacityOf(inForce, file.units, 'zheng2', 'dongcun')).toBe('supervisor for wang');
    expect(capacityOf(inForce, file.units, 'sun', 'dongcun')).toBe('liaison for zhao, member');
  });

  it('is nobody’s deputy when the posts are as they are written', () => {
    expect(capacityOf(file, file.units, 'sun', 'dongcun')).toBe('member');
  });
});
