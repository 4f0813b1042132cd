/** Cuts a numbered reply into its items: which digits are numbers of questions and which belong to an answer. */
import type { Question } from '../question.js';
import { readTyped } from './answer.js';
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
  previous?: Path;
}

/** How many candidates one answer may hold before the next number; keeps a hostile text cheap. */
const mostAhead = 40;

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

function itemOf(questions: readonly Question[], input: Typed, marker: Marker, to: number, context: ReadingContext): Item | undefined {
  let end = to;
  if (to < input.text.length) while (end > marker.end && ',;、 \n'.includes(input.text.charAt(end - 1))) end -= 1;
  if (end <= marker.end) return undefined;
  const value = input.slice(marker.end, end);
  const question = questions[marker.number - 1];
  if (!question) return { number: marker.number, marker, value, reading: readForeign(questions, value, context) };
  return { number: marker.number, marker, question, value, reading: readOwn(question, questions.length, marker, value, context) };
}

/** Numbers rise. A step back costs, and is only possible behind a separator, so that lists inside an answer stay inside it. */
function stepCost(from: Marker, to: Marker): number | undefined {
  if (to.at < from.end) return undefined;
  if (to.number > from.number) return 0;
  return to.boundary && !to.counting && !to.glued ? 2 : undefined;
}

/** The best way to continue at each marker is found once, from the end backwards. */
function bestPaths(
  questions: readonly Question[],
  input: Typed,
  markers: readonly Marker[],
  context: ReadingContext,
): (Path | undefined)[] {
  const best: (Path | undefined)[] = markers.map(() => undefined);
  for (let from = markers.length - 1; from >= 0; from -= 1) {
    const marker = markers[from];
    if (!marker) continue;
    const last = itemOf(questions, input, marker, input.text.length, context);
    let chosen: Path | undefined = last ? { score: worth(last), item: last } : undefined;
    for (let to = from + 1; to < markers.length && to <= from + mostAhead; to += 1) {
      const next = markers[to];
      const rest = best[to];
      const cost = next ? stepCost(marker, next) : undefined;
      if (!next || !rest || cost === undefined) continue;
      const item = itemOf(questions, input, marker, next.at, context);
      const score = item ? worth(item) + rest.score - cost : Number.NEGATIVE_INFINITY;
      if (item && (!chosen || score > chosen.score)) chosen = { score, item, previous: rest };
    }
    best[from] = chosen;
  }
  return best;
}

/**
 * Decides the items of a text that begins with the number of a question; empty when it does not, or when no cut makes sense. Numbers may come
 * out of order or twice: the caller judges. Words are never dropped: what is no item belongs to the item before. Time is bounded for any text.
 */
export function segment(questions: readonly Question[], input: Typed, context: ReadingContext): Item[] {
  const markers = findMarkers(input.text, questions.length);
  const paths = bestPaths(questions, input, markers, context);
  const starts = paths.filter((path, index) => path !== undefined && markers[index]?.at === 0) as Path[];
  const items: Item[] = [];
  let path = starts.sort((one, other) => other.score - one.score)[0];
  for (; path; path = path.previous) items.push(path.item);
  return items;
}
