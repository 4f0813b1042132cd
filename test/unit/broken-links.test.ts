import { describe, expect, it } from 'vitest';
import {
  brokenLinks,
  firstOfEach,
  isOfUnit,
  linkKey,
  mendedBy,
  stopsAsking,
  tangle,
  type UnitLink,
} from '../../src/domain/broken-links.js';
import { checkBefore, eveningAfter } from '../../src/domain/link-checks.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 540, toMinute: 1080 }, calendar: autumn2026 };
const at = (text: string): number => Date.parse(`2026-${text}:00+08:00`);

function rosterOf(people: (Partial<Person> & { id: string })[], units: (Partial<Unit> & { id: string })[]): Roster {
  return {
    committee: 'qingshan',
    people: new Map(people.map((person) => [person.id, { name: person.id, roles: [], accounts: [`wxid_${person.id}`], ...person }])),
    units: new Map(units.map((unit) => [unit.id, { name: unit.id, kind: 'village', supervisors: [], members: [], ...unit }])),
    groups: new Map(),
  };
}

const offices = [
  { id: 'zhang', roles: ['secretary' as const] },
  { id: 'zhou', roles: ['discipline-secretary' as const] },
  { id: 'he', roles: ['clerk' as const] },
];
const town = { id: 'town', principal: 'zhang', liaison: 'he' };

function village(people: (Partial<Person> & { id: string })[], unit: Partial<Unit>): Roster {
  return rosterOf(
    [...offices, { id: 'wang' }, { id: 'li' }, ...people],
    [town, { id: 'east', parent: 'town', principal: 'li', supervisors: [{ person: 'wang' }], ...unit }],
  );
}

const until = '2026-10-09';
const zhao = { id: 'zhao' };

describe('what stops a unit from being asked', () => {
  const cases: [string, Roster, string | undefined][] = [
    ['nothing', village([zhao], { liaison: 'zhao' }), undefined],
    ['nobody holds the post', village([], {}), 'vacant-liaison'],
    ['the holder is not among the people', village([], { liaison: 'gone' }), 'vacant-liaison'],
    ['the holder has no account', village([{ ...zhao, accounts: [] }], { liaison: 'zhao' }), 'unbound'],
    ['the holder is away and nobody stands in', village([{ ...zhao, away: { until } }], { liaison: 'zhao' }), 'away'],
    ['the unit oversees itself', village([zhao], { liaison: 'zhao', supervisors: [{ person: 'li' }] }), 'own-supervisor'],
    [
      'somebody else oversees it as well',
      village([zhao], { liaison: 'zhao', supervisors: [{ person: 'wang' }, { person: 'li' }] }),
      undefined,
    ],
    [
      'nobody is above',
      rosterOf([...offices, zhao, { id: 'li' }], [{ id: 'town' }, { id: 'east', parent: 'town', principal: 'li', liaison: 'zhao' }]),
      'nobody-above',
    ],
  ];

  it.each(cases)('%s', (_what, roster, code) => {
    expect(stopsAsking(roster, 'east', 'liaison')?.code).toBe(code);
  });

  it('is looked at for the post that is asked', () => {
    const roster = village([], {});
    expect(stopsAsking(roster, 'east', 'principal')).toBeUndefined();
    expect(stopsAsking(roster, 'east', 'members')).toEqual({ code: 'vacant-members', unit: 'east' });
    expect(stopsAsking(rosterOf([], [{ id: 'east' }]), 'east', 'supervisor')).toEqual({ code: 'vacant-supervisor', unit: 'east' });
  });

  it('lets one of several holders be enough', () => {
    const roster = village([{ id: 'sun', accounts: [] }, { id: 'qian' }], { members: ['sun', 'qian'] });
    expect(stopsAsking(roster, 'east', 'members')).toBeUndefined();
  });

  it('is looked at for the day of the opening: leave that begins later, and leave that is over by then', () => {
    const leave = { from: '2026-09-28', until };
    const on = (person: Partial<Person>, day?: string) =>
      stopsAsking(village([{ ...zhao, ...person }], { liaison: 'zhao' }), 'east', 'liaison', day)?.code;
    expect([on({ leave }), on({ leave }, '2026-09-27'), on({ leave }, '2026-09-28'), on({ leave }, until)]).toEqual([
      undefined,
      undefined,
      'away',
      'away',
    ]);
    expect(on({ leave }, '2026-10-10')).toBeUndefined();
    expect(on({ leave: { until } }, '2026-09-28')).toBe('away');
    expect(on({ away: { until: '2026-09-25' }, leave: { until: '2026-09-25' } }, '2026-09-28')).toBeUndefined();
  });

  it('is not the leave of somebody for whom a deputy stands in who can be written to', () => {
    const leave = { from: '2026-09-28', until, deputy: 'sun' };
    const roster = (sun: Partial<Person>) =>
      village(
        [
          { ...zhao, leave },
          { id: 'sun', ...sun },
        ],
        { liaison: 'zhao' },
      );
    expect(stopsAsking(roster({}), 'east', 'liaison', '2026-09-28')).toBeUndefined();
    expect(stopsAsking(roster({ accounts: [] }), 'east', 'liaison', '2026-09-28')?.code).toBe('away');
  });

  it('is no tangle for the root and for a unit that is not there', () => {
    expect(tangle(rosterOf(offices, [town]), 'town')).toBeUndefined();
    expect(tangle(rosterOf(offices, [town]), 'nowhere')).toBeUndefined();
  });
});

