import { describe, expect, it } from 'vitest';
import { effectiveRoster } from '../../src/domain/effective-roster.js';
import { overseersOf, type Finding } from '../../src/domain/finding.js';
import { may } from '../../src/domain/permission.js';
import type { Action } from '../../src/domain/permission-table.js';
import type { Leave } from '../../src/domain/posting.js';
import { obstacleTo } from '../../src/domain/transfer-rules.js';
import type { Person, Roster } from '../../src/domain/roster.js';
import { releasersOf, tiesToFinding, tiesToPart, tiesToReading, tiesToRequest, tiesToUnit } from '../../src/domain/ties.js';

const person = (id: string, more: Partial<Person> = {}): [string, Person] => [id, { id, name: id, roles: [], accounts: [id], ...more }];

/** The secretary leads the committee, and 王志强 stands by as deputy. */
const file: Roster = {
  committee: 'qingshan',
  people: new Map([
    person('zhang', { roles: ['secretary'] }),
    person('zhou', { roles: ['discipline-secretary'] }),
    person('xu', { roles: ['discipline'] }),
    person('he', { roles: ['clerk'] }),
    person('wang'),
    person('li'),
  ]),
  units: new Map([
    [
      'qingshan',
      { id: 'qingshan', name: '镇党委', kind: 'committee', principal: 'zhang', liaison: 'he', supervisors: [], members: ['wang'] },
    ],
    [
      'dongcun',
      { id: 'dongcun', name: '东村', kind: 'village', parent: 'qingshan', principal: 'li', supervisors: [{ person: 'wang' }], members: [] },
    ],
  ]),
  groups: new Map(),
};

const leave: Leave = {
  kind: 'leave',
  no: 1,
  unit: 'qingshan',
  at: 0,
  version: 1,
  person: 'zhang',
  by: 'zhang',
  from: '2026-09-07',
  until: '2026-09-11',
  deputy: 'wang',
  answer: 'agreed',
  state: 'open',
};
const bindings = { bound: [], suspended: [] };
const onLeave = effectiveRoster(file, bindings, '2026-09-08', { leaves: [leave], transfers: [] });
const rosters: [string, Roster][] = [
  ['at their post', file],
  ['on leave, with a deputy', onLeave],
];

const about = { unit: 'qingshan', by: 'he', ask: 'extend' } as const;
const finding = {
  unit: 'qingshan',
  owner: 'zhang',
  joint: [],
  evidence: [],
  overseer: 'discipline',
  closed: [],
  rechecks: [],
} as unknown as Finding;

describe.each(rosters)('a secretary %s', (_where, roster) => {
  it('decides on nothing that their own unit asks for, nor does their deputy', () => {
    for (const verb of ['agree', 'refuse', 'coordinate', 'watch', 'extend', 'reassign'] satisfies Action[]) {
      for (const who of ['zhang', ...(roster === onLeave ? ['wang'] : [])]) {
        const asked = tiesToRequest(roster, about, who);
        const rung = new Set([...tiesToPart(roster, about, who)].filter((tie) => tie !== 'owner'));
        expect(may(roster, who, verb, { unit: 'qingshan', ties: asked }), `${who} ${verb}`).toBe(false);
        expect(may(roster, who, verb, { unit: 'qingshan', ties: rung }), `${who} ${verb}`).toBe(false);
      }
    }
  });

  it('can neither leave their unit alone, nor read its report as its reader, nor close a finding about it', () => {
    for (const who of ['zhang', ...(roster === onLeave ? ['wang'] : [])]) {
      expect(may(roster, who, 'pause', { unit: 'qingshan', ties: tiesToUnit(roster, 'qingshan', who) })).toBe(false);
      const report = tiesToReading(roster, ['supervisor', 'secretary'], { unit: 'qingshan', reader: who, by: 'he' }, who);
      expect(may(roster, who, 'read', { unit: 'qingshan', ties: report })).toBe(false);
      for (const verb of ['establish', 'close', 'send-back', 'drop', 'reopen'] satisfies Action[]) {
        expect(may(roster, who, verb, { unit: 'qingshan', ties: tiesToFinding(roster, finding, who) }), `${who} ${verb}`).toBe(false);
      }
    }
    expect(overseersOf(roster, finding)).toEqual(['xu']);
  });

  it('releases no draft that is about nobody but themselves', () => {
    expect(releasersOf(roster, 'secretary', ['qingshan'])).toEqual(['zhou']);
  });
});

describe('what a clerk says in chat', () => {
  it('hands over no office of the committee, neither the secretary’s nor that of discipline', () => {
    for (const who of ['zhang', 'zhou', 'xu']) {
      expect(obstacleTo(file, [], { person: who, successor: 'he', on: '2026-10-01' })).toEqual({ why: 'office', of: who });
    }
  });
});
