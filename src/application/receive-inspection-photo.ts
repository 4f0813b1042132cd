/** A photo of an inspector: it belongs to the problem they spoke of last, where one was asked for; anywhere else it is not kept. */
import { asking, currentOf, placeOfPhoto, verdictOf, withPhoto, type Inspection } from '../domain/inspection.js';
import { mayUse } from '../domain/permission.js';
import { inspectedName, inspectionsOf, mayInspect } from './inspection-book.js';
import { inspectionTrouble } from './inspection-trouble.js';
import { askedWords } from './inspection-words.js';
import { loadPhoto, maxPhotos, photoRefusal, type PhotoContent } from './load-photo.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';
import { writeInspection } from './write-inspection.js';

/** undefined: it does not belong to an inspection. */
export async function receiveInspectionPhoto(world: World, said: Said, content: PhotoContent): Promise<Response | undefined> {
  const { person, dialog } = said;
  if (!mayUse(world.config().roster, person.id, 'inspect')) return undefined;
  // Something else was asked last that a photo may belong to.
  if (dialog !== undefined && dialog.kind !== 'walk') return undefined;
  const current = currentOf(await inspectionsOf(world, person.id), person.id);
  if (current?.state !== 'open') return undefined;
  if (!mayInspect(world, person.id, current.unit)) return inspectionTrouble(world, { why: 'own', unit: inspectedName(world, current) });
  const place = placeOfPhoto(current, person.id);
  if (place === undefined) return inspectionTrouble(world, { why: hasProblem(current) ? 'photo-not-wanted' : 'photo-no-problem' });
  return keepPhoto(world, said, current, place, content);
}

function hasProblem({ records }: Inspection): boolean {
  return Object.values(records).some((record) => verdictOf(record) === 'problem');
}

async function keepPhoto(world: World, said: Said, before: Inspection, place: number, content: PhotoContent): Promise<Response> {
  const { person, messageId, at } = said;
  const number = place + 1;
  const item = before.checklist.items[place];
  const known = before.records[item?.id ?? '']?.photos.length ?? 0;
  if (known >= maxPhotos) return saying(say(world, 'photo-too-many', { number, most: maxPhotos, of: 'item' }));
  const photo = await loadPhoto(content);
  if (typeof photo === 'string') return saying(photoRefusal(world, photo));
  const file = await world.files.save(messageId, photo.bytes, photo.extension);
  const kept: Inspection = { ...before, ...withPhoto(before, place, { file, by: person.id, at }) };
  const { walk, asked } = asking(kept, person.id);
  const after: Inspection = { ...kept, ...walk };
  const current = asked.kind === 'all' || asked.place === place + 1;
  return writeInspection(world, said, before, after, {
    act: 'inspection-photo',
    text: [say(world, 'inspection-photo', { number, photos: known + 1, current }), askedWords(world, after, asked)].join('\n'),
  });
}
