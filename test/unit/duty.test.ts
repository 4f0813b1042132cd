import { afterAll, describe, expect, it } from 'vitest';
import { chainLinks } from '../../src/domain/chain-links.js';
import { obligationsOf, type DutyList } from '../../src/domain/duty.js';
import { linkKey } from '../../src/domain/broken-links.js';
import { overseenBy, ancestors } from '../../src/domain/responsibility.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import { removeHomes } from '../harness/home-folder.js';
import { faultsOf, testSlips } from '../harness/slips.js';

afterAll(removeHomes);

const person = (id: string, more: Partial<Person> = {}): [string, Person] => [id, { id, name: id, roles: [], accounts: [id], ...more }];
const unit = (id: string, kind: string, more: Partial<Unit> = {}): [string, Unit] => [
  id,
  { id, name: id, kind, supervisors: [], members: [], ...more },
];

/** A city with a county, a town, a village, a group in it, and a school and an enterprise beside them. */
const tree: Roster = {
  committee: 'city',
  people: new Map([
    person('mayor', { roles: ['secretary'] }),
    person('officer', { roles: ['discipline-secretary'] }),
    ...['county', 'town', 'village', 'group', 'yard', 'school', 'plant', 'deputy'].map((id) => person(id)),
    person('idle', { title: '副镇长' }),
  ]),
  units: new Map([
    unit('City', 'city', { principal: 'mayor' }),
    unit('County', 'county', { parent: 'City', principal: 'county', supervisors: [{ person: 'deputy' }] }),
    unit('Town', 'town', { parent: 'County', principal: 'town' }),
    unit('Village', 'village', { parent: 'Town', principal: 'village', liaison: 'village' }),
    unit('Group', 'group', { parent: 'Village', principal: 'group' }),
    unit('Yard', 'yard', { parent: 'Group', principal: 'yard' }),
    unit('School', 'school', { parent: 'Town', principal: 'school' }),
    unit('Plant', 'enterprise', { parent: 'Town', principal: 'plant' }),
  ]),
  groups: new Map(),
};

const lists: DutyList[] = [
  {
    id: 'integrity',
    name: '责任清单',
    common: [
      { id: 'deploy', text: '一起部署', duty: 'principal', holder: 'principal', for: { units: 'all' } },
      { id: 'joint', text: '一岗双责', duty: 'joint', holder: 'supervisor', for: { units: 'all', under: 'City' } },
      { id: 'inspect', text: '检查', duty: 'oversight', holder: 'inspector', for: { units: ['School'] } },
    ],
    own: [
      { id: 'named', text: '四次', unit: 'Yard', duty: 'direct', person: 'group', support: [], measure: { number: 4, unit: '次' } },
      { id: 'gone', text: '两项', unit: 'Plant', duty: 'direct', person: 'nobody', support: [] },
    ],
  },
];

const holderOf = (id: string, where: string): string | undefined =>
  obligationsOf(tree, lists).find((one) => one.id === id && one.unit === where)?.holder;

describe('a duty', () => {
  it('is broken down to every unit that it is for, at any depth and of any kind', () => {
    expect(obligationsOf(tree, lists).filter(({ id }) => id === 'deploy')).toHaveLength(8);
    expect(holderOf('deploy', 'Yard')).toBe('yard');
    expect(holderOf('deploy', 'School')).toBe('school');
  });

  it('of a leader in charge is theirs who is in charge of the nearest unit above, where a unit has nobody of its own', () => {
    expect(holderOf('joint', 'County')).toBe('deputy');
    expect(holderOf('joint', 'Town')).toBe('deputy');
    expect(holderOf('joint', 'Yard')).toBe('group');
  });

  it('names one person, or is a broken link, once for each unit; a vacant post is told by itself', () => {
    expect(holderOf('named', 'Yard')).toBe('group');
    const found = chainLinks(tree, lists).map(linkKey);
    expect(found.filter((key) => key.startsWith('duty-unheld'))).toEqual(['duty-unheld/School//inspect', 'duty-unheld/Plant//gone']);
    const vacant = { ...tree, units: new Map([...tree.units, unit('Town', 'town', { parent: 'County' })]) };
    const keys = chainLinks(vacant, lists).map(linkKey);
    expect(keys).toContain('vacant-principal/Town//');
    expect(keys.filter((key) => key.startsWith('duty-unheld'))).toHaveLength(2);
  });
});

describe('the chain', () => {
  it('goes up from six levels below and down again', () => {
    expect(ancestors(tree, 'Yard')).toEqual(['Group', 'Village', 'Town', 'County', 'City']);
    expect(overseenBy(tree, 'deputy')).toEqual(['County', 'Town', 'Village', 'Group', 'Yard', 'School', 'Plant']);
  });

  it('is broken by a leader who is in charge of nothing, and where all who could decide are concerned', () => {
    expect(chainLinks(tree).map(linkKey)).toContain('no-charge///idle');
    const alone = { ...tree, people: new Map([...tree.people].filter(([id]) => id !== 'officer')) };
    expect(chainLinks(alone).map(linkKey)).toContain('conflict/City//mayor');
    expect(chainLinks(tree).some(({ code }) => code === 'conflict')).toBe(false);
  });
});

const file = 'duties/integrity.yaml';
const right = {
  [file]: `name: 责任清单
common:
  - { id: deploy, text: 一起部署, duty: principal, holder: principal, for: { kind: village } }
own:
  - { id: cases, text: 学案例, unit: dongcun, duty: direct, person: zhao, measure: { number: 4, unit: 次 }, due: 2026-12-31 }
`,
};

describe('a file of duties', () => {
  it('is taken when it is right', async () => {
    expect(await faultsOf(right)).toEqual([]);
  });

  testSlips(
    [
      {
        about: 'names a unit that exists',
        file,
        from: 'unit: dongcun',
        to: 'unit: ‸dongcum',
        says: '名单里没有“dongcum”这个单位  （是不是 dongcun？）',
      },
      {
        about: 'names a person who exists',
        file,
        from: 'person: zhao',
        to: 'person: ‸zhou1',
        says: '名单里没有“zhou1”这个人  （是不是 zhou？）',
      },
      { about: 'gives an id once', file, from: 'id: cases', to: 'id: ‸deploy', says: '编号“deploy”重复，第 3 行已经用了' },
      {
        about: 'names one who holds it, not two',
        file,
        from: 'person: zhao',
        to: 'role: liaison, person: ‸zhao',
        says: 'person 和 role 只写一个，一条责任一个人',
      },
    ],
    right,
  );
});
