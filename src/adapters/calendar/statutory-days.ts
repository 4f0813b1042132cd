/** The statutory days off by themselves, for years whose official arrangement is not known: nothing moved, nothing made up. */
import { LunarDay, SolarTerm, type SolarDay } from 'tyme4ts';
import type { Festival } from '../../domain/calendar.js';
import { addDays } from '../../domain/date-text.js';
import type { SpecialDays } from '../../domain/special-days.js';
import type { DateText } from '../../domain/time.js';

const qingming = '清明';

export function statutoryDays(year: number): SpecialDays {
  return { off: new Set(Object.values(festivalDays(year)).flat()), work: new Set() };
}

/** By festival, ascending: New Year 1 day, Spring Festival 4 from its eve, Qingming 1, Labour Day 2, Dragon Boat 1, Mid-Autumn 1, National Day 3. */
export function festivalDays(year: number): Record<Festival, DateText[]> {
  const springFestival = dateTextOf(LunarDay.fromYmd(year, 1, 1).getSolarDay());
  return {
    元旦: [`${year}-01-01`],
    春节: [-1, 0, 1, 2].map((days) => addDays(springFestival, days)),
    清明节: [dateTextOf(SolarTerm.fromName(year, qingming).getSolarDay())],
    劳动节: [`${year}-05-01`, `${year}-05-02`],
    端午节: [dateTextOf(LunarDay.fromYmd(year, 5, 5).getSolarDay())],
    中秋节: [dateTextOf(LunarDay.fromYmd(year, 8, 15).getSolarDay())],
    国庆节: [`${year}-10-01`, `${year}-10-02`, `${year}-10-03`],
  };
}

function dateTextOf(day: SolarDay): DateText {
  const month = String(day.getMonth()).padStart(2, '0');
  return `${day.getYear()}-${month}-${String(day.getDay()).padStart(2, '0')}`;
}
