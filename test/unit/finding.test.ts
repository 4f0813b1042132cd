import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposedFinding } from '../harness/findings.js';
import { evidenceNow, isOwn, isSentBack, overseersOf, recheckersOf, type Finding } from '../../src/domain/finding.js';
import {
  answerObjection,
  close,
  drop,
  establish,
  leaveClosed,
  object,
  plan,
  rechecked,
  reopen,
  report,
  sendBack,
  type Outcome,
} from '../../src/domain/finding-moves.js';
import type { CommitteeRole, Person, PersonId, Roster, Unit } from '../../src/domain/roster.js';
import { dayMs } from '../../src/domain/time.js';

const start = Date.parse('2026-09-09T09:00+08:00');

function rosterOf(): Roster {
  const person = (id: PersonId, ...roles: CommitteeRole[]): [PersonId, Person] => [
    id,
    { id, name: id, title: '', roles, accounts: [`wx_${id}`] },
  ];
  const unit: Unit = {
    id: 'liuwan',
    name: '柳湾村',
    kind: 'village',
    principal: 'chen',
    liaison: 'liu',
    supervisors: [{ person: 'wang' }],
    members: [],
  };
  return {
    committee: 'qingshan',
    people: new Map([
      person('zhang', 'secretary'),
      person('zhou', 'discipline-secretary'),
      person('xu', 'discipline'),
      person('luo', 'inspector'),
      person('he', 'clerk'),
      person('wang'),
      person('chen'),
      person('liu'),
    ]),
    units: new Map([[unit.id, unit]]),
    groups: new Map(),
  };
}

const roster = rosterOf();

function proposed(more: Partial<Finding> = {}): Finding {
  return proposedFinding(88, { unit: 'liuwan', called: '柳湾村', at: start, version: 1, joint: ['wang'], ...more });
}

function done(outcome: Outcome): Finding {
  if (outcome.kind !== 'done') throw new Error(`refused: ${outcome.why}`);
  return outcome.finding;
}

const open = (): Finding => done(establish(proposed(), 'xu', start + 7 * dayMs, start));
const said = (by: PersonId, at = start, words = '话'): { by: PersonId; at: number; words: string } => ({ by, at, words });
const shown = (by: PersonId, at = start, files = ['photo']): Parameters<typeof report>[1] => ({ ...said(by, at), files });

describe('a finding', () => {
  it('goes from what was seen to what was mended, with each word kept', () => {
    let finding = open();
    finding = done(plan(finding, said('chen', start + 1)));
    finding = done(report(finding, shown('chen', start + 2)));
    finding = done(sendBack(finding, said('xu', start + 3, '只有总数')));
    expect(isSentBack(finding)).toBe(true);
    finding = done(report(finding, shown('liu', start + 4)));
    expect(isSentBack(finding)).toBe(false);
    finding = done(close(roster, finding, 'xu', start + 5));
    expect(finding).toMatchObject({ state: 'closed', settledAt: start + 5, closed: [{ by: 'xu', evidence: 2 }] });
    expect(finding.plans).toHaveLength(1);
    expect(finding.sentBack).toHaveLength(1);
  });

  it.each<[string, Outcome, string]>([
    ['established twice', establish(open(), 'xu', start + 9 * dayMs, start), 'not-proposed'],
    ['to be mended by a day that is over', establish(proposed(), 'xu', start - dayMs, start), 'past-date'],
    ['reported without anything to see', report(open(), { ...said('chen'), words: '', files: [] }), 'no-evidence'],
    ['closed before it is reported', close(roster, open(), 'xu', start), 'not-reported'],
    ['sent back before it is reported', sendBack(open(), said('xu')), 'not-reported'],
    ['dropped once it is established', drop(open(), said('xu')), 'not-proposed'],
    ['planned before it is established', plan(proposed(), said('chen')), 'not-open'],
    ['opened again before it is closed', reopen(open(), start + 9 * dayMs, start), 'not-closed'],
  ])('is not %s', (_what, outcome, why) => {
    expect(outcome).toEqual({ kind: 'refused', why });
  });

  it.each(['chen', 'wang', 'liu'])('is not closed by %s, who answers for it', (person) => {
    expect(close(roster, done(report(open(), shown('chen'))), person, start)).toEqual({ kind: 'refused', why: 'own' });
  });

  it('is not closed by whoever said that it was mended', () => {
    const finding = done(report(open(), shown('he')));
    expect(isOwn(roster, finding, 'he')).toBe(true);
    expect(close(roster, finding, 'he', start)).toEqual({ kind: 'refused', why: 'own' });
  });

  it('that is objected to is answered once: it stands, or it was none', () => {
    const objected = done(object(open(), said('chen', start + 1, '那天在换栏')));
    expect(object(objected, said('chen'))).toEqual({ kind: 'refused', why: 'said-already' });
    expect(done(answerObjection(objected, { ...said('xu'), upheld: false }))).toMatchObject({ state: 'open' });
    const none = done(answerObjection(objected, { ...said('xu'), upheld: true }));
    expect(none).toMatchObject({ state: 'dropped', objections: [{ answer: { upheld: true } }] });
    expect(answerObjection(none, { ...said('xu'), upheld: false })).toEqual({ kind: 'refused', why: 'not-open' });
  });

  it('that came back is opened again with all its history, and needs evidence that is new', () => {
    const closed = done(close(roster, done(report(open(), shown('chen', start + 1))), 'xu', start + 2));
    const asked = { ...closed, rechecks: [{ by: 'luo', askedAt: start + 30 * dayMs }] };
    const found = done(rechecked(asked, { at: start + 30 * dayMs, holds: false, words: '9月没贴', files: ['photo'] }));
    expect(rechecked(found, { at: start, holds: true, words: '', files: [] })).toEqual({ kind: 'refused', why: 'said-already' });
    expect(done(leaveClosed(found, said('xu')))).toMatchObject({ state: 'closed' });
    const again = done(reopen(found, start + 40 * dayMs, start + 31 * dayMs));
    expect(again).toMatchObject({ state: 'open', reopened: 1, level: 'none', step: 0 });
    expect(again).not.toHaveProperty('settledAt');
    expect(again.evidence).toHaveLength(1);
    expect(evidenceNow(again)).toEqual([]);
    // The clock was put back meanwhile.
    const sooner = done(report(again, shown('chen', start)));
    expect(evidenceNow(sooner)).toEqual([shown('chen', start)]);
    expect(done(close(roster, sooner, 'xu', start + 1)).closed).toMatchObject([{ evidence: 1 }, { evidence: 1 }]);
    expect(done(report(again, shown('chen', start + 32 * dayMs))).state).toBe('reported');
  });
});

