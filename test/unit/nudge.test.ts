import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseNudges, type NudgeDay, type NudgeReader } from '../../src/domain/nudge.js';
import type { NudgeText } from '../../src/domain/schedule.js';

const september: NudgeDay = { plannedAt: Date.UTC(2026, 8, 2, 2), month: 9, near: [] };
const beforeMidAutumn: NudgeDay = { plannedAt: Date.UTC(2026, 8, 23, 2), month: 9, near: ['中秋节', '国庆节'] };

const moon: NudgeText = { id: 'moon', text: '快过中秋了，月饼推回去。', months: [9, 10] };
const keys: NudgeText = { id: 'keys', text: '放假前把公车钥匙归拢。', months: [9, 10] };
const spring: NudgeText = { id: 'spring', text: '过年走动多，手收得住。', months: [1, 2] };
const flood: NudgeText = { id: 'flood', text: '下大雨的夜里先打个电话。', months: [5, 6, 7, 8] };
const family: NudgeText = { id: 'family', text: '今晚吃饭唠一句。' };
const accounts: NudgeText = { id: 'accounts', text: '先有事，再有票，后签字。' };
const seal: NudgeText = { id: 'seal', text: '盖章前看三样。', roles: ['liaison', 'members'] };

function reader(person: string, more: Partial<NudgeReader> = {}): NudgeReader {
  return { person, roles: ['principal'], units: [`unit-of-${person}`], given: [], ...more };
}

function textsFor(readers: readonly NudgeReader[], texts: readonly NudgeText[], day = september): Record<string, string> {
  return Object.fromEntries(chooseNudges(readers, texts, day).given.map(({ person, text }) => [person, text.id]));
}

describe('a nudge', () => {
  it('fits who somebody is and the time of year', () => {
    const texts = [spring, flood, seal, family];
    expect(textsFor([reader('li')], texts)).toEqual({ li: 'family' });
    expect(textsFor([reader('zhao', { roles: ['liaison'], given: ['family'] })], texts)).toEqual({ zhao: 'seal' });
  });

  it('speaks of a festival shortly before it, and then first', () => {
    const texts = [family, accounts, keys, moon];
    expect(textsFor([reader('li')], texts, beforeMidAutumn)).toEqual({ li: 'moon' });
    expect(textsFor([reader('li', { given: ['moon'] })], texts, beforeMidAutumn)).toEqual({ li: 'keys' });
    expect(textsFor([reader('li', { given: ['moon', 'keys', 'family'] })], texts, beforeMidAutumn)).toEqual({ li: 'accounts' });
  });

  it('does not speak of a festival that is weeks away, nor of another one', () => {
    expect(textsFor([reader('li')], [moon])).toEqual({});
    expect(textsFor([reader('li')], [{ ...spring, months: [9] }], beforeMidAutumn)).toEqual({});
    const leaves: NudgeText = { id: 'leaves', text: '粽子是家里包的香。' };
    expect(textsFor([reader('li')], [leaves])).toEqual({});
    expect(textsFor([reader('li')], [leaves], { ...september, near: ['端午节'] })).toEqual({ li: 'leaves' });
  });

  it('is never one that was given within the year', () => {
    expect(textsFor([reader('li', { given: ['family'] })], [family, accounts])).toEqual({ li: 'accounts' });
  });

  it('is not the same for two people of one unit on one day; who is left without waits for another day', () => {
    const together = [reader('li', { units: ['dongcun'] }), reader('wu', { units: ['shiqiao', 'dongcun'] })];
    expect(new Set(Object.values(textsFor(together, [family, accounts]))).size).toBe(2);
    const { given, exhausted } = chooseNudges(together, [family], september);
    expect(given.map(({ person }) => person)).toEqual(['li']);
    expect(exhausted).toEqual([]);
  });

  it('names those for whom nothing is left, and still gives the others theirs', () => {
    const { given, exhausted } = chooseNudges([reader('li', { given: ['family'] }), reader('wu')], [family], september);
    expect(exhausted).toEqual(['li']);
    expect(given.map(({ person }) => person)).toEqual(['wu']);
  });

  it('is nobody’s when the library is empty', () => {
    expect(chooseNudges([reader('li')], [], september)).toEqual({ given: [], exhausted: ['li'] });
  });

  it('is the same however often the round is opened, and another in another round', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ id: `t${index}`, text: `第${index}句` }));
    const readers = ['li', 'wu', 'chen', 'wang'].map((person) => reader(person));
    const first = textsFor(readers, many);
    expect(textsFor(readers, many)).toEqual(first);
    expect(textsFor(readers, many.toReversed())).toEqual(first);
    expect(textsFor(readers, many, { ...september, plannedAt: september.plannedAt + 7 * 86_400_000 })).not.toEqual(first);
  });

  it('is spread over the library: nobody’s year holds the same twice, and no text is everybody’s', () => {
    const texts = Array.from({ length: 60 }, (_, index) => ({ id: `t${index}`, text: `第${index}句` }));
    const given = new Map<string, string[]>();
    const people = Array.from({ length: 20 }, (_, index) => `p${index}`);
    for (let week = 0; week < 52; week += 1) {
      const readers = people.map((person) => reader(person, { given: given.get(person) ?? [] }));
      const day = { ...september, plannedAt: september.plannedAt + week * 7 * 86_400_000 };
      const chosen = chooseNudges(readers, texts, day).given;
      expect(new Set(chosen.map(({ text }) => text.id)).size).toBeGreaterThan(8);
      for (const { person, text } of chosen) given.set(person, [...(given.get(person) ?? []), text.id]);
    }
    for (const own of given.values()) expect(new Set(own).size).toBe(52);
  });

  it('keeps its rules for any readers and any library', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd');
    const texts = fc.uniqueArray(ids).map((some) => some.map((id): NudgeText => ({ id, text: id })));
    const readers = fc.uniqueArray(
      fc.record({ person: fc.stringMatching(/^[a-z]{1,3}$/u), units: fc.array(fc.constantFrom('u', 'v')), given: fc.array(ids) }),
      { selector: ({ person }) => person },
    );
    fc.assert(
      fc.property(readers, texts, (some, library) => {
        const { given, exhausted } = chooseNudges(
          some.map((one) => ({ ...one, roles: [] })),
          library,
          september,
        );
        const byPerson = new Map(some.map((one) => [one.person, one]));
        const givenBefore = (person: string): readonly string[] => byPerson.get(person)?.given ?? [];
        const inUnits = given.flatMap(({ person, text }) => [...new Set(byPerson.get(person)?.units)].map((unit) => `${unit} ${text.id}`));
        expect(new Set(inUnits).size).toBe(inUnits.length);
        for (const { person, text } of given) expect(givenBefore(person)).not.toContain(text.id);
        for (const person of exhausted) expect(library.every(({ id }) => givenBefore(person).includes(id))).toBe(true);
      }),
    );
  });
});
