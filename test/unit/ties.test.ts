import { describe, expect, it } from 'vitest';
import { effectiveRoster } from '../../src/domain/effective-roster.js';
import type { Request, Task } from '../../src/domain/matter.js';
import { may } from '../../src/domain/permission.js';
import type { CommitteeRole, Person, Roster, Unit } from '../../src/domain/roster.js';
import { tiesToDraft, tiesToPart, tiesToReading, tiesToRequest, tiesToTask, tiesToUnit } from '../../src/domain/ties.js';

const roles: Record<string, CommitteeRole[]> = {
  zhang: ['secretary'],
  zhou: ['discipline-secretary'],
  he: ['clerk'],
  luo: ['inspector'],
};
const units: (Partial<Unit> & { id: string })[] = [
  { id: 'town', principal: 'zhang', liaison: 'he' },
  { id: 'dongcun', parent: 'town', principal: 'li', liaison: 'zhao', members: ['sun'], supervisors: [{ person: 'wang' }] },
  { id: 'office', parent: 'town', principal: 'zhou', liaison: 'he', supervisors: [{ person: 'he' }, { person: 'wang' }] },
];

/** As it counts on a day on which these are on leave. */
function rosterOf(away: Record<string, string> = {}): Roster {
  const people = ['zhang', 'zhou', 'he', 'luo', 'wang', 'li', 'zhao', 'sun', 'xie'].map((id): [string, Person] => {
    const deputy = away[id];
    const leave = deputy === undefined ? {} : { leave: { until: '2026-09-30', deputy } };
    return [id, { id, name: id, roles: roles[id] ?? [], accounts: [`wxid_${id}`], ...leave }];
  });
  const written: Roster = {
    committee: 'qingshan',
    people: new Map(people),
    units: new Map(units.map((unit) => [unit.id, { name: unit.id, kind: 'village', supervisors: [], members: [], ...unit }])),
    groups: new Map(),
  };
  return effectiveRoster(written, { bound: [], suspended: [] }, '2026-08-25');
}

const extension: Pick<Request, 'unit' | 'by' | 'to' | 'ask'> = { unit: 'dongcun', by: 'zhao', to: 'wang', ask: 'extend' };
const task: Task = {
  kind: 'task',
  no: 1,
  unit: 'dongcun',
  at: 0,
  version: 1,
  schedule: 'register',
  item: 'seal',
  text: '公章移交',
  support: [],
  dueAt: 0,
  state: 'reported',
  step: 0,
  level: 'none',
  evidence: [{ by: 'zhao', at: 0, words: '办好了', files: [] }],
  sentBack: [],
};

describe('who asked', () => {
  it('may take it back while they are of the unit, and not once they have left it', () => {
    const mayWithdraw = (roster: Roster): boolean =>
      may(roster, 'zhao', 'withdraw', { unit: 'dongcun', ties: tiesToRequest(roster, extension, 'zhao') });
    const roster = rosterOf();
    expect(mayWithdraw(roster)).toBe(true);
    const dongcun = roster.units.get('dongcun');
    const moved = dongcun === undefined ? [] : [['dongcun', { ...dongcun, liaison: 'sun' }] as const];
    expect(mayWithdraw({ ...roster, units: new Map([...roster.units, ...moved]) })).toBe(false);
  });

  it('decides on nothing of it, though they answer for the unit that it is about', () => {
    for (const verb of ['agree', 'refuse', 'coordinate', 'watch', 'extend', 'reassign'] as const)
      for (const person of ['zhao', 'li', 'sun'])
        expect(
          may(rosterOf(), person, verb, { unit: 'dongcun', ties: tiesToRequest(rosterOf(), extension, person) }),
          `${person} ${verb}`,
        ).toBe(false);
  });
});

