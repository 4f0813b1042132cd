/** The responsibility tree, row by row, every row tied to the one above it: where it does not connect the tie is broken and says why. */
import type { ChainPicture, ChainRow } from '../../application/picture-port.js';
import { ink } from './ink.js';
import { innerWidth, margin, smallest, type Paper } from './paper.js';
import { drawFoot, drawHead, drawLines } from './sheet.js';

const rowHeight = 66;
const indent = 46;
const deepest = 8;
const knot = 26;
const gap = 16;
const nameSize = 31;
const mostRows = 64;

export function drawChain(paper: Paper, chain: ChainPicture): void {
  drawHead(paper, chain);
  paper.rule(paper.y);
  paper.y += 12;
  const rows = chain.rows.slice(0, mostRows);
  const top = paper.y;
  for (const [index, row] of rows.entries()) {
    const y = top + index * rowHeight + rowHeight / 2;
    const above = lastAbove(rows, index);
    if (above !== undefined) drawTie(paper, row, { x: xOf(row), y, from: top + above * rowHeight + rowHeight / 2 + knot / 2 });
  }
  for (const [index, row] of rows.entries()) drawRow(paper, row, top + index * rowHeight + rowHeight / 2);
  paper.y = top + rows.length * rowHeight + 8;
  drawLines(paper, [chain.more]);
  drawFoot(paper, chain);
}

function xOf({ depth }: ChainRow): number {
  return margin + Math.min(depth, deepest) * indent;
}

/** The row a row hangs from. */
function lastAbove(rows: readonly ChainRow[], index: number): number | undefined {
  const depth = rows[index]?.depth ?? 0;
  for (let at = index - 1; at >= 0; at -= 1) if ((rows[at]?.depth ?? 0) < depth) return at;
  return undefined;
}

function drawTie(paper: Paper, { state }: ChainRow, { x, y, from }: { x: number; y: number; from: number }): void {
  const left = x - indent + knot / 2;
  paper.draw((context) => {
    context.strokeStyle = ink.grey;
    context.lineWidth = 3;
    context.beginPath();
    context.moveTo(left, from);
    context.lineTo(left, y);
    context.stroke();
    context.strokeStyle = state === 'broken' ? ink.orange : ink.grey;
    context.setLineDash(state === 'broken' ? [6, 6] : []);
    context.beginPath();
    context.moveTo(left, y);
    context.lineTo(x, y);
    context.stroke();
    context.setLineDash([]);
  });
}

function drawRow(paper: Paper, row: ChainRow, y: number): void {
  const x = xOf(row);
  const isBroken = row.state === 'broken';
  if (isBroken) drawBand(paper, x + knot + gap / 2, y);
  drawKnot(paper, x, y, row.state);
  const left = x + knot + gap;
  const room = margin + innerWidth - left - gap;
  const note = Math.min(paper.widthOf(row.note), room * 0.62);
  const told = paper.text(left, y, row.name, { size: nameSize, width: room - note - gap });
  const colour = isBroken ? ink.orange : ink.soft;
  if (isBroken) paper.text(left + told + gap, y, row.note, { size: smallest, colour, width: room - told - gap, bold: true });
  else paper.text(left + told + gap, y, row.note, { size: smallest, colour, width: room - told - gap });
}

function drawBand(paper: Paper, x: number, y: number): void {
  paper.draw((context) => {
    context.fillStyle = ink.warm;
    context.fillRect(x, y - rowHeight / 2 + 4, margin + innerWidth - x, rowHeight - 8);
  });
}

/** A full knot connects, a crossed one does not, a stack stands for several. */
function drawKnot(paper: Paper, x: number, y: number, state: ChainRow['state']): void {
  const half = knot / 2;
  paper.draw((context) => {
    context.lineWidth = 5;
    context.beginPath();
    switch (state) {
      case 'whole':
        context.fillStyle = ink.blue;
        context.arc(x + half, y, half, 0, 2 * Math.PI);
        context.fill();
        return;
      case 'broken':
        context.strokeStyle = ink.orange;
        context.fillStyle = ink.paper;
        context.fillRect(x, y - half, knot, knot);
        context.moveTo(x + 2, y - half + 2);
        context.lineTo(x + knot - 2, y + half - 2);
        context.moveTo(x + knot - 2, y - half + 2);
        context.lineTo(x + 2, y + half - 2);
        context.stroke();
        return;
      case 'gathered':
        context.fillStyle = ink.blue;
        for (const top of [-half, -4, half - 8]) context.fillRect(x, y + top, knot, 7);
        return;
      default:
        state satisfies never;
    }
  });
}
