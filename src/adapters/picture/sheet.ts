/** What all pictures have: the head above, a note below about characters that no font has. */
import type { Picture } from '../../application/picture-port.js';
import { ink } from './ink.js';
import { margin, smallest, type Paper } from './paper.js';

const titleSize = 48;
const lineHeight = 42;

export function drawHead(paper: Paper, { title, subtitle }: Pick<Picture, 'title' | 'subtitle'>): void {
  paper.draw((context) => {
    context.fillStyle = ink.blue;
    context.fillRect(0, 0, 14, paper.y + titleSize + 24);
  });
  paper.text(margin, paper.y + titleSize / 2, title, { size: titleSize, bold: true });
  paper.y += titleSize + 34;
  paper.text(margin, paper.y, subtitle, { colour: ink.soft });
  paper.y += 44;
}

/** Lines of words, each cut at the margin. */
export function drawLines(paper: Paper, lines: readonly (string | null)[]): void {
  const shown = lines.filter((line) => line !== null);
  if (shown.length > 0) paper.y += 10;
  for (const line of shown) {
    paper.text(margin, paper.y + lineHeight / 2, line, { size: smallest, colour: ink.soft });
    paper.y += lineHeight;
  }
}

export function drawFoot(paper: Paper, { missing }: Pick<Picture, 'missing'>): void {
  if (paper.lacks) drawLines(paper, [missing]);
}
