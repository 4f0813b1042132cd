import { expect, it } from 'vitest';
import { nextRechecker, recheckAt } from '../../src/domain/recheck.js';
import type { Person, PersonId, Roster } from '../../src/domain/roster.js';
import { dayMs } from '../../src/domain/time.js';
import { findingOf } from '../harness/findings.js';
import { start } from '../harness/stores.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 540, toMinute: 1080 }, calendar: autumn2026 };
const person = (id: PersonId, accounts: string[], ...roles: Person['roles']): [PersonId, Person] => [id, { id, name: id, roles, accounts }];
const roster: Roster = {
  committee: 'qingshan',
  people: new Map([
    person('luo', ['wx_luo'], 'inspector'),
    person('lin', ['wx_lin'], 'inspector'),
    person('gone', [], 'inspector'),
    person('xu', ['wx_xu'], 'discipline'),
    person('zhou', ['wx_zhou'], 'discipline-secretary'),
    person('chen', ['wx_chen'], 'inspector'),
  ]),
  units: new Map([['a', { id: 'a', name: '甲村', kind: 'village', principal: 'chen', supervisors: [], members: [] }]]),
  groups: new Map(),
};
const closed = (no: number) => findingOf(no, { state: 'closed', settledAt: start, closed: [{ by: 'xu', at: start, evidence: 1 }] });

it('draws the same workday each time, from all that are allowed and from no other', () => {
  const rules = { fromDays: 20, toDays: 22 };
  const drawn = Array.from({ length: 60 }, (_, no) => recheckAt(closed(no), rules, context));
  expect(drawn).toEqual(Array.from({ length: 60 }, (_, no) => recheckAt(closed(no), rules, context)));
  expect(new Set(drawn).size).toBe(3);
  for (const at of drawn) expect(at).toBeGreaterThan(start + 19 * dayMs);
});

it('asks each of those who can be reached once, neither the owner nor the closer, and then those of discipline', () => {
  const after = (...asked: PersonId[]) => ({ ...closed(7), rechecks: asked.map((by, turn) => ({ by, askedAt: start + turn + 1 })) });
  const first = nextRechecker(roster, after()) ?? '';
  const second = nextRechecker(roster, after(first)) ?? '';
  expect([
    ['lin', 'luo'],
    ['luo', 'lin'],
  ]).toContainEqual([first, second]);
  expect(nextRechecker(roster, after(first, second))).toBe('zhou');
  expect(nextRechecker(roster, after(first, second, 'zhou'))).toBeUndefined();
});

it('begins anew with each closing', () => {
  const once = {
    ...closed(7),
    rechecks: [{ by: 'luo', askedAt: start + 1, found: { at: start + 2, holds: false, words: '没贴', files: [] } }],
  };
  const again = { ...once, closed: [...once.closed, { by: 'zhou', at: start + dayMs, evidence: 1 }] };
  expect(['luo', 'lin']).toContain(nextRechecker(roster, again));
});