describe('who decides on a finding', () => {
  it('is whoever oversees, but never its owner; and somebody who is neither looks again', () => {
    expect(overseersOf(roster, open())).toEqual(['xu']);
    expect(overseersOf(roster, { ...open(), owner: 'xu' })).toEqual(['zhou']);
    expect(overseersOf(roster, { ...open(), owner: 'xu', joint: ['zhou'] })).toEqual(['zhang']);
    const closed = done(close(roster, done(report(open(), shown('chen'))), 'xu', start));
    expect(recheckersOf(roster, closed)).toEqual(['luo']);
    expect(recheckersOf(roster, { ...closed, joint: ['luo'] })).toEqual(['zhou']);
  });
});

describe('whatever is said of a finding, in whatever order', () => {
  const people = ['chen', 'liu', 'wang', 'xu', 'zhou', 'he', 'luo'];
  const move = fc.record({ word: fc.nat({ max: 9 }), by: fc.constantFrom(...people), withFile: fc.boolean() });

  it('closes it only on evidence and by somebody else, and nothing said is ever lost', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60, size: 'max' }), (moves) => {
        let finding = proposed();
        let kept = 0;
        for (const [turn, { word, by, withFile }] of moves.entries()) {
          const at = start + (turn + 1) * dayMs;
          const words: (() => Outcome)[] = [
            () => establish(finding, by, at + dayMs, at),
            () => drop(finding, said(by, at)),
            () => plan(finding, said(by, at)),
            () => report(finding, { ...said(by, at), words: '', files: withFile ? [`f${turn}`] : [] }),
            () => sendBack(finding, said(by, at)),
            () => close(roster, finding, by, at),
            () => object(finding, said(by, at)),
            () => answerObjection(finding, { ...said(by, at), upheld: false }),
            () => reopen(finding, at + dayMs, at),
            () => leaveClosed(finding, said(by, at)),
          ];
          const outcome = words[word]?.();
          if (outcome?.kind === 'done') finding = outcome.finding;
          const { plans, evidence, sentBack, objections, closed, decided } = finding;
          const all = [plans, evidence, sentBack, objections, closed, decided].reduce((sum, { length }) => sum + length, 0);
          expect(all).toBeGreaterThanOrEqual(kept);
          kept = all;
          expect(closed.length - finding.reopened).toBe(finding.state === 'closed' ? 1 : 0);
          for (const one of closed) {
            expect(['chen', 'wang', 'liu']).not.toContain(one.by);
            expect(one.evidence).toBeGreaterThan(0);
          }
        }
      }),
    );
  });
});
