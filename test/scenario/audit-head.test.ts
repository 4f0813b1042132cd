import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyAudit } from '../../src/application/verify-audit.js';
import { parseHead } from '../../src/application/witnesses.js';
import { dayMs } from '../../src/domain/time.js';
import { files, hamlet, hamletWith } from '../harness/hamlet.js';
import { phone, play } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

/** With a budget so small that one daily message would use it up. */
const kept = hamletWith(async (home) => {
  await appendFile(join(home, files.settings), 'custodian: zhou\nbudget: { perPersonPerWeek: 1 }\n');
});

async function verified(town: Township, head: string): Promise<object> {
  const { world } = town.bot;
  const { stores, witness } = world;
  const told = parseHead(head);
  if (told === undefined) throw new Error(`${head} is no head`);
  return verifyAudit(stores.audit, { committee: world.config().roster.committee, kept: await witness.read(), heads: [told] });
}

test('whoever keeps the heads is sent one before the end of each workday on which something was entered, once, and it holds later', () =>
  play({ at: '2026-09-28 08:59', prepare: kept }, async (town) => {
    await town.until('2026-09-28 17:44');
    town.takeEverything();
    await town.until('2026-09-28 17:46');
    const said = town.expects('周正平');
    const [, head = '', key = ''] =
      /^今天的审计封存码，请您留着：\n9月28日（周一）\n(\d+:[0-9a-f-]+)\n公钥 ([0-9a-f-]{19})\n/u.exec(said) ?? [];
    expect(said).toBe(phone(`今天的审计封存码，请您留着：⏎9月28日（周一）⏎${head}⏎公钥 ${key}⏎日后核对记录改没改过，用得上。⏎不用回。`));
    expect(await verified(town, head)).toMatchObject({ agreed: expect.any(Number) as number });
    expect(await verified(town, head)).toMatchObject({
      key: expect.stringMatching(new RegExp(`^${key.replaceAll('-', '')}`, 'u')) as string,
    });
    expect(await verified(town, head)).not.toHaveProperty('broken');
    expect(await town.bot.world.stores.outbox.sends(town.now() - dayMs, 'zhou')).toEqual([]);

    await town.isDownUntil('2026-09-28 17:50');
    await town.until('2026-09-29 17:50');
    town.expectsNothing();
    await town.says('赵小梅', '1是 2 3 3无');
    town.expects('赵小梅', '回执');
    await town.until('2026-09-30 17:50');
    town.expects('周正平', '9月30日（周三）');
    town.takeAll('还没收到');
    // The holiday has no workday, and nothing is entered before the next one ends.
    await town.until('2026-10-07 23:00');
    town.expectsNothing();
    expect(await verified(town, head)).not.toHaveProperty('broken');
  }));

test('nobody is sent one who is not the custodian any more, or when there is none', () =>
  play({ at: '2026-09-28 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-09-28 18:30');
    expect(town.takeAll('封存码')).toEqual([]);
    town.takeEverything();
    const settings = join(town.home, files.settings);
    const without = await readFile(settings, 'utf8');
    await town.says('赵小梅', '1是 2 3 3无');
    town.expects('赵小梅', '回执');
    await town.pass('10s');
    await town.isDownUntil('2026-09-28 21:00', () => appendFile(settings, 'custodian: zhou\n'));
    await town.pass('10s');
    const { outbox } = town.bot.world.stores;
    expect(await outbox.due('normal', town.now() + dayMs, 10)).toContainEqual({ kind: 'person', person: 'zhou' });
    await town.isDownUntil('2026-09-28 22:00', () => writeFile(settings, without));
    await town.until('2026-09-29 09:30');
    expect(town.takeAll('封存码')).toEqual([]);
    town.takeEverything();
    expect(await town.bot.world.stores.outbox.due('normal', town.now(), 10)).not.toContainEqual({ kind: 'person', person: 'zhou' });
  }));

test('a bot that is stopped leaves nothing behind that is not sealed', () =>
  play({ at: '2026-08-25 08:59', prepare: hamlet }, async (town) => {
    await town.until('2026-08-25 09:05');
    town.takeEverything();
    await town.says('赵小梅', '1是 2 3 3无');
    town.expects('赵小梅', '回执');
    const { last } = await town.bot.world.stores.audit.extent();
    const stoppedAt = town.now();
    await town.isDownUntil('2026-08-25 09:10');
    const seals = await town.bot.world.stores.audit.sealsAfter(0, 1000);
    expect(seals.find(({ to }) => to >= last)).toMatchObject({ at: stoppedAt });
  }));
