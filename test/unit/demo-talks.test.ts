import { describe, expect, test } from 'vitest';
import { moveToNextWord } from '../../src/main/next-word.js';
import { inTurn } from '../../src/main/in-turn.js';
import { Talks } from '../../src/main/talks.js';
import { dayMs, minuteMs, secondMs } from '../../src/domain/time.js';

describe('what was said in a demonstration', () => {
  test('is kept to the last 2,000 lines of a talk, which keep their numbers', () => {
    const talks = new Talks();
    for (let at = 0; at < 5_000; at += 1) talks.add('zhao', { at, text: `${at}` });
    const lines = talks.linesOf('zhao');
    expect(lines).toHaveLength(2_000);
    expect([lines[0]?.no, lines.at(-1)?.no]).toEqual([3_000, 4_999]);
    expect(talks.headOf('zhao')).toEqual({ said: 5_000, last: { at: 4_999, text: '4999', picture: false } });
    expect(talks.linesOf('liu')).toEqual([]);
  });

  test('is kept to so many characters and so many bytes of pictures, however long each is', () => {
    const talks = new Talks();
    for (let at = 0; at < 500; at += 1) talks.add('zhao', { from: '赵小梅', at, text: '长'.repeat(100_000) });
    const characters = talks.linesOf('zhao').reduce((sum, { text }) => sum + text.length, 0);
    expect(characters).toBeLessThanOrEqual(2_000_000);
    expect(talks.headOf('zhao')).toMatchObject({ said: 0, last: { text: '长'.repeat(40) } });
    const picture = new Uint8Array(10 * 1024 * 1024);
    const numbers = Array.from({ length: 8 }, (_, at) => talks.add('zhao', { at, text: 'board.png', picture }).line.picture ?? 0);
    expect(numbers.map((no) => talks.picture(no) !== undefined)).toEqual([false, false, true, true, true, true, true, true]);
  });
});

describe('time passes to the next word', () => {
  /** Something falls due at each of these; the bot says something at those of `said`. */
  function passing(due: readonly number[], said: readonly number[]): Parameters<typeof moveToNextWord>[0] {
    let now = 0;
    let last: number | undefined;
    return {
      now: () => now,
      nextDue: (from) => Promise.resolve(due.find((at) => at > from)),
      moveTo(at) {
        now = at;
        if (said.includes(at)) last = at;
        return Promise.resolve();
      },
      saidAt: () => last,
    };
  }

  test('past what nobody hears, and on to the last of those who are written to together', async () => {
    const due = [secondMs, 10 * minuteMs, 10.5 * minuteMs, 11 * minuteMs, 60 * minuteMs];
    const time = passing(due, due.slice(1));
    expect(await moveToNextWord(time)).toBe(true);
    expect(time.now()).toBe(11 * minuteMs);
  });

  test('and stops within the hour, however many are written to', async () => {
    const due = Array.from({ length: 1_000 }, (_, index) => (index + 1) * minuteMs);
    const time = passing(due, due);
    expect(await moveToNextWord(time)).toBe(true);
    expect(time.now()).toBe(61 * minuteMs);
  });

  test('and is given up when nothing is said for weeks, or nothing is due at all', async () => {
    expect(
      await moveToNextWord(
        passing(
          Array.from({ length: 100 }, (_, index) => (index + 1) * dayMs),
          [],
        ),
      ),
    ).toBe(false);
    expect(await moveToNextWord(passing([], []))).toBe(false);
  });
});

test('what is asked for at the same time is done in turn, also after a failure', async () => {
  const turns = inTurn();
  const done: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    done.push(`${name} begins`);
    await Promise.resolve();
    done.push(`${name} ends`);
    if (name === 'second') throw new Error(name);
  };
  const [, second] = await Promise.allSettled([turns(work('first')), turns(work('second')), turns(work('third'))]);
  expect(done).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
  expect(second.status).toBe('rejected');
});