describe('what is one’s own', () => {
  it('is decided by no supervisor who answers for the unit as well, be it as its liaison', () => {
    expect([...tiesToRequest(rosterOf(), { ...extension, unit: 'office', by: 'zhou' }, 'he')]).toEqual([]);
    expect([...tiesToRequest(rosterOf(), { ...extension, unit: 'office', by: 'zhou' }, 'wang')]).toEqual(['decider']);
  });

  it('stays one’s own on leave: a deputy in the post makes nobody judge in their own cause', () => {
    const roster = rosterOf({ zhang: 'wang', he: 'xie', li: 'sun' });
    expect([...tiesToPart(roster, { unit: 'town' }, 'zhang')]).toEqual(['owner']);
    expect([...tiesToPart(roster, { unit: 'town' }, 'wang')]).toEqual(['owner']);
    expect([...tiesToReading(roster, ['secretary'], { unit: 'town', reader: 'zhang', by: 'wang' }, 'zhang')]).toEqual([]);
    expect([...tiesToTask(roster, { close: 'clerk' }, { ...task, unit: 'office' }, 'he')]).not.toContain('closer');
    expect([...tiesToUnit(roster, 'office', 'he')]).toEqual([]);
  });

  it('is not decided by a deputy who answers for the unit beside', () => {
    const roster = rosterOf({ wang: 'zhao' });
    expect([...tiesToRequest(roster, { ...extension, by: 'li', to: 'zhao' }, 'zhao')]).toEqual([]);
    expect([...tiesToRequest(rosterOf({ wang: 'xie' }), extension, 'xie')]).toEqual(['decider']);
    // The leave is over.
    expect([...tiesToRequest(rosterOf(), extension, 'xie')]).toEqual([]);
  });

  it('is not left alone by a clerk: nobody lets themselves off', () => {
    const mayPause = (unit: string): boolean => may(rosterOf(), 'he', 'pause', { unit, ties: tiesToUnit(rosterOf(), unit, 'he') });
    expect(['town', 'office', 'dongcun'].map(mayPause)).toEqual([false, false, true]);
  });
});

describe('an offer', () => {
  it('is answered only by whoever it was made to, as long as they are of the unit, and decided by no leader', () => {
    const offer = { ...extension, ask: 'reassign', to: 'sun' } as const;
    const accepts = (person: string): boolean =>
      may(rosterOf(), person, 'accept', { unit: 'dongcun', ties: tiesToRequest(rosterOf(), offer, person) });
    expect(['sun', 'zhao', 'li', 'wang', 'zhang', 'he'].filter(accepts)).toEqual(['sun']);
    const stale = { ...offer, to: 'xie' };
    expect(may(rosterOf(), 'xie', 'accept', { unit: 'dongcun', ties: tiesToRequest(rosterOf(), stale, 'xie') })).toBe(false);
    expect(may(rosterOf(), 'wang', 'agree', { unit: 'dongcun', ties: tiesToRequest(rosterOf(), offer, 'wang') })).toBe(false);
  });
});

describe('a draft', () => {
  const decides = (release: CommitteeRole | undefined, about: string[]) => (person: string) =>
    may(rosterOf(), person, 'release', { ties: tiesToDraft(rosterOf(), { release, units: about }, person) });
  const people = ['zhang', 'zhou', 'he', 'luo', 'wang', 'li', 'xie'];

  it.each<[CommitteeRole, string]>([
    ['secretary', 'zhang'],
    ['discipline-secretary', 'zhou'],
    ['clerk', 'he'],
    ['inspector', 'luo'],
  ])('is decided by whoever holds the role that the schedule names, also a %s, and by nobody else', (release, holder) => {
    expect(people.filter(decides(release, ['dongcun']))).toEqual([holder]);
  });

  it('is decided by nobody when the schedule names no role', () => {
    expect(people.filter(decides(undefined, ['dongcun']))).toEqual([]);
  });

  it('goes to somebody else when it is about nobody but whoever holds the role, or nobody holds it', () => {
    expect(people.filter(decides('discipline-secretary', ['office']))).toEqual(['zhang']);
    expect(people.filter(decides('discipline-secretary', ['office', 'dongcun']))).toEqual(['zhou']);
    expect(people.filter(decides('secretary', ['town']))).toEqual(['zhou']);
    expect(people.filter(decides('discipline', ['dongcun']))).toEqual(['zhou']);
  });
});
