/** Spot checks for scenes: a schedule in a home that has no other, and what officers say of it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chance } from '../../src/adapters/crypto/chance.js';
import { commitmentOf } from '../../src/domain/draw.js';
import type { Draw } from '../../src/domain/spot-check.js';
import { hourMs, type Instant } from '../../src/domain/time.js';

interface Written {
  /** When it comes; the eighth of September at ten, unless told. */
  cron?: string;
  /** Which units; all, unless told. */
  units?: readonly string[];
  sample: number;
  /** Further lines of the file. */
  more?: string;
}

export const spotCheckFile = 'schedules/spot-check.yaml';

export function spotCheckText({ cron = '0 10 8 9 *', units, sample, more = '' }: Written): string {
  return `name: 作风抽查
kind: spot-check
cron: "${cron}"
basis: 镇党委明察暗访安排
plan: { name: 2026年明察暗访计划, filing: 青纪备〔2026〕3号 }
audience: { units: ${units === undefined ? 'all' : `[${units.join(', ')}]`}, sample: ${sample} }
question: 村部这会儿谁在、在忙什么？一句话就行。
${more}`;
}

/** Writes it into a home: for `prepare`. */
export function spotChecks(...written: Written[]): (home: string) => Promise<void> {
  return async (home) => {
    await mkdir(join(home, 'schedules'), { recursive: true });
    for (const [index, each] of written.entries()) {
      const file = index === 0 ? spotCheckFile : `schedules/spot-check-${index + 1}.yaml`;
      await writeFile(join(home, file), spotCheckText(each));
    }
  };
}

/** A draw that was just frozen, with what is given. */
export function drawOf(no: number, plannedAt: Instant, given: Partial<Draw> = {}): Draw {
  const lot = { draw: `spot-${no}`, sample: 1, candidates: [{ unit: 'a', weight: 1 }], excluded: [] };
  return {
    kind: 'draw',
    no,
    unit: 'root',
    at: plannedAt,
    version: 0,
    schedule: {
      id: 'spot',
      name: '抽查',
      kind: 'spot-check',
      trigger: { kind: 'cron', cron: '0 10 * * *', workday: 'next' },
      urgent: false,
      plan: { name: '计划', filing: '3号' },
      audience: { units: 'all' },
      sample: 1,
      perYear: 2,
      weights: {},
      exclude: [],
      officer: 'discipline',
      ask: 'liaison',
      deadline: { kind: 'exact', ms: 1_800_000 },
      prompt: 'spot-check',
      questions: [],
      remind: [],
      escalate: [],
    },
    plannedAt,
    cycle: `spot-${no}`,
    batch: 1,
    lot,
    names: {},
    commitment: commitmentOf(lot, 'secret', chance.hash),
    secret: 'secret',
    state: 'committed',
    until: plannedAt + 8 * hourMs,
    drawn: [],
    gone: [],
    silent: [],
    answeredSince: [],
    calls: [],
    urged: false,
    ...given,
  };
}
