/** Cuts a numbered reply into its items: which digits are numbers of questions and which belong to an answer. */
import type { Question } from '../question.js';
import { readTyped } from './answer.js';
import { boundOf, mostWorth, type Step, stepsOf } from './cut-steps.js';
import { findMarkers, type Marker } from './marker.js';
import type { Typed } from './plain.js';
import { type Reading, type ReadingContext, unclear } from './reading.js';

export interface Item {
  number: number;
  marker: Marker;
  /** Undefined: there is no question of this number. */
  question?: Question;
  value: Typed;
  reading: Reading;
}

interface Path {
  score: number;
  item: Item;
  next?: Path;
}

/** Worth of an item in the choice between cuts. Items that are no answer cost more than leaving their words with the item before. */
function worth(item: Item): number {
  const { reading } = item;
  if (!item.question) return reading.kind === 'understood' ? 2 : -5;
  if (reading.kind === 'question') return 0;
  if (reading.kind === 'no-answer' || reading.kind === 'attested') return item.marker.strong ? 0 : -1;
  if (reading.kind !== 'unclear') return 3;
  return reading.why === 'not-understood' || reading.why === 'empty' ? -1 : 1;
}

/** A number no question has reads like an answer when any question but an open one understands it. */
function readForeign(questions: readonly Question[], value: Typed, context: ReadingContext): Reading {
  for (const question of questions) {
    if (question.type === 'text' || question.type === 'photo') continue;
    const reading = readTyped(question, value, context, false);
    if (reading.kind === 'understood') return reading;
  }
  return unclear('not-understood');
}

/** Whether a remark looks as if it held the next item. */
function holdsNumber(remark: string, questions: number): boolean {
  return findMarkers(remark.slice(0, 200).normalize('NFKC'), questions).some(
    ({ number, boundary, counting, glued }) => number <= questions && boundary && !counting && !glued,
  );
}

/** An open question takes any words, so a number that may count them is only proposed. */
function readOwn(question: Question, questions: number, marker: Marker, value: Typed, context: ReadingContext): Reading {
  const reading = readTyped(question, value, context, false);
  if (question.type === 'text' && reading.kind === 'understood' && (marker.counting || marker.glued)) {
    return unclear('doubtful-number', { guess: reading.answer });
  }
  if (reading.kind === 'understood' && reading.answer.remark !== undefined && holdsNumber(reading.answer.remark, questions)) {
    const { remark: _, ...guess } = reading.answer;
    return unclear('unsure', { guess });
  }
  return marker.counting && reading.kind !== 'understood' ? unclear('not-understood') : reading;
}

function itemOf(questions: readonly Question[], value: Typed, marker: Marker, context: ReadingContext): Item {
  const { number } = marker;
  const question = questions[number - 1];
  if (!question) return { number, marker, value, reading: readForeign(questions, value, context) };
  return { number, marker, question, value, reading: readOwn(question, questions.length, marker, value, context) };
}

/**
 * Finds the best path from a marker on; of several the one whose first step comes first. The most promising step is tried first, and what cannot
 * be better than what was found is not read.
 */
function pathFinder(questions: readonly Question[], input: Typed, markers: readonly Marker[], context: ReadingContext) {
  const steps = stepsOf(questions, input.text, markers);
  const found: (Path | undefined)[] = [];

  const search = (from: number, marker: Marker): Path | undefined => {
    let chosen: { path: Path; place: number } | undefined;
    const isBetter = (score: number, place: number): boolean =>
      chosen === undefined || score > chosen.path.score || (score === chosen.path.score && place < chosen.place);
    const attempt = ({ bound, to, cost, end }: Step, place: number): void => {
      if (!isBetter(bound, place)) return;
      const next = to === undefined ? undefined : best(to);
      const beyond = (next?.score ?? 0) - cost;
      if (!isBetter(mostWorth(questions, marker) + beyond, place)) return;
      const item = itemOf(questions, input.slice(marker.end, end), marker, context);
      const score = worth(item) + beyond;
      if (isBetter(score, place)) chosen = { path: next ? { score, item, next } : { score, item }, place };
    };
    const ways = steps[from] ?? [];
    const bound = boundOf(ways);
    const first = ways.findIndex((step) => step.bound === bound);
    const promising = ways[first];
    if (promising) attempt(promising, first);
    ways.forEach(attempt);
    return chosen?.path;
  };

  const best = (from: number): Path | undefined => {
    const marker = markers[from];
    return marker && (found[from] ??= search(from, marker));
  };
  return best;
}

/**
 * Decides the items of a text that begins with the number of a question; empty when it does not, or when no cut makes sense. Numbers may come
 * out of order or twice: the caller judges. Words are never dropped: what is no item belongs to the item before. Time is bounded for any text.
 */
export function segment(questions: readonly Question[], input: Typed, context: ReadingContext): Item[] {
  const markers = findMarkers(input.text, questions.length);
  const pathFrom = pathFinder(questions, input, markers, context);
  const starts = markers.flatMap(({ at }, index) => (at === 0 ? (pathFrom(index) ?? []) : []));
  const items: Item[] = [];
  let path = starts.sort((one, other) => other.score - one.score)[0];
  for (; path; path = path.next) items.push(path.item);
  return items;
}
