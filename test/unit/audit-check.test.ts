import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashAfter, type AuditEntry, type Head, type Seal } from '../../src/domain/audit-chain.js';
import type { Break } from '../../src/domain/audit-check.js';
import { witnessesOf } from '../../src/application/witnesses.js';
import { check, entryOf, hash, sealed, stretchOf, trailOf, type Trail } from '../harness/trail.js';

const count = 30;
const sealedTo = 28;
const honest = trailOf(count, [1, 6, 3, 12, 6]);

function tampered(change: (trail: Trail) => void): Trail {
  const copy: Trail = { entries: [...honest.entries], seals: [...honest.seals], counter: honest.counter };
  change(copy);
  return copy;
}

function brokenBy(change: (trail: Trail) => void): Break | undefined {
  return check(tampered(change)).broken;
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no ${index}`);
  return found;
}

/** Another entry than this one, in one of the ways in which a text can differ. */
function edited(entry: AuditEntry, field: number, how: number): AuditEntry {
  const fields = [...entry.fields];
  const place = field % fields.length;
  const value = at(fields, place);
  switch (how % 6) {
    case 0:
      fields[place] = `${value} `;
      break;
    case 1:
      fields[place] = value === '' ? 'x' : value.slice(1);
      break;
    case 2:
      fields.push('note', '');
      break;
    case 3:
      fields.splice(place, 1);
      break;
    case 4: {
      // What one field loses, the next one gets: a plain joining of the fields would not show it.
      const next = (place + 1) % fields.length;
      fields[place] = value.slice(0, -1);
      fields[next] = next > place ? `${value.slice(-1)}${at(fields, next)}` : `${at(fields, next)}${value.slice(-1)}`;
      break;
    }
    default:
      fields[place] = `${value}\u0000`;
  }
  return { id: entry.id, fields };
}

/** Chained anew over other entries, under the signatures that there are. */
function resealed({ entries, seals }: Trail): Seal[] {
  let head: Head | undefined;
  return seals.map((seal) => {
    const again = { ...stretchOf(head, entries, seal.to - seal.from + 1), signature: seal.signature };
    head = { no: again.to, hash: again.head };
    return again;
  });
}

/** One tampering with what is sealed, and the first number it touches. */
function tamper(kind: number, one: number, other: number, how: number): { trail: Trail; first: number; whys: string[] } {
  const no = 1 + (one % sealedTo);
  const second = 1 + (other % sealedTo);
  const touch = (change: (trail: Trail) => void, first: number, whys: string[]) => ({ trail: tampered(change), first, whys });
  switch (kind % 6) {
    case 0:
      return touch(({ entries }) => entries.splice(no - 1, 1, edited(at(entries, no - 1), other, how)), no, ['edited']);
    case 1:
      return touch(({ entries }) => entries.splice(no - 1, 1 + (how % 5)), no, ['missing', 'truncated']);
    case 2:
      // Put in beside the numbers, or under a number, with the rest moved up.
      return how % 2 === 0
        ? touch(({ entries }) => entries.splice(no, 0, { ...entryOf(no), id: `${no}-${1 + (how % 9)}` }), no + 1, ['out-of-order'])
        : touch(
            (trail) => {
              const moved = trail.entries.slice(no - 1).map(({ fields }, i) => ({ id: `${no + i + 1}-0`, fields }));
              trail.entries = [...trail.entries.slice(0, no - 1), entryOf(no, 'put in'), ...moved];
              trail.counter += 1;
            },
            no,
            ['edited'],
          );
    case 3: {
      const [low, high] = [Math.min(no, second), Math.max(no, second)];
      return touch(
        ({ entries }) => {
          const [first, last] = [at(entries, low - 1), at(entries, high - 1)];
          entries[low - 1] = { id: first.id, fields: last.fields };
          entries[high - 1] = { id: last.id, fields: first.fields };
        },
        low,
        ['edited'],
      );
    }
    case 4:
      return touch(
        (trail) => {
          trail.entries.length = no - 1;
          if (how % 2 === 0) trail.counter = no - 1;
        },
        no,
        ['truncated'],
      );
    default:
      // Edited, and sealed anew with a key of one's own or none.
      return touch(
        (trail) => {
          trail.entries[no - 1] = edited(at(trail.entries, no - 1), other, how);
          trail.seals = resealed(trail);
        },
        at(
          honest.seals.filter(({ to }) => to >= no),
          0,
        ).from,
        ['seal-forged'],
      );
  }
}

describe('a trail', () => {
  it('holds when nobody has touched it, and says up to where it is sealed and with which head', () => {
    const { walk, broken } = check(honest);
    expect(broken).toBeUndefined();
    expect(walk).toMatchObject({ no: count, sealed: { no: sealedTo, head: honest.seals.at(-1)?.head } });
  });

  it('shows each of 10,000 random edits, deletions, insertions, swaps, truncations and false seals, from the first number touched', () => {
    const any = fc.nat(1_000_000);
    const seen = new Set<string>();
    fc.assert(
      fc.property(any, any, any, any, (kind, one, other, how) => {
        const { trail, first, whys } = tamper(kind, one, other, how);
        // An edit that changed nothing is none: the same fields, or an entry swapped with itself.
        fc.pre(JSON.stringify(trail.entries) !== JSON.stringify(honest.entries));
        const { from, why = '' } = check(trail).broken ?? {};
        seen.add(why);
        if (from !== first || !whys.includes(why)) expect({ from, why }).toEqual({ from: first, why: whys.join(' or ') });
      }),
      { numRuns: 10_000 },
    );
    expect([...seen].sort()).toEqual(['edited', 'missing', 'out-of-order', 'seal-forged', 'truncated']);
  }, 60_000);

  it('does not show an edit of what is not sealed yet, but a deletion and a cut end', () => {
    expect(brokenBy(({ entries }) => (entries[sealedTo] = edited(at(entries, sealedTo), 3, 0)))).toBeUndefined();
    expect(brokenBy(({ entries }) => entries.splice(sealedTo, 1))).toEqual({ from: sealedTo + 1, why: 'missing' });
    expect(brokenBy(({ entries }) => entries.splice(sealedTo))).toEqual({ from: sealedTo + 1, why: 'truncated' });
  });

  it('is one committee’s: that of another does not pass for it', () => {
    const { entries, seals } = honest;
    const first = at(seals, 0);
    expect(first.before).not.toBe(hash('["zerentian audit 1","other"]'));
    expect(hashAfter(first.before, at(entries, 0), hash)).toBe(first.head);
  });
});

describe('the seals', () => {
  it.each<[string, (trail: Trail) => void, Break]>([
    ['one in the middle is gone', ({ seals }) => seals.splice(2, 1), { from: 8, why: 'seal-missing' }],
    ['two have changed places', ({ seals }) => seals.splice(1, 2, at(seals, 2), at(seals, 1)), { from: 2, why: 'seal-missing' }],
    ['one stands there twice', ({ seals }) => seals.splice(2, 0, at(seals, 1)), { from: 8, why: 'seal-forged' }],
    ['one has another time', ({ seals }) => (seals[1] = { ...at(seals, 1), at: 1 }), { from: 2, why: 'seal-forged' }],
    [
      'one has other steps',
      ({ seals }) => (seals[1] = { ...at(seals, 1), steps: at(seals, 1).steps.replace(/./u, 'x') }),
      { from: 2, why: 'seal-forged' },
    ],
    ['one names another key', ({ seals }) => (seals[3] = { ...at(seals, 3), key: 'A'.repeat(43) }), { from: 11, why: 'seal-forged' }],
    ['one is signed with nothing', ({ seals }) => (seals[0] = { ...at(seals, 0), signature: '' }), { from: 1, why: 'seal-forged' }],
  ])('do not hold when %s', (_, change, broken) => {
    expect(brokenBy(change)).toEqual(broken);
  });

  it('show a counter that was put back', () => {
    expect(check({ ...honest, counter: 29 }).broken).toEqual({ from: 30, why: 'counter' });
  });
});

describe('a trail that was put back as a whole', () => {
  const last = at(honest.seals, 4);
  const cut = trailOf(22, [1, 6, 3, 12]);

  it('holds in itself, and not beside the seal that was kept outside', () => {
    expect(check(cut).broken).toBeUndefined();
    expect(check(cut, witnessesOf(last, [])).broken).toEqual({ from: 23, why: 'rolled-back' });
  });

  it('holds in itself when as much was written since, and differs from where the kept seal’s entries differ', () => {
    const rewritten = trailOf(22, [1, 6, 3, 12]);
    for (let no = 23; no <= count; no += 1) rewritten.entries.push(entryOf(no, no < 25 ? undefined : 'another'));
    rewritten.counter = count;
    const before: Seal = at(rewritten.seals, 3);
    rewritten.seals.push(sealed({ no: before.to, hash: before.head }, rewritten.entries, 8));
    expect(check(rewritten).broken).toBeUndefined();
    expect(check(rewritten, witnessesOf(last, [])).broken).toEqual({ from: 25, why: 'rolled-back' });
  });

  it('does not agree with the head that a custodian noted, and may differ from behind the last one that agrees', () => {
    const head = (i: number) => ({ no: at(honest.seals, i).to, hash: at(honest.seals, i).head.slice(0, 16) });
    expect(check(honest, witnessesOf(undefined, [head(1), head(4)]))).toMatchObject({ walk: { agreed: sealedTo } });
    const other = { no: 22, hash: '0'.repeat(16) };
    expect(check(honest, witnessesOf(undefined, [head(1), other])).broken).toEqual({ from: 8, why: 'rolled-back' });
    expect(check(honest, witnessesOf(undefined, [other])).broken).toEqual({ from: 1, why: 'rolled-back' });
    expect(check(cut, witnessesOf(undefined, [head(4)])).broken).toEqual({ from: 23, why: 'rolled-back' });
  });
});
