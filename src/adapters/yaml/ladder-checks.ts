/** Checks that the steps of a schedule come in an order that can be carried out: opening, reminders, deadline, rungs. */
import { leastMs, parseDuration } from '../../domain/duration.js';
import { rungLevels } from '../../domain/schedule.js';
import type { Duration } from '../../domain/time.js';
import type { FaultList } from './fault.js';
import { entries } from './names.js';
import type { Place } from './place.js';
import { defaultDeadline } from './schedule-kinds/self-check.js';

/** Workdays and exact durations are compared as if every day were a workday, so only what is certain is refused. */
export function checkLadder(root: Place, faults: FaultList): void {
  const place = root.get('deadline');
  const written = place?.text() ?? defaultDeadline;
  const deadline = parseDuration(written);
  if (place && deadline && leastMs(deadline) <= 0) faults.add(place.file, place.at, 'deadline-not-positive', { value: written });
  for (const reminder of entries(root, 'remind')) checkReminder(reminder.get('at'), deadline, written, faults);
  checkRungs(root, faults);
}

/** The same for steps that count from a due date of their own: there is no opening that a reminder could come before. */
export function checkOwnLadder(root: Place, faults: FaultList): void {
  for (const reminder of entries(root, 'remind')) checkReminder(reminder.get('at'), undefined, '', faults);
  checkRungs(root, faults);
}

/** A step of N workdays back from a deadline of N workdays is on the opening's own morning, which may be before it. */
function checkReminder(at: Place | undefined, deadline: Duration | undefined, written: string, faults: FaultList): void {
  const value = at?.text();
  const before = value === undefined ? undefined : parseDuration(value);
  if (!at || value === undefined || !before) return;
  if (leastMs(before) >= 0) faults.add(at.file, at.at, 'remind-not-negative', { value });
  else if (deadline && leastMs(deadline) > 0 && -leastMs(before) >= leastMs(deadline)) {
    faults.add(at.file, at.at, 'remind-before-opening', { value, deadline: written });
  }
}

function checkRungs(root: Place, faults: FaultList): void {
  let highest: string | undefined;
  let latest: { text: string; after: Duration } | undefined;
  for (const rung of entries(root, 'escalate')) {
    const level = rung.get('level');
    const name = level?.text();
    if (level && name !== undefined && isLevel(name)) {
      if (highest !== undefined && rank(name) <= rank(highest)) {
        faults.add(level.file, level.at, 'rung-level-order', { value: name, before: highest, order: rungLevels.join('、') });
      }
      highest = name;
    }
    const at = rung.get('at');
    const text = at?.text();
    const after = text === undefined ? undefined : parseDuration(text);
    if (!at || text === undefined || !after) continue;
    if (leastMs(after) < 0) faults.add(at.file, at.at, 'rung-before-deadline', { value: text });
    else if (latest && leastMs(after) <= leastMs(latest.after)) {
      faults.add(at.file, at.at, 'rung-time-order', { value: text, before: latest.text });
    }
    latest = { text, after };
  }
}

function isLevel(name: string): boolean {
  return (rungLevels as readonly string[]).includes(name);
}

function rank(name: string): number {
  return (rungLevels as readonly string[]).indexOf(name);
}
