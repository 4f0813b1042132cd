/** A cycle made by hand, for measurements of the stores alone. */
import type { Cycle } from '../src/domain/cycle.js';
import type { Unit } from '../src/domain/roster.js';
import { dayMs } from '../src/domain/time.js';

export type BenchCycle = Omit<Cycle, 'firstNo'>;

/** The counters in which each unit is counted besides its own. */
export const scopesIn = ['*', 'town', '@wang'];

const oneTown = ['town'];

/** The towns of a county. */
export function townsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `town${index + 1}`);
}

/** So many villages in the towns by turns, all with one supervisor. */
export function cycleOf(id: string, size: number, towns: readonly string[] = oneTown): BenchCycle {
  const openedAt = Date.UTC(2026, 7, 25, 1);
  const villages = Array.from(
    { length: size },
    (_, index): Unit => ({
      id: `u${index + 1}`,
      name: `${index + 1}村`,
      kind: 'village',
      parent: townOf(index, towns),
      supervisors: [{ person: 'wang' }],
      members: [],
    }),
  );
  const above = towns.map((town): Unit => ({ id: town, name: '镇党委', kind: 'committee', supervisors: [], members: [] }));
  return {
    id,
    schedule: {
      id: 'monthly-self-check',
      kind: 'self-check',
      name: '月度自查',
      trigger: { kind: 'cron', cron: '0 9 25 * *', workday: 'next' },
      audience: { units: 'all' },
      ask: 'liaison',
      deadline: { kind: 'workdays', days: 5 },
      prompt: 'self-check',
      questions: [],
      remind: [],
      escalate: [],
      urgent: false,
    },
    plannedAt: openedAt,
    openedAt,
    deadline: openedAt + 7 * dayMs,
    units: villages.map((village) => village.id),
    tree: [...above, ...villages],
  };
}

/** The counters of a village, by its place. */
export function scopesOfVillage(index: number, towns: readonly string[]): string[] {
  return ['*', townOf(index, towns), '@wang', `u${index + 1}`];
}

function townOf(index: number, towns: readonly string[]): string {
  return towns[index % towns.length] ?? 'town';
}
