/** The ways in which a numbered reply may be cut: where each item may end, and how good a cut that begins so can be at best. Nothing is read for it. */
import type { Question } from '../question.js';
import type { Marker } from './marker.js';

/** One way to go on from a marker: its value ends where another marker begins, or with the text. */
export interface Step {
  end: number;
  /** The next marker's place in the list; undefined: none. */
  to: number | undefined;
  cost: number;
  /** Not less than the score of the best path that begins so. */
  bound: number;
}

/** How many candidates one answer may hold before the next number; keeps a hostile text cheap. */
const mostAhead = 40;

/** Numbers rise. A step back costs, and is only possible behind a separator, so that lists inside an answer stay inside it. */
function stepCost(from: Marker, to: Marker): number | undefined {
  if (to.at < from.end) return undefined;
  if (to.number > from.number) return 0;
  return to.boundary && !to.counting && !to.glued ? 2 : undefined;
}

/** No item of this marker is worth more. */
export function mostWorth(questions: readonly Question[], { number }: Marker): number {
  return number <= questions.length ? 3 : 2;
}

/** Where a value ends that goes up to `to`; undefined: nothing is left of it. */
function valueEnd(text: string, marker: Marker, to: number): number | undefined {
  let end = to;
  if (to < text.length) while (end > marker.end && ',;、 \n'.includes(text.charAt(end - 1))) end -= 1;
  return end > marker.end ? end : undefined;
}

/** The ways to go on from each marker, to the end first and then to each marker behind it. Nothing is read for it. */
export function stepsOf(questions: readonly Question[], text: string, markers: readonly Marker[]): Step[][] {
  const all: Step[][] = markers.map(() => []);
  for (let from = markers.length - 1; from >= 0; from -= 1) {
    const marker = markers[from];
    if (!marker) continue;
    const most = mostWorth(questions, marker);
    const toEnd = valueEnd(text, marker, text.length);
    const steps: Step[] = toEnd === undefined ? [] : [{ end: toEnd, to: undefined, cost: 0, bound: most }];
    for (let to = from + 1; to < markers.length && to <= from + mostAhead; to += 1) {
      const next = markers[to];
      const cost = next ? stepCost(marker, next) : undefined;
      const end = next && valueEnd(text, marker, next.at);
      const beyond = boundOf(all[to] ?? []);
      if (cost !== undefined && end !== undefined && beyond !== undefined) steps.push({ end, to, cost, bound: most - cost + beyond });
    }
    all[from] = steps;
  }
  return all;
}

export function boundOf(steps: readonly Step[]): number | undefined {
  let bound: number | undefined;
  for (const step of steps) if (bound === undefined || step.bound > bound) bound = step.bound;
  return bound;
}
