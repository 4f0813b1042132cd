/** Checks the items of a task schedule: that each is one of its kind, and that those it names exist. */
import type { FaultList } from './fault.js';
import { entries, type Names, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkDistinct, checkReference } from './references.js';

export function checkItems(root: Place, names: RosterNames | undefined, duties: Names | undefined, faults: FaultList): void {
  const items = entries(root, 'items');
  checkDistinct(
    items.map((item) => ({ place: item.get('id') })),
    'duplicate-id',
    faults,
  );
  for (const item of items) {
    checkDistinct(
      entries(item, 'support').map((place) => ({ place })),
      'listed-twice',
      faults,
    );
    checkSupport(item, faults);
    checkReference(item.get('duty'), duties ?? new Map(), 'unknown-duty', faults);
    if (!names) continue;
    const units = [item.get('unit'), item.get('lead'), ...entries(item, 'support')];
    for (const unit of units) checkReference(unit, names.units, 'unknown-unit', faults);
  }
}

/** Who owns an item or takes the lead in it does not also help. */
function checkSupport(item: Place, faults: FaultList): void {
  const heads = [item.get('unit')?.text(), item.get('lead')?.text()];
  for (const place of entries(item, 'support')) {
    const id = place.text();
    if (id !== undefined && heads.includes(id)) faults.add(place.file, place.at, 'task-helps-itself', { id });
  }
}

/** The units that own an item, as far as they are written. */
export function ownersIn(root: Place): string[] {
  const owners = entries(root, 'items').map((item) => item.get('unit')?.text());
  return [...new Set(owners.filter((unit) => unit !== undefined))];
}
