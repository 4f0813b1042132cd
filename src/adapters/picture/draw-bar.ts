/** A bar of shares, each drawn as its mark is: filled, or by its edge; nothing that is there is too thin to be seen. */
import type { MarkCount } from '../../application/picture-port.js';
import { ink } from './ink.js';
import { isHollow, markColour } from './marks.js';
import type { Paper } from './paper.js';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const least = 10;
const between = 4;

export function drawBar(paper: Paper, { x, y, width, height }: Box, counts: readonly MarkCount[]): void {
  const shown = counts.filter(({ count }) => count > 0);
  const widths = sharesOf(
    shown.map(({ count }) => count),
    width,
  );
  paper.draw((context) => {
    context.fillStyle = ink.band;
    if (shown.length === 0) context.fillRect(x, y, width, height);
    let left = x;
    for (const [index, { mark }] of shown.entries()) {
      const wide = Math.max(2, (widths[index] ?? 0) - between);
      context.fillStyle = isHollow(mark) ? ink.paper : markColour(mark);
      context.fillRect(left, y, wide, height);
      if (isHollow(mark)) {
        context.strokeStyle = markColour(mark);
        context.lineWidth = 3;
        context.strokeRect(left + 1.5, y + 1.5, Math.max(1, wide - 3), height - 3);
      }
      left += widths[index] ?? 0;
    }
  });
}

/** Widths that make up the whole, as the counts do, but for those that would not be seen. */
export function sharesOf(counts: readonly number[], width: number): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const wide = counts.map((count) => Math.max((count / total) * width, least + between));
  const over = wide.reduce((sum, one) => sum + one, 0) / width;
  return wide.map((one) => one / over);
}
