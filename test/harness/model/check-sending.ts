/** What the bot starts keeps the hours, the account's pace and the week's budget, in every window that ends with a send. */
import { dateOf, minuteOfDay } from '../../../src/domain/date-text.js';
import { dayMs, hourMs } from '../../../src/domain/time.js';
import { wasTried, type Sent } from './chat.js';
import type { NoticeRow } from './snapshot.js';
import type { View } from './view.js';

const withheld: readonly string[] = ['remind', 'task-remind', 'reminder', 'nudge', 'digest'];
/** Answers to what somebody asked, though they come later: the budget does not count them. */
const answering: readonly string[] =
  'receipt request-decided reassign-answered task-closed task-sent-back report-read report-asked-back relieved audit-head'.split(' ');

export function wrongSending(view: View): string[] {
  const { sent, freshSent, config, comparableFrom } = view;
  const first = sent.length - freshSent.length;
  return freshSent.flatMap((one, index) => {
    if (one.by !== 'started' || !wasTried(one)) return [];
    // A receipt that went out is not kept.
    const notices = noticesOf(view, one).filter(({ kind }) => kind !== 'receipt');
    if (one.notices.every((id) => id.startsWith('receipt/'))) return [];
    const before = sent.slice(comparableFrom, first + index).filter((earlier) => wasTried(earlier) && earlier.unnoted !== true);
    const wrong = [
      ...outsideHours(view, one, notices),
      ...outOfPace(config.settings, one, before),
      ...overBudget(view, one, notices, before),
    ];
    return wrong.map((what) => `${what}: ${one.notices.join(' ')} at ${new Date(one.at).toISOString()}`);
  });
}

function noticesOf({ shot }: View, { notices }: Sent): NoticeRow[] {
  return notices.flatMap((id) => shot.notices.get(id) ?? []);
}

function outsideHours({ config: { settings, calendar } }: View, { at }: Sent, notices: readonly NoticeRow[]): string[] {
  if (notices.every(({ urgent }) => urgent)) return [];
  const minute = minuteOfDay(at, settings.timezone);
  const isQuiet = settings.quietHours.some(({ fromMinute, toMinute }) =>
    fromMinute <= toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute,
  );
  if (isQuiet) return ['in quiet hours'];
  return settings.restDays === 'hold' && !calendar.isWorkday(dateOf(at, settings.timezone)) ? ['on a rest day'] : [];
}

function outOfPace({ pacing }: View['config']['settings'], { elapsedMs }: Sent, before: readonly Sent[]): string[] {
  if (pacing === false) return [];
  const within = (ms: number): number => before.filter((sent) => elapsedMs - sent.elapsedMs < ms).length;
  const wrong: string[] = [];
  if (within(pacing.gapMs[0]) > 0) wrong.push('too soon after the last');
  if (within(hourMs) >= pacing.perHour) wrong.push(`more than ${pacing.perHour} an hour`);
  if (within(dayMs) >= pacing.perDay) wrong.push(`more than ${pacing.perDay} a day`);
  return wrong;
}

function overBudget(view: View, one: Sent, notices: readonly NoticeRow[], before: readonly Sent[]): string[] {
  const { budget } = view.config.settings;
  if (budget === false || one.person === undefined) return [];
  if (!notices.every(({ kind, urgent }) => withheld.includes(kind) && !urgent)) return [];
  const counted = before.filter(
    (sent) =>
      sent.to === one.to &&
      sent.by === 'started' &&
      one.elapsedMs - sent.elapsedMs < 7 * dayMs &&
      noticesOf(view, sent).some(({ id, kind }) => !id.startsWith('receipt/') && !answering.includes(kind)),
  );
  return counted.length < budget.perPersonPerWeek ? [] : [`the ${counted.length + 1}. of a week`];
}
