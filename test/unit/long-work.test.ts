import { describe, expect, it } from 'vitest';
import { fileTitle } from '../../src/domain/file-title.js';
import type { LongWork } from '../../src/domain/long-work.js';
import { mayFollow, mayHaveDone } from '../../src/domain/pages.js';
import type { CommitteeRole, Person, Roster } from '../../src/domain/roster.js';

const person = (id: string, roles: CommitteeRole[], left?: true): Person => ({
  id,
  name: id,
  roles,
  accounts: [],
  ...(left === undefined ? {} : { left: { to: '', silent: true } }),
});
const people = [
  person('clerk', ['clerk']),
  person('gone', ['clerk'], true),
  person('secretary', ['secretary']),
  person('discipline', ['discipline']),
  person('head', ['discipline-secretary']),
  person('inspector', ['inspector']),
  person('nobody', []),
];
const roster: Roster = { committee: 'town', people: new Map(people.map((one) => [one.id, one])), units: new Map(), groups: new Map() };

const office: LongWork[] = [
  { kind: 'roster-check', upload: 'a.xlsx' },
  { kind: 'roster-import', upload: 'a.xlsx', was: '' },
  { kind: 'backup' },
];

describe('the long work of the office', () => {
  it.each(office)('is the clerk’s alone, and not of one who has left: $kind', (work) => {
    const may = [...roster.people.keys(), 'unknown'].filter((id) => mayHaveDone(roster, id, work));
    expect(may).toEqual(['clerk']);
    expect(mayFollow(roster, 'clerk', { by: 'another', work })).toBe(true);
    expect(mayFollow(roster, 'secretary', { by: 'secretary', work })).toBe(false);
  });

  it('is not to follow somebody else’s export', () => {
    const work: LongWork = { kind: 'export', subject: { what: 'ledger' } };
    expect(mayFollow(roster, 'clerk', { by: 'clerk', work })).toBe(true);
    expect(mayFollow(roster, 'clerk', { by: 'secretary', work })).toBe(false);
    expect(mayFollow(roster, 'gone', { by: 'gone', work })).toBe(false);
  });
});

describe('the name of a file', () => {
  it.each([
    ['青山镇整改台账 2026-08-25', '青山镇整改台账 2026-08-25.xlsx'],
    ['../../etc/passwd', 'etc passwd.xlsx'],
    ['a\r\nset-cookie: x\u202e"b"', 'a set-cookie x b.xlsx'],
    ['...', 'export.xlsx'],
    ['', 'export.xlsx'],
    ['长'.repeat(300), `${'长'.repeat(80)}.xlsx`],
  ])('is words that any disk and header takes: %j', (words, name) => expect(fileTitle(words, 'xlsx')).toBe(name));
});
