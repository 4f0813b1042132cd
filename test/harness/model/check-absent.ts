/** Nothing reaches whoever has left but the last word to them, and whoever is on leave but what answers themselves. */
import { wasTried, type Sent } from './chat.js';
import type { View } from './view.js';

const farewell = 'transfer-left';
const onLeave: readonly string[] = ['receipt', 'bound', 'leave-settled', farewell];

export function wrongAbsent(view: View): string[] {
  return view.freshSent.flatMap((sent) => {
    if (sent.by !== 'started' || sent.person === undefined || !wasTried(sent)) return [];
    const person = sent.roster.people.get(sent.person);
    if (person?.left !== undefined) return toldOtherThan(view, sent, [farewell], 'has left');
    return person?.away === undefined ? [] : toldOtherThan(view, sent, onLeave, 'is on leave');
  });
}

function toldOtherThan({ shot }: View, { notices, person = '', at }: Sent, allowed: readonly string[], state: string): string[] {
  return notices
    .filter((id) => !allowed.includes(shot.notices.get(id)?.kind ?? 'receipt'))
    .map((id) => `${person} ${state} and is sent ${id} at ${new Date(at).toISOString()}`);
}
