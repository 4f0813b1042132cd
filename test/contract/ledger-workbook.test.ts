import { afterAll, beforeAll, expect, it } from 'vitest';
import { ledgerWorkbook } from '../../src/application/export-ledger.js';
import type { Config } from '../../src/application/ports.js';
import type { World } from '../../src/application/world.js';
import { dayMs } from '../../src/domain/time.js';
import { defaultSettings } from '../../src/adapters/yaml/settings-file.js';
import { findingOf } from '../harness/findings.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { change, start, storesOn } from '../harness/stores.js';
import { shippedTexts } from '../harness/workbooks.js';

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

it('a ledger longer than is read at once is exported whole, each finding once, though hundreds are due at one instant and one moves meanwhile', async () => {
  const stores = storesOn(redis.client());
  const dueAt = (no: number): number => start + (no > 300 && no <= 1_000 ? 7 : no % 40) * dayMs;
  const findings = Array.from({ length: 1_300 }, (_, index) => findingOf(index + 1, { dueAt: dueAt(index + 1) }));
  await Promise.all(findings.map((finding) => stores.matters.write(change(finding), start)));
  const roster = { committee: 'qingshan', name: '青山镇', people: new Map(), units: new Map(), groups: new Map() };
  const config = { roster, settings: defaultSettings() } as unknown as Config;
  const world = { config: () => config, texts: await shippedTexts(), stores } as unknown as World;
  const [sheet] = ledgerWorkbook(world, 'operator', start).sheets;
  const numbers: unknown[] = [];
  for await (const [no] of sheet?.rows ?? []) {
    numbers.push(no);
    const [first] = findings;
    if (numbers.length === 100 && first)
      await stores.matters.write(change({ ...first, state: 'closed', version: 1, settledAt: start + dayMs }), start);
  }
  expect(new Set(numbers).size).toBe(1_300);
  expect(numbers).toHaveLength(1_300);
});