describe('broken links', () => {
  it('name who is away with nobody to stand in, in a post and in an office', () => {
    const roster = rosterOf(
      [
        offices[0] ?? zhao,
        { id: 'zhou', roles: ['discipline-secretary'], away: { until } },
        { id: 'he', roles: ['clerk'] },
        { ...zhao, away: { until } },
        { id: 'li' },
      ],
      [town, { id: 'east', parent: 'town', principal: 'li', liaison: 'zhao' }],
    );
    expect(brokenLinks(roster)).toEqual([
      { code: 'away', unit: 'east', post: 'liaison', person: 'zhao', until },
      { code: 'away-role', role: 'discipline-secretary', person: 'zhou', until },
    ]);
  });

  it('are told one a unit, those nobody holds before those that time may mend', () => {
    const links: UnitLink[] = [
      { code: 'away', unit: 'datang', post: 'liaison', person: 'peng', until },
      { code: 'vacant-liaison', unit: 'shangping' },
      { code: 'vacant-principal', unit: 'shangping' },
      { code: 'own-supervisor', unit: 'weisheng', person: 'song' },
    ];
    expect(firstOfEach(links).map(({ unit, code }) => [unit, code])).toEqual([
      ['shangping', 'vacant-liaison'],
      ['weisheng', 'own-supervisor'],
      ['datang', 'away'],
    ]);
  });

  it('have one key for one break, however long it lasts, and another for any other', () => {
    const away: UnitLink = { code: 'away', unit: 'east', post: 'liaison', person: 'zhao', until };
    expect(linkKey({ ...away, until: '2026-10-12' })).toBe(linkKey(away));
    const others: Parameters<typeof linkKey>[0][] = [
      { ...away, post: 'principal' },
      { ...away, person: 'sun' },
      { ...away, unit: 'west' },
      { code: 'unbound', unit: 'east', post: 'liaison', person: 'zhao' },
      { code: 'vacant-role', role: 'clerk' },
      { code: 'vacant-role', role: 'secretary' },
    ];
    expect(new Set([away, ...others].map(linkKey)).size).toBe(others.length + 1);
  });

  it('are for the clerk, who keeps the roster; what the clerk cannot mend is for the secretary', () => {
    expect(mendedBy({ code: 'vacant-liaison', unit: 'east' })).toBe('clerk');
    expect(mendedBy({ code: 'unbound-role', role: 'discipline-secretary', person: 'zhou' })).toBe('clerk');
    expect(mendedBy({ code: 'vacant-role', role: 'secretary' })).toBe('clerk');
    expect(mendedBy({ code: 'vacant-role', role: 'clerk' })).toBe('secretary');
    expect(mendedBy({ code: 'vacant-role', role: 'discipline-secretary' })).toBe('secretary');
    expect(mendedBy({ code: 'away-role', role: 'clerk', person: 'he', until })).toBe('secretary');
  });

  it('are within units, of offices, or notes', () => {
    expect(isOfUnit({ code: 'vacant-liaison', unit: 'east' })).toBe(true);
    expect(isOfUnit({ code: 'vacant-role', role: 'clerk' })).toBe(false);
    expect(isOfUnit({ code: 'two-posts', person: 'li', units: ['east', 'west'] })).toBe(false);
  });
});

describe('when links are looked at', () => {
  it.each([
    ['09-28T09:00', '09-24T15:00'],
    ['09-24T09:00', '09-23T15:00'],
    ['10-12T09:00', '10-10T15:00'],
    ['08-24T09:00', '08-21T15:00'],
  ])('before the opening on %s it is %s, the afternoon of the workday before', (opening, check) => {
    expect(checkBefore(at(opening), context)).toBe(at(check));
  });

  it.each([
    ['08-25T19:59', '08-25T20:00'],
    ['08-25T20:00', '08-26T20:00'],
    ['08-31T23:00', '09-01T20:00'],
  ])('after %s the next evening is %s', (now, evening) => {
    expect(eveningAfter(at(now), context)).toBe(at(evening));
  });
});
