/** A bot that ends between the words and their picture has said the words, and says them once. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Pictures } from '../../src/application/picture-port.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';
const digest = 'name: 每周周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary]\n';

/** Draws nothing before it is told to go on, and tells when it was asked. */
function slowDrawing(): { pictures: Pictures; begun: Promise<void>; goOn: () => void } {
  let goOn = (): void => undefined;
  const allowed = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const draw: Pictures['draw'] = async ({ name }) => {
    begin();
    await allowed;
    return { bytes: Uint8Array.of(0), name };
  };
  return { pictures: { draw }, begun, goOn };
}

/** What is under way ends with the bot. */
async function endsMeanwhile(town: Township, work: Promise<unknown>, goOn: () => void): Promise<void> {
  await town.stop();
  goOn();
  town.waitNoLonger();
  await work.catch(() => undefined);
  await town.start();
}

test('a reply whose picture was being drawn is not repeated when the bot comes back and the same message arrives again', () => {
  const { pictures, begun, goOn } = slowDrawing();
  return play({ at, prepare: hamlet, pictures }, async (town) => {
    await town.until('2026-08-25 10:00');
    town.takeEverything();
    const said = town.says('张建国', '状态', { id: 'asked-once' });
    await begun;
    town.expects('张建国', '3个单位');
    await endsMeanwhile(town, said, goOn);
    await town.again('asked-once');
    await town.pass('5m');
    town.expectsNothing();
  });
});

test('a digest whose picture was being drawn is not repeated when the bot comes back, and nobody is asked about it', () => {
  const { pictures, begun, goOn } = slowDrawing();
  const prepare = hamletWith((home) => writeFile(join(home, 'schedules', 'weekly-digest.yaml'), digest));
  return play({ at, prepare, pictures }, async (town) => {
    await town.until('2026-08-31 08:59');
    town.takeEverything();
    const passing = town.until('2026-08-31 09:10');
    await begun;
    town.expects('张建国', '上周（8月24日—28日）');
    await endsMeanwhile(town, passing, goOn);
    await town.pass('10m');
    town.expectsNothing();
    expect(await town.bot.world.stores.outbox.open('unknown', 10)).toEqual([]);
  });
});
