/** holidays/YYYY.yaml: the days off and make-up workdays of a year as the committee writes them down itself. */
import { z } from 'zod';
import type { SpecialDays, SpecialDaysByYear } from '../../domain/special-days.js';
import type { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { listFiles } from './folder.js';
import { entries } from './names.js';
import type { Place } from './place.js';
import { readText, start } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { checkDistinct } from './references.js';
import { checkShape } from './shape-faults.js';
import { date, section } from './shape.js';

export const holidaySchema = section({ off: z.array(date).default([]), work: z.array(date).default([]) });

/** All files of the folder, which may be missing. */
export async function loadHolidays(folder: string, faults: FaultList, texts: FaultTexts): Promise<SpecialDaysByYear> {
  const years = new Map<number, SpecialDays>();
  for (const { path, stem, name } of await listFiles(folder, 'holidays', '.yaml', faults)) {
    if (!/^\d{4}$/.test(stem)) {
      faults.add(name, start, 'bad-file-name', { example: '2027.yaml' });
      continue;
    }
    const file = await readText(path, name, faults);
    const root = file && readYaml(file, faults);
    if (!root) continue;
    checkDays(root, stem, faults);
    const days = checkShape(root, holidaySchema, faults, texts);
    if (days) years.set(Number(stem), { off: new Set(days.off), work: new Set(days.work) });
  }
  return years;
}

function checkDays(root: Place, year: string, faults: FaultList): void {
  const off = entries(root, 'off');
  const work = entries(root, 'work');
  checkDistinct(
    off.map((place) => ({ place })),
    'duplicate-date',
    faults,
  );
  checkDistinct(
    work.map((place) => ({ place })),
    'duplicate-date',
    faults,
  );
  const offDays = new Set(off.map((place) => place.text()));
  for (const place of [...off, ...work]) {
    const day = place.text();
    if (day !== undefined && /^\d{4}-/.test(day) && !day.startsWith(`${year}-`))
      faults.add(place.file, place.at, 'other-year', { value: day, year });
  }
  for (const place of work) {
    const day = place.text();
    if (day !== undefined && offDays.has(day)) faults.add(place.file, place.at, 'off-and-work', { value: day });
  }
}
