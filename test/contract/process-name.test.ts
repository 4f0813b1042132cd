import { afterEach, expect, it } from 'vitest';
import { hasEnded, processName } from '../../src/adapters/files/process-identity.js';
import { startModule, type ModuleProcess } from '../harness/module-process.js';

let other: ModuleProcess | undefined;

afterEach(async () => {
  other?.child.kill('SIGKILL');
  await other?.ended;
});

it('tells from its name whether a process runs no more, and takes one that is only stopped for running', async () => {
  other = startModule(`
    const { processName } = await load('src/adapters/files/process-identity.ts');
    console.log(await processName());
    setInterval(() => {}, 60_000);`);
  const name = await other.line();
  expect(await hasEnded(name)).toBe(false);
  other.child.kill('SIGSTOP');
  expect(await hasEnded(name)).toBe(false);
  other.child.kill('SIGKILL');
  await other.ended;
  expect(await hasEnded(name)).toBe(true);
});

it('names each part of a process anew, and none of them has ended', async () => {
  const names = [await processName(), await processName()];
  expect(new Set(names).size).toBe(2);
  expect(await Promise.all(names.map((name) => hasEnded(name)))).toEqual([false, false]);
});

it('says nothing of a process elsewhere, whose number means another here, nor of a word that is no name', async () => {
  const [, here] = (await processName()).split('@');
  expect(await hasEnded(`999999-0t0-deadbeef@${here}`)).toBe(true);
  expect(await hasEnded(`999999-0t0-deadbeef@${here?.replace(/^\w/, (first) => (first === 'a' ? 'b' : 'a'))}`)).toBe(false);
  expect(await hasEnded(`999999-0t0-deadbeef@${here}0`)).toBe(false);
  expect(await hasEnded('999999-deadbeef')).toBe(false);
});
