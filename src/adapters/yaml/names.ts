/** The names a roster file gives, whether or not the rest of it is right: what other lines may refer to. */
import type { Place } from './place.js';

/** Ids with the name people say, for suggesting the id when somebody wrote the name. */
export type Names = ReadonlyMap<string, string>;

export interface RosterNames {
  people: Names;
  units: Names;
  groups: Names;
  unitKinds: ReadonlySet<string>;
}

export function namesOf(root: Place): RosterNames {
  const kinds = entries(root, 'units').map((unit) => unit.get('kind')?.text());
  return {
    people: namesIn(root, 'people'),
    units: namesIn(root, 'units'),
    groups: namesIn(root, 'groups'),
    unitKinds: new Set(kinds.filter((kind) => kind !== undefined)),
  };
}

export function entries(root: Place, list: string): Place[] {
  return root.get(list)?.items() ?? [];
}

function namesIn(root: Place, list: string): Names {
  const names = new Map<string, string>();
  for (const entry of entries(root, list)) {
    const id = entry.get('id')?.text();
    if (id !== undefined) names.set(id, entry.get('name')?.text() ?? id);
  }
  return names;
}
