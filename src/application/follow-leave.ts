/** A leave runs out on its last day; of a deputy who has not answered, whoever goes on leave hears in time. */
import { addDays } from '../domain/date-text.js';
import type { Leave } from '../domain/posting.js';
import { offerEndsAt } from '../domain/request.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { noticesTo } from './notices.js';
import type { Notice } from './ports.js';
import { beginOf } from './posting-facts.js';
import { workContext, type World } from './world.js';

export type LeaveNews = 'agreed' | 'declined' | 'waiting' | 'moved' | 'noted';

/** When a leave is looked at next. */
export function nextLeaveLook(world: World, leave: Leave, now: Instant): Instant {
  const end = beginOf(world, addDays(leave.until, 1));
  if (leave.answer !== 'asked' || leave.broughtUp === true) return end;
  return Math.min(end, Math.max(now, offerEndsAt(leave.askedAt ?? leave.at, workContext(world))));
}

export async function followLeave(world: World, leave: Leave, now: Instant): Promise<void> {
  const { matters } = world.stores;
  if (leave.settledAt !== undefined) return matters.postpone(leave.no, leave.version, Number.POSITIVE_INFINITY);
  if (now >= beginOf(world, addDays(leave.until, 1))) {
    await matters.write(
      {
        matter: { ...leave, state: 'over', settledAt: now },
        after: leave.version,
        waitsFor: [],
        actor: 'bot',
        act: 'leave-over',
        notices: [],
      },
      now,
    );
    return;
  }
  const due = nextLeaveLook(world, leave, now);
  if (due > now) return matters.postpone(leave.no, leave.version, due);
  const after: Leave = { ...leave, broughtUp: true };
  await matters.write(
    {
      matter: after,
      after: leave.version,
      due: nextLeaveLook(world, after, now),
      waitsFor: leave.deputy === undefined ? [] : [leave.deputy],
      actor: 'bot',
      act: 'leave-unanswered',
      notices: leaveNews(world, leave, 'waiting', [leave.person, leave.by], now),
    },
    now,
  );
}

/** What became of a leave, to those whom it concerns; it reaches whoever is on leave as well. */
export function leaveNews(world: World, leave: Leave, state: LeaveNews, to: readonly PersonId[], now: Instant): Notice[] {
  const { people } = world.config().roster;
  const there = [...new Set(to)].filter((person) => (people.get(person)?.accounts.length ?? 0) > 0);
  const facts = { no: leave.no, state, deputy: leave.deputy ?? null };
  return noticesTo(world, `leave/${leave.no}@${leave.version}/${state}`, there, { kind: 'leave-settled', facts }, now);
}
