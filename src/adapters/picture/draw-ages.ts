/** The ages of what is not settled: a bar for each field, in shades and hatchings from what has time left to what is longest overdue. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { AgesPicture } from '../../application/picture-port.js';
import { sharesOf, type Box } from './draw-bar.js';
import { ink } from './ink.js';
import { innerWidth, margin, type Paper } from './paper.js';
import { drawFoot, drawHead } from './sheet.js';

const rowHeight = 76;
const barHeight = 46;
const nameWidth = 230;
const totalWidth = 130;
const swatch = 40;
const mostRows = 40;

/** In the order of the ages. `lines`: how far apart the hatching is; absent: none. */
const looks: readonly { fill: string; text: string; lines?: number }[] = [
  { fill: '#dbe9f6', text: ink.text },
  { fill: '#8fbfe6', text: ink.text },
  { fill: '#f6c667', text: ink.text, lines: 14 },
  { fill: '#e07b39', text: ink.text, lines: 9 },
  { fill: '#8f2d0c', text: ink.white },
];

export function drawAges(paper: Paper, ages: AgesPicture): void {
  drawHead(paper, ages);
  paper.rule(paper.y);
  paper.y += 20;
  drawLegend(paper, ages);
  const highest = Math.max(1, ...ages.rows.map(({ counts }) => totalOf(counts)));
  for (const { name, counts } of ages.rows.slice(0, mostRows)) {
    const y = paper.y + rowHeight / 2;
    paper.text(margin, y, name, { size: 32, width: nameWidth - 16 });
    const most = innerWidth - nameWidth - totalWidth;
    const width = Math.max(60, (totalOf(counts) / highest) * most);
    drawShares(paper, { x: margin + nameWidth, y: y - barHeight / 2, width, height: barHeight }, counts);
    paper.text(margin + nameWidth + width + 14, y, String(totalOf(counts)), { size: 32, bold: true, width: totalWidth - 14 });
    paper.y += rowHeight;
  }
  paper.y += 10;
  drawFoot(paper, ages);
}

function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function drawLegend(paper: Paper, { ages }: AgesPicture): void {
  let x = margin;
  for (const [index, { word, count }] of ages.entries()) {
    const label = `${word} ${count}`;
    const width = swatch + 12 + paper.widthOf(label) + 34;
    if (x > margin && x + width > margin + innerWidth) {
      x = margin;
      paper.y += 56;
    }
    const [left, top] = [x, paper.y + 6];
    paper.draw((context) => fill(context, { x: left, y: top, width: swatch, height: swatch }, index));
    paper.text(x + swatch + 12, top + swatch / 2, label);
    x += width;
  }
  paper.y += 76;
}

function drawShares(paper: Paper, box: Box, counts: readonly number[]): void {
  const shown = counts.map((count, index) => ({ count, index })).filter(({ count }) => count > 0);
  const widths = sharesOf(
    shown.map(({ count }) => count),
    box.width,
  );
  let left = box.x;
  for (const [place, { count, index }] of shown.entries()) {
    const share = { ...box, x: left, width: Math.max(2, (widths[place] ?? 0) - 3) };
    paper.draw((context) => fill(context, share, index));
    const label = String(count);
    // Where there is no room for it the total beside the bar has to do.
    if (paper.widthOf(label) + 12 <= share.width) {
      const middle = share.x + share.width / 2;
      if (looks[index]?.lines !== undefined) {
        const half = paper.widthOf(label) / 2 + 5;
        const behind = { x: middle - half, y: box.y + 4, width: 2 * half, height: box.height - 8 };
        paper.draw((context) => plain(context, behind, index));
      }
      paper.text(middle, box.y + box.height / 2 + 1, label, {
        align: 'center',
        colour: looks[index]?.text ?? ink.text,
        width: share.width,
      });
    }
    left += widths[place] ?? 0;
  }
}

function plain(context: SKRSContext2D, { x, y, width, height }: Box, index: number): void {
  context.fillStyle = looks[index]?.fill ?? ink.grey;
  context.fillRect(x, y, width, height);
}

function fill(context: SKRSContext2D, box: Box, index: number): void {
  plain(context, box, index);
  const { lines } = looks[index] ?? {};
  if (lines === undefined) return;
  const { x, y, width, height } = box;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = ink.text;
  context.lineWidth = 2;
  for (let at = x - height; at < x + width; at += lines) {
    context.beginPath();
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
    context.stroke();
  }
  context.restore();
}
