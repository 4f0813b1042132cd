/** Office files: how long a workbook of the usual size takes, what one of a hundred thousand rows takes of memory, and a roster of thousands there and back. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookReader } from '../src/adapters/office/workbook-reader.js';
import { workbookWriter } from '../src/adapters/office/workbook-writer.js';
import { loadFaultTexts } from '../src/adapters/yaml/fault-texts.js';
import { rosterDesk } from '../src/adapters/yaml/roster-desk.js';
import { rosterWorkbook } from '../src/application/export-roster.js';
import { readRosterImport } from '../src/application/import-roster.js';
import type { CellValue, SheetColumn } from '../src/application/workbook-port.js';
import { openHome, shipped } from '../src/main/open-home.js';
import { workingClock, writeCounty } from './county.js';
import type { Topic } from './topic.js';

const usual = 5_000;
const many = 100_000;
const units = 5_000;
const columns: SheetColumn[] = Array.from({ length: 12 }, (_, each) => ({
  heading: `列${each + 1}`,
  width: 14,
  kind: each === 0 ? 'number' : each === 1 ? 'date' : 'text',
}));

export const office: Topic = {
  name: 'office',
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'zrt-bench-'));
    try {
      const path = join(folder, 'rows.xlsx');
      // The library is loaded, and what is compiled is compiled.
      await write(path, usual);
      const [few, much] = [await write(path, usual), await write(path, many)];
      return [
        {
          work: `a workbook of ${usual.toLocaleString('en')} rows of 12 cells`,
          aim: '≤ 1.5 s',
          measured: `${(few.ms / 1_000).toFixed(2)} s`,
        },
        {
          work: `memory of one of ${many.toLocaleString('en')} rows, against ${usual.toLocaleString('en')}`,
          aim: '≤ 100 MB more',
          measured: `${((much.peak - few.peak) / 1e6).toFixed(0)} MB more; ${(much.ms / 1_000).toFixed(1)} s`,
        },
        await thereAndBack(path),
      ];
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

function* rows(count: number): Generator<CellValue[]> {
  for (let each = 0; each < count; each += 1) {
    const texts = Array.from({ length: 10 }, (_, cell) => `${each}村的公开栏财务只到${cell + 1}月`);
    yield [each, { date: '2026-08-25' }, ...texts];
  }
}

/** `peak`: of the whole process, in bytes. */
async function write(path: string, count: number): Promise<{ ms: number; peak: number }> {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 5);
  const from = performance.now();
  const sheets = [{ name: '台账', columns, rows: rows(count) }];
  await workbookWriter.write(path, { title: '台账', footer: '青山镇', sheets });
  clearInterval(timer);
  return { ms: performance.now() - from, peak };
}

async function thereAndBack(path: string): Promise<{ work: string; aim: string; measured: string }> {
  const county = await writeCounty(units);
  try {
    const clock = workingClock();
    const home = await openHome(county.home, clock.now());
    const world = { config: () => home.config, texts: home.texts };
    const from = performance.now();
    await workbookWriter.write(path, rosterWorkbook(world, clock.now()));
    const exported = performance.now();
    const read = await workbookReader.read(path);
    if (!read.ok) throw new Error(`the roster cannot be read again: ${read.trouble}`);
    const text = await readFile(join(county.home, 'roster.yaml'), 'utf8');
    const desk = { ...rosterDesk(text, await loadFaultTexts(shipped)), checkHome: () => Promise.resolve({ faults: [], warnings: [] }) };
    const result = await readRosterImport(world, desk, read.sheets);
    if (result.kind !== 'changes' || !result.same) throw new Error('the roster has changed on its way');
    const back = performance.now();
    return {
      work: `a roster of ${(2 * units).toLocaleString('en')} people and units exported, and imported again`,
      aim: '≤ 3 s and ≤ 5 s',
      measured: `${((exported - from) / 1_000).toFixed(2)} s and ${((back - exported) / 1_000).toFixed(2)} s`,
    };
  } finally {
    await rm(county.home, { recursive: true });
  }
}
