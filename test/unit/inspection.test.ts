import { describe, expect, it } from 'vitest';
import type { Checklist } from '../../src/domain/checklist.js';
import {
  askedNext,
  asking,
  currentOf,
  differing,
  goBack,
  goTo,
  handIn,
  pause,
  photosMissing,
  placeOfPhoto,
  problemsOf,
  remarkOn,
  resumed,
  totalsOf,
  withPhoto,
  type Inspection,
  type Verdict,
  type Walk,
} from '../../src/domain/inspection.js';

const checklist: Checklist = {
  id: 'village',
  name: '村级检查',
  plan: { name: '年度检查计划', filing: '青办备〔2026〕3号' },
  audience: { units: 'all' },
  usual: true,
  perYear: 2,
  field: 'disclosure',
  due: { kind: 'workdays', days: 7 },
  overseer: 'discipline',
  signatures: 1,
  items: [
    { id: 'post', text: '办公时间有人在岗吗？' },
    { id: 'board', text: '公开栏财务贴到几月？', photo: { reason: '证明月份', without: '人' } },
    { id: 'bills', text: '报账单据签字齐吗？' },
  ],
};

const fresh: Walk = { checklist, places: {}, paused: [], records: {} };

let clock = 0;
function said(verdict: Verdict, words = '', by = 'luo'): { verdict: Verdict; words: string; by: string; at: number } {
  clock += 1;
  return { verdict, words, by, at: clock };
}

const photo = (file: string): { file: string; by: string; at: number } => ({ file, by: 'luo', at: 1 });

describe('a walk through a checklist', () => {
  it('asks one item after the other, a photo where a problem needs one, and says when all are there', () => {
    let { walk, asked } = remarkOn(fresh, 0, said('fine', '两人在'));
    expect(asked).toMatchObject({ kind: 'item', place: 1 });
    ({ walk, asked } = remarkOn(walk, 1, said('problem', '只到5月')));
    expect(asked).toMatchObject({ kind: 'photo', place: 1, reason: '证明月份', without: '人' });
    expect(placeOfPhoto(walk, 'luo')).toBe(1);
    walk = withPhoto(walk, 1, photo('one'));
    expect(askedNext(walk, 'luo')).toMatchObject({ kind: 'item', place: 2 });
    ({ walk, asked } = remarkOn(walk, 2, said('not-applicable')));
    expect(asked).toEqual({ kind: 'all', photos: [] });
    expect(totalsOf(walk)).toEqual({ fine: 1, problem: 1, notApplicable: 1, open: [] });
    expect(problemsOf(walk)).toMatchObject([{ place: 1, record: { photos: [{ file: 'one' }] } }]);
  });

  it('takes words that come in a burst each for its own turn, and remembers which photo is missing', () => {
    let walk = fresh;
    for (const verdict of ['fine', 'problem', 'fine'] as const) {
      const asked = askedNext(walk, 'luo');
      if (asked.kind !== 'item') throw new Error('nothing is asked');
      ({ walk } = remarkOn(walk, asked.place, said(verdict)));
    }
    expect(askedNext(walk, 'luo')).toEqual({ kind: 'all', photos: [1] });
    expect(photosMissing(withPhoto(walk, placeOfPhoto(walk, 'luo') ?? 0, photo('late')))).toEqual([]);
  });

  it('goes back, keeps photos when an item is said anew, and goes on where nobody has spoken yet', () => {
    let { walk } = remarkOn(fresh, 0, said('fine'));
    ({ walk } = remarkOn(walk, 1, said('problem', '只到5月')));
    walk = goBack(withPhoto(walk, 1, photo('one')), 'luo');
    expect(askedNext(walk, 'luo')).toMatchObject({ kind: 'item', place: 1, again: { photos: [{ file: 'one' }] } });
    const changed = remarkOn(walk, 1, said('problem', '财务只到5月，党务是新的'));
    expect(changed.asked).toMatchObject({ kind: 'item', place: 2 });
    expect(changed.walk.records['board']?.said.map(({ words }) => words)).toEqual(['只到5月', '财务只到5月，党务是新的']);
    expect(askedNext(resumed(walk, 'luo'), 'luo')).toMatchObject({ place: 2 });
    expect(askedNext(goBack(goBack(goBack(walk, 'luo'), 'luo'), 'luo'), 'luo')).toMatchObject({ place: 0 });
  });

  it('is paused and resumed for one inspector without touching the other', () => {
    let walk = pause(goTo(fresh, 'luo', 2), 'luo');
    expect(walk.paused).toEqual(['luo']);
    expect(askedNext(walk, 'chen')).toMatchObject({ place: 0 });
    ({ walk } = remarkOn(walk, 0, said('fine', '', 'chen')));
    walk = resumed(walk, 'luo');
    expect(walk.paused).toEqual([]);
    expect(askedNext(walk, 'luo')).toMatchObject({ place: 1 });
  });

  it('knows whose photo belongs to which problem when two walk it at once', () => {
    let { walk } = remarkOn(fresh, 1, said('problem', '', 'luo'));
    ({ walk } = remarkOn(walk, 2, said('problem', '', 'luo')));
    expect([placeOfPhoto(walk, 'luo'), placeOfPhoto(walk, 'chen')]).toEqual([1, undefined]);
    ({ walk } = remarkOn(walk, 1, said('problem', '', 'chen')));
    expect([placeOfPhoto(walk, 'luo'), placeOfPhoto(walk, 'chen')]).toEqual([undefined, 1]);
  });

  it('counts a photo that arrives twice once', () => {
    const { walk } = remarkOn(fresh, 1, said('problem'));
    const twice = withPhoto(withPhoto(walk, 1, photo('one')), 1, photo('one'));
    expect(twice.records['board']?.photos).toHaveLength(1);
  });
});

