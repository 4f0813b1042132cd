/** What deserves a loud word at the start and stops nothing: broken links of the chain, years whose holidays are not known, lists still to be written. */
import { brokenLinks, linkKey, type RosterLink } from '../../domain/broken-links.js';
import { chainLinks } from '../../domain/chain-links.js';
import type { DutyList } from '../../domain/duty.js';
import type { WorkCalendar } from '../../domain/calendar.js';
import { dateOf } from '../../domain/date-text.js';
import type { PersonId, Roster, UnitId } from '../../domain/roster.js';
import type { Schedule } from '../../domain/schedule.js';
import { dayMs, type DateText, type Instant } from '../../domain/time.js';
import type { FaultTexts } from './fault-texts.js';
import type { MissingList } from './list-files.js';

/** How far ahead an unknown year is worth a warning: the notice for a year comes out in the November before it. */
const daysAhead = 60;

/** `today`: for who is on leave. */
export function brokenLinkWarnings(roster: Roster, duties: readonly DutyList[], today: DateText, texts: FaultTexts): string[] {
  const known = new Set(brokenLinks(roster).map(linkKey));
  const more = chainLinks(roster, duties).filter((link) => !known.has(linkKey(link)));
  return [...brokenLinks(roster, undefined, undefined, today), ...more].map((link) => worded(link, roster, texts));
}

export function calendarWarnings(calendar: WorkCalendar, now: Instant, timezone: string, texts: FaultTexts): string[] {
  const years = [now, now + daysAhead * dayMs].map((at) => Number(dateOf(at, timezone).slice(0, 4)));
  return [...new Set(years)].filter((year) => !calendar.covers(year)).map((year) => texts.warning('year-not-covered', { year }));
}

/** One for each schedule that has nothing to do until its list is written. */
export function listWarnings(missing: readonly MissingList[], texts: FaultTexts): string[] {
  return missing.map(({ name, list, hint }) => {
    const warning = texts.warning('no-list', { name, list });
    return hint ? `${warning}  ${texts.hint(hint.code, hint.values ?? {})}` : warning;
  });
}

/** One for each schedule that lets its times pass. */
export function pausedWarnings(schedules: readonly Schedule[], texts: FaultTexts): string[] {
  const paused = schedules.filter((schedule) => schedule.paused);
  return paused.map(({ id, name }) => texts.warning('paused', { name, file: `schedules/${id}.yaml` }));
}

function worded(link: RosterLink, roster: Roster, texts: FaultTexts): string {
  const unitName = (unit: UnitId): string => roster.units.get(unit)?.name ?? unit;
  const personName = (person: PersonId): string => roster.people.get(person)?.name ?? person;
  switch (link.code) {
    case 'vacant-liaison':
    case 'vacant-principal':
    case 'vacant-supervisor':
    case 'vacant-members':
    case 'nobody-above':
      return texts.warning(link.code, { unit: unitName(link.unit) });
    case 'unbound':
      return texts.warning(link.code, { unit: unitName(link.unit), post: texts.word(link.post), person: personName(link.person) });
    case 'away':
      return texts.warning(link.code, {
        unit: unitName(link.unit),
        post: texts.word(link.post),
        person: personName(link.person),
        until: link.until,
      });
    case 'own-supervisor':
      return texts.warning(link.code, { unit: unitName(link.unit), person: personName(link.person) });
    case 'vacant-role':
      return texts.warning(link.code, { role: texts.word(link.role) });
    case 'unbound-role':
      return texts.warning(link.code, { role: texts.word(link.role), person: personName(link.person) });
    case 'away-role':
      return texts.warning(link.code, { role: texts.word(link.role), person: personName(link.person), until: link.until });
    case 'duty-unheld':
      return texts.warning(link.code, { unit: unitName(link.unit), text: link.text });
    case 'conflict':
      return texts.warning(link.code, { unit: unitName(link.unit) });
    case 'no-charge':
      return texts.warning(link.code, { person: personName(link.person) });
    case 'two-posts':
      return texts.warning(link.code, { person: personName(link.person), units: link.units.map(unitName).join('、') });
    default:
      return link satisfies never;
  }
}
