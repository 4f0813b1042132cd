/** Finds the attachment that somebody asks for by the number of what it belongs to: nobody can type a generated name from a phone. */
import { filesOf } from '../domain/finding.js';
import type { Matter } from '../domain/matter.js';
import type { World } from './world.js';

/** The files of a matter, in the order in which they came. */
function attachmentsOf(matter: Matter): string[] {
  switch (matter.kind) {
    case 'finding':
      return filesOf(matter);
    case 'inspection':
      return Object.values(matter.records).flatMap(({ photos }) => photos.map(({ file }) => file));
    case 'task':
      return matter.evidence.flatMap(({ files }) => files);
    case 'request':
    case 'reading':
    case 'pause':
    case 'draw':
    case 'leave':
    case 'transfer':
    case 'export':
      return [];
    default:
      return matter satisfies never;
  }
}

/** `171`, or `171-2` for its second; anything else is a name. `several`: so many, and none was chosen. */
export async function attachmentNamed(
  world: Pick<World, 'stores'>,
  typed: string,
): Promise<{ name: string } | { several: number } | undefined> {
  const [, no, place] = /^(\d{1,9})(?:-(\d{1,3}))?$/.exec(typed) ?? [];
  if (no === undefined) return { name: typed };
  const matter = await world.stores.matters.matter(Number(no));
  const files = matter === undefined ? [] : attachmentsOf(matter);
  if (place === undefined && files.length > 1) return { several: files.length };
  const name = files[place === undefined ? 0 : Number(place) - 1];
  return name === undefined ? undefined : { name };
}
