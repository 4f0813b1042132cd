/** What an inspector says of the items, one by one or several at once, and the words that move between them. */
import { readWalk, type SaidVerdict } from '../domain/inspection-words.js';
import {
  asking,
  goBack,
  goTo,
  pause,
  remarkOn,
  resumed,
  verdictOf,
  type Asked,
  type Inspection,
  type Remark,
} from '../domain/inspection.js';
import { inspectionTrouble } from './inspection-trouble.js';
import { askedWords } from './inspection-words.js';
import type { Dialog } from './ports.js';
import type { Response, Said } from './said.js';
import { oneLine } from './task-words.js';
import { personName } from './words.js';
import { say, type World } from './world.js';
import { writeInspection } from './write-inspection.js';

/** All that was said of an item is kept: nobody changes their mind about one so often in earnest. */
const mostSaid = 50;

interface Noted {
  after: Inspection;
  asked: Asked;
  /** The same inspector had said something else of the item. */
  corrected: boolean;
  /** What another had said of it last. */
  other?: Remark;
  place: number;
}

/** Each verdict is taken for the item whose number it names, or for the one whose turn it is. */
export async function noteVerdicts(world: World, said: Said, before: Inspection, verdicts: readonly SaidVerdict[]): Promise<Response> {
  const { id } = said.person;
  const { items } = before.checklist;
  const strange = verdicts.find(({ place }) => place !== undefined && (place < 0 || place >= items.length));
  if (strange !== undefined) return inspectionTrouble(world, { why: 'no-such-item', items: items.length });
  let noted: Noted | undefined;
  for (const verdict of verdicts) {
    const next = noteOne(noted?.after ?? before, said, verdict);
    // More words than open items: nothing of it is guessed.
    if (next === undefined) return inspectionTrouble(world, { why: 'nothing-open', items: items.length });
    noted = next;
  }
  const last = verdicts.at(-1);
  if (noted === undefined || last === undefined) return inspectionTrouble(world, { why: 'nothing-open', items: items.length });
  const { records } = noted.after;
  const crowded = items.findIndex((item) => (records[item.id]?.said.length ?? 0) > mostSaid);
  if (crowded !== -1) return inspectionTrouble(world, { why: 'too-much', numbers: [crowded + 1] });
  const { walk } = asking(noted.after, id);
  const after: Inspection = { ...noted.after, ...walk };
  const wordless = last.verdict === 'problem' && last.words === '';
  const lines = [
    notedWords(world, noted, last, verdicts.length),
    ...(wordless ? [] : [askedWords(world, after, askedAfter(noted, after, id))]),
  ];
  const dialog: Dialog = { kind: 'walk', inspection: before.no, ...(wordless ? { wants: noted.place } : {}) };
  return writeInspection(world, said, before, after, { act: 'inspection-noted', text: lines.join('\n'), dialog });
}

function noteOne(before: Inspection, said: Said, { place: named, verdict, words }: SaidVerdict): Noted | undefined {
  const { person, at } = said;
  const turn = asking(before, person.id).asked;
  const place = named ?? (turn.kind === 'item' ? turn.place : undefined);
  const item = place === undefined ? undefined : before.checklist.items[place];
  if (place === undefined || item === undefined) return undefined;
  const last = before.records[item.id]?.said.at(-1);
  // The words of a problem that was only named as one correct nothing.
  const corrected = last?.by === person.id && !(last.verdict === 'problem' && last.words === '' && verdict === 'problem');
  const { walk, asked } = remarkOn(before, place, { verdict, words, by: person.id, at });
  const other = last === undefined || last.by === person.id || last.verdict === verdict ? {} : { other: last };
  return { after: { ...before, ...walk }, asked, corrected, place, ...other };
}

/** A photo that is wanted is asked for first; else the item whose turn it is. */
function askedAfter({ asked }: Noted, after: Inspection, inspector: string): Asked {
  return asked.kind === 'photo' ? asked : asking(after, inspector).asked;
}

function notedWords(world: World, { after, corrected, place, other }: Noted, { verdict, words }: SaidVerdict, count: number): string {
  const record = after.records[after.checklist.items[place]?.id ?? ''];
  return say(world, 'inspection-noted', {
    verdict,
    number: place + 1,
    words: words === '' ? null : oneLine(words),
    again: corrected,
    photos: record === undefined || verdictOf(record) !== 'problem' ? 0 : record.photos.length,
    count,
    wanting: verdict === 'problem' && words === '',
    other: other === undefined ? null : { who: personName(world, other.by), verdict: other.verdict },
  });
}

/** 上一项, 改 3. What was handed in and waits for a signature is open again. */
export function moveTo(world: World, said: Said, before: Inspection, place: number | 'back'): Response | Promise<Response> {
  const { id } = said.person;
  const { length } = before.checklist.items;
  if (place !== 'back' && (place < 0 || place >= length)) return inspectionTrouble(world, { why: 'no-such-item', items: length });
  const walk = place === 'back' ? goBack(before, id) : goTo(before, id, place);
  const { reminded: _reminded, ...kept } = before;
  const after: Inspection = { ...kept, ...walk, state: 'open', signed: [] };
  return writeInspection(world, said, before, after, { act: 'inspection-moved', text: askedWords(world, after, asking(after, id).asked) });
}

export function pauseWalk(world: World, said: Said, before: Inspection): Promise<Response> {
  const { id } = said.person;
  const { asked } = asking(before, id);
  const after: Inspection = { ...before, ...pause(before, id) };
  const text = say(world, 'inspection-paused', { number: asked.kind === 'item' ? asked.place + 1 : null });
  return writeInspection(world, said, before, after, { act: 'inspection-paused', text });
}

/** What a problem is, said after the bare word. */
export function wordsFor(world: World, said: Said, before: Inspection, place: number): Promise<Response> {
  const again = readWalk(`问题 ${said.text}`);
  const words = again?.kind === 'verdicts' ? (again.said[0]?.words ?? said.text) : said.text;
  return noteVerdicts(world, said, { ...before, ...resumed(before, said.person.id) }, [{ place, verdict: 'problem', words }]);
}
