/** The statutory days off by themselves, for years whose official arrangement is not known: nothing moved, nothing made up. */
import { LunarDay, SolarTerm, type SolarDay } from 'tyme4ts';
import { addDays } from '../../domain/date-text.js';
import type { SpecialDays } from '../../domain/special-days.js';
import type { DateText } from '../../domain/time.js';

const qingming = '清明';

/** New Year 1 day, Spring Festival 4 from its eve, Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3. */
export function statutoryDays(year: number): SpecialDays {
  const springFestival = dateTextOf(LunarDay.fromYmd(year, 1, 1).getSolarDay());
  const off = [
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((days) => addDays(springFestival, days)),
    dateTextOf(SolarTerm.fromName(year, qingming).getSolarDay()),
    `${year}-05-01`,
    `${year}-05-02`,
    dateTextOf(LunarDay.fromYmd(year, 5, 5).getSolarDay()),
    dateTextOf(LunarDay.fromYmd(year, 8, 15).getSolarDay()),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ];
  return { off: new Set(off), work: new Set() };
}

function dateTextOf(day: SolarDay): DateText {
  const month = String(day.getMonth()).padStart(2, '0');
  return `${day.getYear()}-${month}-${String(day.getDay()).padStart(2, '0')}`;
}
