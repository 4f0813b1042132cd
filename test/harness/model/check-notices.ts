/** Each notice goes out once, stands where its state says, and is shown when nobody knows whether it came. */
import { mayHaveCome, wasTried } from './chat.js';
import type { NoticeRow } from './snapshot.js';
import type { View } from './view.js';

/** Places a notice stands in, by its state; all else stands nowhere. */
const places: readonly string[] = ['sending', 'unknown', 'failed'];

export function wrongNotices(view: View): string[] {
  const { shot } = view;
  const wrong: string[] = [];
  const queued = queuedNotices(view);
  for (const notice of shot.notices.values()) {
    const { id, state } = notice;
    for (const place of places) {
      const stands = shot.sets.get(place)?.has(id) === true;
      if (stands !== (state === place)) wrong.push(`${id} is ${state} and ${stands ? 'stands' : 'does not stand'} in ${place}`);
    }
    if ((queued.get(id) ?? 0) !== (state === 'queued' ? 1 : 0)) wrong.push(`${id} is ${state} and stands in ${queued.get(id) ?? 0} queues`);
    if ((state === 'unknown' || state === 'failed') && notice.no === 0) wrong.push(`${id} is ${state} without a number`);
    if ((state === 'sent' || state === 'dropped') && notice.hasBody) wrong.push(`${id} is ${state} and keeps its words`);
    if (notice.kind !== 'receipt') wrong.push(...wrongSends(view, notice));
  }
  for (const id of queued.keys()) if (!shot.notices.has(id)) wrong.push(`${id} is queued and nothing`);
  return [...wrong, ...wrongQueues(view)];
}

function queuedNotices({ shot }: View): Map<string, number> {
  const found = new Map<string, number>();
  for (const [key, members] of shot.sets) {
    if (/^queue!?:/u.test(key)) for (const id of members.keys()) found.set(id, (found.get(id) ?? 0) + 1);
  }
  return found;
}

/** A recipient is due when the first of what is queued for them is. */
function wrongQueues({ shot }: View): string[] {
  return ['queue', 'queue!'].flatMap((lane) => {
    const lists = [...shot.sets].filter(([key]) => key.startsWith(`${lane}:`));
    const missed = lists.flatMap(([key, members]) => {
      const first = Math.min(...members.values());
      const due = shot.sets.get(lane)?.get(key.slice(lane.length + 1));
      return first !== Number.POSITIVE_INFINITY && (due === undefined || due > first)
        ? [`${key} is due at ${first}, looked at ${due ?? 'never'}`]
        : [];
    });
    return missed;
  });
}

function wrongSends({ sendsOf, clerkOn }: View, { id, state }: NoticeRow): string[] {
  const sends = sendsOf.get(id) ?? [];
  const tried = sends.filter(wasTried).length;
  const { resent, arrived } = clerkOn.get(id) ?? { resent: 0, arrived: false };
  if (tried > 1 + resent) return [`${id} went out ${tried} times, and was sent again ${resent} times on somebody's word`];
  const last = sends.at(-1);
  if (state === 'sent' && !arrived && !(last !== undefined && mayHaveCome(last))) return [`${id} is sent and never went out`];
  const isDone = tried === 1 + resent;
  return isDone && (state === 'queued' || state === 'dropped' || state === 'failed') ? [`${id} went out and is ${state}`] : [];
}
