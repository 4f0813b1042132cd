/** An open request is what stops a ladder, and nothing else does; what is done is closed by somebody who did not do it, for what was shown. */
import type { Matter, Request, Task } from '../../../src/domain/matter.js';
import { pristine } from './snapshot.js';
import type { View } from './view.js';

export function wrongMatters(view: View): string[] {
  const wrong = view.matters.flatMap((matter) => {
    if (matter.kind === 'request') return wrongRequest(view, matter);
    return matter.kind === 'task' ? wrongTask(view, matter) : [];
  });
  return [...wrong, ...heldByNothing(view)];
}

function wrongRequest({ shot }: View, { no, about, unit, question, settledAt }: Request): string[] {
  if (!('cycle' in about) || question !== undefined || settledAt !== undefined) return [];
  const row = shot.cycles.get(about.cycle);
  const { state, terms } = row?.units.get(unit) ?? pristine();
  const isOpen = row?.status === 'open' && (state === 'p' || state === 'u');
  return isOpen && terms.heldBy !== no ? [`request ${no} is open, and ${about.cycle}/${unit} is held by ${terms.heldBy ?? 'nothing'}`] : [];
}

function heldByNothing({ shot, matters }: View): string[] {
  const byNo = new Map(matters.map((matter): [number, Matter] => [matter.no, matter]));
  return [...shot.cycles.values()].flatMap(({ id, units, status }) =>
    [...units].flatMap(([unit, { terms }]) => {
      if (terms.heldBy === undefined || status !== 'open') return [];
      const by = byNo.get(terms.heldBy);
      return by?.kind === 'request' && by.settledAt === undefined && by.unit === unit
        ? []
        : [`${id}/${unit} is held by ${terms.heldBy}, which is not open`];
    }),
  );
}

function wrongTask({ config: { roster }, fresh }: View, { no, state, closedBy, evidence, unit }: Task): string[] {
  if (state !== 'closed') return [];
  const wrong: string[] = [];
  const owner = roster.units.get(unit);
  if (closedBy === undefined || evidence.some(({ by }) => by === closedBy))
    wrong.push(`task ${no} was closed by ${closedBy ?? 'nobody'}, who did it`);
  // Posts are looked at when it happens: whoever closed it may hold another one now.
  const isNew = fresh.some(({ act, object }) => act === 'task-closed' && object.startsWith(`matter/${no}@`));
  if (isNew && (owner?.principal === closedBy || owner?.liaison === closedBy))
    wrong.push(`task ${no} was closed by its owner, ${closedBy ?? ''}`);
  if (evidence.length === 0) wrong.push(`task ${no} was closed without evidence`);
  return wrong;
}
