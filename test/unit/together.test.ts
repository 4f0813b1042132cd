import { describe, expect, it } from 'vitest';
import { together } from '../../src/adapters/redis/together.js';
import { PermanentError, TemporaryError } from '../../src/domain/errors.js';

interface Call {
  name: string;
  fails?: Error;
}

/** Calls that say in which script they were, and with whom. */
function gathered(atMost = 10) {
  const scripts: string[] = [];
  const call = together<Call, string>({
    atMost,
    namesOf: ({ name }) => [name],
    async run(group, items) {
      scripts.push(`${group}: ${items.map(({ name }) => name).join(' ')}`);
      await Promise.resolve();
      const failed = items.find(({ fails }) => fails !== undefined)?.fails;
      if (failed !== undefined) throw failed;
      return items.map(({ name }) => `${name} done`);
    },
  });
  return { scripts, call };
}

describe('calls that may share a script', () => {
  it('share one when they are made in the same turn, and each gets its own outcome', async () => {
    const { scripts, call } = gathered();
    const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => call('one', { name })));
    expect(outcomes).toEqual(['a done', 'b done', 'c done']);
    expect(scripts).toEqual(['one: a b c']);
  });

  it('go alone when nobody else is there, each in its turn', async () => {
    const { scripts, call } = gathered();
    await call('one', { name: 'a' });
    await call('one', { name: 'a' });
    expect(scripts).toEqual(['one: a', 'one: a']);
  });

  it('share it with their own group only, and with no more than so many', async () => {
    const { scripts, call } = gathered(2);
    await Promise.all([
      call('one', { name: 'a' }),
      call('two', { name: 'a' }),
      ...['b', 'c', 'd', 'e'].map((name) => call('one', { name })),
    ]);
    expect(scripts.filter((script) => script.startsWith('one'))).toEqual(['one: a b', 'one: c d', 'one: e']);
    expect(scripts).toContain('two: a');
  });

  it('do not share it with another of the same name: the later one comes after the earlier', async () => {
    const { scripts, call } = gathered();
    await Promise.all(['a', 'b', 'a', 'c', 'a'].map((name) => call('one', { name })));
    expect(scripts).toEqual(['one: a b', 'one: a c', 'one: a']);
  });

  it('are tried one by one when their script fails for good, so that only the one at fault fails', async () => {
    const { scripts, call } = gathered();
    const fails = new PermanentError('redis-refused', 'no');
    const outcomes = await Promise.allSettled([call('one', { name: 'a' }), call('one', { name: 'b', fails }), call('one', { name: 'c' })]);
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: 'a done' },
      { status: 'rejected', reason: fails },
      { status: 'fulfilled', value: 'c done' },
    ]);
    expect(scripts).toEqual(['one: a b c', 'one: a', 'one: b', 'one: c']);
  });

  it('all fail, and are not tried again, when their script fails for now', async () => {
    const { scripts, call } = gathered();
    const fails = new TemporaryError('redis-unavailable', 'away');
    const outcomes = await Promise.allSettled([call('one', { name: 'a' }), call('one', { name: 'b', fails })]);
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: fails },
      { status: 'rejected', reason: fails },
    ]);
    expect(scripts).toEqual(['one: a b']);
  });

  it('fail when the script has not an outcome for each', async () => {
    const call = together<Call, string>({ atMost: 10, namesOf: () => [], run: () => Promise.resolve(['one']) });
    const outcomes = await Promise.allSettled([call('one', { name: 'a' }), call('one', { name: 'b' })]);
    // Tried alone, each has one.
    expect(outcomes).toMatchObject([{ value: 'one' }, { value: 'one' }]);
    const none = together<Call, string>({ atMost: 10, namesOf: () => [], run: () => Promise.resolve([]) });
    await expect(none('one', { name: 'a' })).rejects.toMatchObject({ code: 'unexpected-reply' });
  });
});
