/** What changed between two texts, line by line: what was removed stands before what was added in its place. */

export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Above it the middle is shown as replaced as a whole: nobody reads so much line by line. */
const mostCells = 4_000_000;

export function diffLines(before: string, after: string): DiffLine[] {
  const [from, to] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < from.length && head < to.length && from[head] === to[head]) head += 1;
  let tail = 0;
  while (tail < from.length - head && tail < to.length - head && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  const as = (kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind, text }));
  return [
    ...as('same', from.slice(0, head)),
    ...middle(from.slice(head, from.length - tail), to.slice(head, to.length - tail)),
    ...as('same', from.slice(from.length - tail)),
  ];
}

/** A last line without its end is the same as one with it. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** By the longest common subsequence. */
function middle(from: readonly string[], to: readonly string[]): DiffLine[] {
  const width = to.length + 1;
  const isTooMuch = from.length * to.length > mostCells;
  const lengths = new Uint32Array(isTooMuch ? 0 : (from.length + 1) * width);
  const length = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  if (!isTooMuch)
    for (let i = from.length - 1; i >= 0; i -= 1)
      for (let j = to.length - 1; j >= 0; j -= 1)
        lengths[i * width + j] = from[i] === to[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
  const found: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const [old, fresh] = [from[i], to[j]];
    if (!isTooMuch && old !== undefined && old === fresh) {
      found.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || length(i + 1, j) >= length(i, j + 1))) {
      found.push({ kind: 'removed', text: old });
      i += 1;
    } else if (fresh !== undefined) {
      found.push({ kind: 'added', text: fresh });
      j += 1;
    }
  }
  return found;
}

/** Stretches that did not change are cut down to the lines around a change; `skipped`: how many were left out there. */
export function hunks(lines: readonly DiffLine[], around = 3): (DiffLine | { kind: 'skipped'; count: number })[] {
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - around), at + around + 1).some(({ kind }) => kind !== 'same'));
  const shown: (DiffLine | { kind: 'skipped'; count: number })[] = [];
  for (const [at, line] of lines.entries()) {
    const last = shown.at(-1);
    if (isNear[at] === true) shown.push(line);
    else if (last?.kind === 'skipped') last.count += 1;
    else shown.push({ kind: 'skipped', count: 1 });
  }
  return shown;
}