describe('handing in', () => {
  const whole = [0, 1, 2].reduce((walk, place) => remarkOn(walk, place, said('fine')).walk, fresh);

  it('says which items are open', () => {
    expect(handIn({ ...remarkOn(fresh, 1, said('fine')).walk, signed: [] }, 'luo')).toEqual({ kind: 'open', places: [0, 2] });
  });

  it('is done with one name, or with two of different people when the checklist wants two', () => {
    expect(handIn({ ...whole, signed: [] }, 'luo')).toEqual({ kind: 'done' });
    const two = { ...whole, checklist: { ...checklist, signatures: 2 as const } };
    expect(handIn({ ...two, signed: [] }, 'luo')).toEqual({ kind: 'handed-in' });
    expect(handIn({ ...two, signed: [{ by: 'luo', at: 1 }] }, 'luo')).toEqual({ kind: 'handed-in' });
    expect(handIn({ ...two, signed: [{ by: 'luo', at: 1 }] }, 'chen')).toEqual({ kind: 'done' });
  });
});

describe('two inspectors at once', () => {
  it('asks each for another item, and takes a word for the item it answers whatever the other has said meanwhile', () => {
    let { walk, asked } = asking(fresh, 'luo');
    expect(asked).toMatchObject({ kind: 'item', place: 0 });
    ({ walk, asked } = asking(walk, 'chen'));
    expect(asked).toMatchObject({ kind: 'item', place: 1 });
    ({ walk } = remarkOn(walk, 1, said('fine', '', 'luo')));
    expect(asking(walk, 'chen').asked).toMatchObject({ kind: 'item', place: 1, again: { said: [{ by: 'luo' }] } });
  });

  it('shows an item to both when nothing else is open, and again to whoever goes on when the other has paused', () => {
    let walk = [0, 1].reduce((before, place) => remarkOn(before, place, said('fine')).walk, fresh);
    ({ walk } = asking(walk, 'luo'));
    expect(asking(walk, 'chen').asked).toMatchObject({ place: 2 });
    expect(asking(pause(asking(fresh, 'luo').walk, 'luo'), 'chen').asked).toMatchObject({ place: 0 });
  });

  it('keeps both versions where they differ, and only there', () => {
    let { walk } = remarkOn(fresh, 0, said('fine', '两人在', 'luo'));
    ({ walk } = remarkOn(walk, 0, said('problem', '门锁着', 'chen')));
    ({ walk } = remarkOn(walk, 1, said('problem', '', 'luo')));
    ({ walk } = remarkOn(walk, 1, said('fine', '', 'luo')));
    ({ walk } = remarkOn(walk, 1, said('fine', '', 'chen')));
    expect(differing(walk)).toMatchObject([
      {
        place: 0,
        said: [
          { by: 'luo', verdict: 'fine' },
          { by: 'chen', verdict: 'problem' },
        ],
      },
    ]);
  });
});

describe('the inspection a word belongs to', () => {
  const one = (no: number, heard: Inspection['heard'], more: Partial<Inspection> = {}): Inspection => ({
    kind: 'inspection',
    no,
    unit: 'a',
    called: '甲村',
    at: 0,
    version: 1,
    inspectors: ['luo'],
    heard,
    signed: [],
    findings: {},
    state: 'open',
    ...fresh,
    ...more,
  });

  it('is the one its inspector spoke of last, and none that is over or another’s', () => {
    expect(currentOf([one(1, { luo: 5 }), one(2, { luo: 3 })], 'luo')?.no).toBe(1);
    expect(currentOf([one(1, { luo: 5 }, { state: 'done' }), one(2, { luo: 3 })], 'luo')?.no).toBe(2);
    expect(currentOf([one(1, { luo: 5 })], 'xu')).toBeUndefined();
  });
});
