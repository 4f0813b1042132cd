/** The hamlet asked for its quarterly report, and what people send in. */
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { files, hamletWith } from './hamlet.js';
import { documents } from './documents.js';
import type { Township } from './township.js';

const shipped = new URL('../../schedules/quarterly-duty-report.yaml', import.meta.url).pathname;

/** Just before the report is asked for. */
export const at = '2026-10-10 08:59';

/** The hamlet with the shipped quarterly report in place of its self-check, and further changes. */
export function reporting(...changes: ((home: string) => Promise<void>)[]): (home: string) => Promise<void> {
  return hamletWith(
    async (home) => rm(join(home, files.selfCheck)),
    async (home) => cp(shipped, join(home, 'schedules', 'quarterly-duty-report.yaml')),
    ...changes,
  );
}

/** The principals are asked for their reports. */
export async function asked(town: Township): Promise<void> {
  await town.until('2026-10-10 09:10');
  town.takeAll('三季度履责报告，5题');
}

/** All five parts in one message. */
export const wholeReport = ['一、支委会研究了3次', '二、没有', '三、1月至9月的账都公示了', '四、过问2次', '五、没有要说的'].join('\n');

export function sendsFile(town: Township, who: string, bytes: Uint8Array = documents.docx, fileName = '三季度报告.docx'): Promise<string> {
  return town.does((hub, id) => hub.file({ from: town.account(who), bytes, fileName, id }));
}

/** The attachments on disk. */
export async function kept(town: Township): Promise<string[]> {
  return readdir(join(town.home, 'data', 'files'));
}

/** The number of the report that a reader was told of. */
export function numberIn(text: string): string {
  return /(\d+)号/u.exec(text)?.[1] ?? /\n(\d+) /u.exec(text)?.[1] ?? '';
}
