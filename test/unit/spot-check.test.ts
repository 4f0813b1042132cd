import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/domain/command.js';
import type { UnitRecord } from '../../src/domain/cycle.js';
import { checkDraw, commitmentOf, drawFrom, seedOf } from '../../src/domain/draw.js';
import { readDrawNumber } from '../../src/domain/draw-number.js';
import { freezeLot } from '../../src/domain/freeze-lot.js';
import { begunAnew } from '../../src/domain/outage.js';
import { afterCall } from '../../src/domain/phone-remark.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';
import type { SpotCheckSchedule } from '../../src/domain/schedule.js';
import { disclosureOf, officersOf, reachOf, type Draw } from '../../src/domain/spot-check.js';
import { minuteMs } from '../../src/domain/time.js';
import { nextWork } from '../../src/domain/workdays.js';
import { chance } from '../../src/adapters/crypto/chance.js';
import { autumn2026 } from '../harness/work-calendar.js';

const context = { timezone: 'Asia/Shanghai', workHours: { fromMinute: 540, toMinute: 1080 }, calendar: autumn2026 };
const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+08:00`);

describe('the number of a draw', () => {
  it.each([
    ['58', '58'],
    ['５８', '58'],
    ['五十八', '58'],
    ['007', '7'],
    [' 58。', '58'],
    ['999999999', '999999999'],
  ])('%s is %s', (text, digits) => {
    expect(readDrawNumber(text)).toEqual({ kind: 'number', digits });
  });

  it.each(['0', '00', '-1', '1.5', '10^300', '1e9', '9'.repeat(300), '1000000000', '零'])('%s is none that counts', (text) => {
    expect(readDrawNumber(text)).toEqual({ kind: 'size' });
  });

  it.each(['', '随便', '58 59', '58号村', '3家', '两三', '<58>', '０x10'])('“%s” is no number', (text) => {
    expect(readDrawNumber(text)).toEqual({ kind: 'none' });
  });
});

describe('the words of a spot check', () => {
  it.each([
    ['抽 58', { verb: 'draw-number', text: '58' }],
    ['抽58', { verb: 'draw-number', text: '58' }],
    ['抽五十八', { verb: 'draw-number', text: '五十八' }],
    ['抽 171 58', { verb: 'draw-number', text: '171 58' }],
    ['抽 -1', { verb: 'draw-number', text: '-1' }],
    ['核 大塘村 电话通了，在县里培训', { verb: 'phone', text: '大塘村 电话通了，在县里培训' }],
    ['核', { verb: 'phone' }],
    ['抽查', { verb: 'draw' }],
    ['抽签 171', { verb: 'draw', no: 171 }],
  ])('%s', (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  it.each(['抽查时都在', '抽烟的在外面', '抽3家走访了', '核对了账目', '抽 58？', '核实过了，都在'])('%s is none', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });

  it.each([
    ['电话通了，在县里培训', '在县里培训'],
    ['打通了，在开会。', '在开会'],
    ['已核实，都在', '都在'],
    ['没人接，晚点再打', '没人接，晚点再打'],
    ['电话通了', ''],
  ])('%s says: %s', (words, rest) => {
    expect(afterCall(words)).toBe(rest);
  });
});

describe('minutes given anew', () => {
  const prompt = at('2026-09-08 10:05');
  const until = prompt + 30 * minuteMs;
  const out = (from: string, to: string) => ({ from: at(from), to: at(to) });

  it.each([
    ['nothing fell into them', [], '2026-09-08 10:35'],
    ['it was before', [out('2026-09-08 09:50', '2026-09-08 10:04')], '2026-09-08 10:35'],
    ['it was afterwards', [out('2026-09-08 10:35', '2026-09-08 10:50')], '2026-09-08 10:35'],
    ['some of them were lost', [out('2026-09-08 10:20', '2026-09-08 10:25')], '2026-09-08 10:55'],
    ['it was lost twice', [out('2026-09-08 10:20', '2026-09-08 10:40'), out('2026-09-08 11:00', '2026-09-08 11:20')], '2026-09-08 11:50'],
    ['the bot came back at night', [out('2026-09-08 10:20', '2026-09-09 03:00')], '2026-09-09 09:30'],
  ])('when %s', (_why, outages, end) => {
    expect(begunAnew(until, outages, prompt, context)).toBe(at(end));
  });
});

describe('the next work hours', () => {
  it.each([
    ['2026-09-08 10:00', 30, '2026-09-08 10:00'],
    ['2026-09-08 17:30', 30, '2026-09-08 17:30'],
    ['2026-09-08 17:31', 30, '2026-09-09 09:00'],
    ['2026-09-08 07:00', 30, '2026-09-08 09:00'],
    ['2026-09-12 10:00', 30, '2026-09-14 09:00'],
    // No day has so much.
    ['2026-09-08 10:00', 600, '2026-09-09 09:00'],
  ])('after %s with %s minutes begin at %s', (from, minutes, begin) => {
    expect(nextWork(at(from), context, minutes * minuteMs)).toBe(at(begin));
  });
});

function person(id: string, roles: Person['roles'] = [], away?: Person['away']): Person {
  return { id, name: id, roles, accounts: [`wxid_${id}`], ...(away === undefined ? {} : { away }) };
}

function unit(id: string, liaison: string | undefined): Unit {
  const above = id === 'root' ? { principal: 'boss' } : { parent: 'root' };
  return { id, name: id, kind: 'village', supervisors: [], members: [], ...above, ...(liaison && { liaison }) };
}

function rosterOf(...more: Person[]): Roster {
  const people = [person('boss'), person('head'), person('a'), person('b'), person('gone', [], { until: '2026-12-31' }), ...more];
  const units = [unit('root', 'head'), unit('u1', 'a'), unit('u2', 'b'), unit('u3', 'gone'), unit('u4', undefined)];
  return {
    committee: 'root',
    people: new Map(people.map((one) => [one.id, one])),
    units: new Map(units.map((one) => [one.id, one])),
    groups: new Map(),
  };
}

const schedule: SpotCheckSchedule = {
  id: 'spot',
  name: '抽查',
  kind: 'spot-check',
  trigger: { kind: 'cron', cron: '0 10 * * *', workday: 'next' },
  urgent: false,
  plan: { name: '计划', filing: '3号' },
  audience: { units: ['u1', 'u2', 'u3', 'u4'] },
  sample: 2,
  perYear: 2,
  weights: { u2: 3 },
  exclude: [],
  officer: 'discipline',
  ask: 'liaison',
  deadline: { kind: 'exact', ms: 30 * minuteMs },
  prompt: 'spot-check',
  questions: [],
  remind: [],
  escalate: [],
};

const frozen = (more: Partial<Parameters<typeof freezeLot>[0]> = {}) =>
  freezeLot({ draw: 'spot-1', schedule, roster: rosterOf(), paused: new Set(), drawnThisYear: new Map(), full: new Set(), ...more });

describe('a lot', () => {
  it('holds everybody who can be asked, with their weights, and says why the others are not in it', () => {
    expect(frozen()).toEqual({
      draw: 'spot-1',
      sample: 2,
      candidates: [
        { unit: 'u1', weight: 1 },
        { unit: 'u2', weight: 3 },
      ],
      excluded: [
        { unit: 'u3', reason: 'away' },
        { unit: 'u4', reason: 'unreachable' },
      ],
    });
  });

  it('leaves out who is left alone, who was drawn often enough, and first of all whom the schedule names', () => {
    const named = { ...schedule, exclude: [{ unit: 'u2', reason: '刚查过' }] };
    const lot = frozen({ schedule: named, paused: new Set(['u1']), drawnThisYear: new Map([['u2', 2]]) });
    expect(lot.candidates).toEqual([]);
    expect(lot.excluded.slice(0, 2)).toEqual([
      { unit: 'u1', reason: 'paused' },
      { unit: 'u2', reason: '刚查过' },
    ]);
    expect(
      frozen({
        drawnThisYear: new Map([
          ['u1', 2],
          ['u2', 1],
        ]),
      }).excluded[0],
    ).toEqual({ unit: 'u1', reason: 'often' });
  });

  it('is drawn the same way by anybody who has what was disclosed', () => {
    const lot = frozen();
    const secret = chance.secret();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const drawn = drawFrom(lot, seedOf(secret, '58', chance.hash), chance.hash);
    const draw = { state: 'disclosed', lot, commitment: commitmentOf(lot, secret, chance.hash), secret, drawn } as unknown as Draw;
    const disclosed = disclosureOf({ ...draw, number: { digits: '58', by: 'xu', at: 0 } });
    expect(disclosed && checkDraw(disclosed, chance.hash)).toBeUndefined();
    expect(disclosed?.drawn).toEqual(drawn);
    expect(disclosureOf({ ...draw, state: 'calling', number: { digits: '58', by: 'xu', at: 0 } })).toBeUndefined();
    expect(disclosureOf({ ...draw, state: 'lapsed' })).toBeUndefined();
  });
});

describe('the officers of a draw', () => {
  const lot = frozen();

  it('hold the schedule’s role, without whoever answers for a candidate', () => {
    const roster = rosterOf(person('xu', ['discipline']), person('zhou', ['discipline-secretary']));
    expect(officersOf(roster, { schedule, lot })).toEqual(['xu']);
    const concerned = rosterOf(person('xu', ['discipline']), person('a', ['discipline']));
    expect(officersOf(concerned, { schedule, lot })).toEqual(['xu']);
  });

  it('are others of discipline when all of them answer for a candidate, and themselves when there is nobody else', () => {
    const concerned = person('a', ['discipline']);
    expect(officersOf(rosterOf(concerned, person('zhou', ['discipline-secretary'])), { schedule, lot })).toEqual(['zhou']);
    expect(officersOf(rosterOf(concerned), { schedule, lot })).toEqual(['a']);
    expect(officersOf(rosterOf(), { schedule, lot })).toEqual([]);
  });
});

describe('a drawn unit', () => {
  const record = (more: Partial<UnitRecord>): UnitRecord => ({ state: 'pending', step: 2, level: 'none', version: 0, ...more });
  const reach = (given: UnitRecord | undefined, now: number, draw: Partial<Draw> = {}) =>
    reachOf({ calls: [], gone: [], ...draw }, { unit: 'u1', record: given, deadline: 30 * minuteMs, askedFrom: 0 }, now);
  const calls = [{ unit: 'u1', said: [{ by: 'xu', at: 0, words: '在' }] }];

  it.each([
    ['has its minutes', record({ promptAt: 0 }), 29, {}, 'waiting'],
    ['is silent when they are over, and no more than that', record({ promptAt: 0 }), 30, {}, 'silent'],
    ['waits for a prompt that is under way', record({}), 59, {}, 'waiting'],
    ['is telephoned when no prompt came out', record({}), 60, {}, 'silent'],
    ['is telephoned when nobody could be asked', record({ state: 'unreached' }), 0, {}, 'silent'],
    ['has answered', record({ state: 'answered', version: 1 }), 90, {}, 'answered'],
    ['has answered after all', record({ state: 'excused', version: 1 }), 90, {}, 'answered'],
    ['was telephoned', record({ state: 'excused' }), 90, { calls }, 'called'],
    ['is left alone', record({ state: 'excused', reason: 'removed' }), 1, {}, 'excused'],
    ['is not there any more', undefined, 1, {}, 'excused'],
  ] as const)('%s', (_what, given, minutes, draw, expected) => {
    expect(reach(given, minutes * minuteMs, draw as Partial<Draw>)).toBe(expected);
  });
});
