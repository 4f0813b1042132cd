/** A month at a glance: answers as a bar for each workday, with marks for what opened and what fell due, named below. */
import type { MonthPicture } from '../../application/picture-port.js';
import { ink } from './ink.js';
import { innerWidth, margin, type Paper } from './paper.js';
import { drawFoot, drawHead, drawLines } from './sheet.js';

const chartHeight = 300;
const markRow = 44;
const sign = 15;
const numberWidth = 38;
/** A day with one answer is no tower. */
const leastScale = 4;
const most = { days: 31, events: 16, figures: 6 };

type Sign = 'opened' | 'due';

export function drawMonth(paper: Paper, month: MonthPicture): void {
  drawHead(paper, month);
  drawFigures(paper, month);
  drawLegend(paper, month);
  drawDays(paper, month);
  for (const { of, day, text } of month.events.slice(0, most.events)) {
    const y = paper.y + 24;
    drawSign(paper, margin + sign, y, of);
    const told = paper.text(margin + 2 * sign + 16, y, day, { colour: ink.soft, width: 220 });
    const left = margin + 2 * sign + 16 + told + 18;
    paper.text(left, y, text, { size: 30, width: margin + innerWidth - left });
    paper.y += 50;
  }
  drawLines(paper, [month.more]);
  drawFoot(paper, month);
}

function drawFigures(paper: Paper, { figures }: MonthPicture): void {
  const shown = figures.slice(0, most.figures);
  if (shown.length === 0) return;
  const width = innerWidth / shown.length;
  const top = paper.y;
  paper.draw((context) => {
    context.fillStyle = ink.band;
    context.fillRect(margin, top, innerWidth, 130);
  });
  for (const [index, { word, count }] of shown.entries()) {
    const middle = margin + (index + 0.5) * width;
    paper.text(middle, top + 46, String(count), { size: 50, align: 'center', width: width - 12, bold: true });
    paper.text(middle, top + 100, word, { colour: ink.soft, align: 'center', width: width - 12 });
  }
  paper.y = top + 160;
}

function drawLegend(paper: Paper, { words }: MonthPicture): void {
  const y = paper.y + 20;
  let x = margin;
  const item = (word: string, symbol: (x: number) => void): void => {
    symbol(x);
    x += 44 + paper.text(x + 44, y, word, { width: 260 }) + 40;
  };
  item(words.answered, (left) =>
    paper.draw((context) => {
      context.fillStyle = ink.blue;
      context.fillRect(left, y - 16, 30, 32);
    }),
  );
  item(words.opened, (left) => drawSign(paper, left + sign, y, 'opened'));
  item(words.due, (left) => drawSign(paper, left + sign, y, 'due'));
  paper.y = y + 40;
}

function drawDays(paper: Paper, month: MonthPicture): void {
  const days = month.days.slice(-most.days);
  const width = innerWidth / Math.max(1, days.length);
  const highest = Math.max(leastScale, ...days.map(({ answered }) => answered));
  const top = paper.y + 40;
  const bottom = top + chartHeight;
  paper.rule(bottom, ink.grey);
  // Where a day is narrower than its number, every second or third is numbered.
  const every = Math.ceil(numberWidth / width);
  for (const [index, { day, month: turn, opened, due, answered }] of days.entries()) {
    const left = margin + index * width;
    const middle = left + width / 2;
    const height = Math.round((answered / highest) * chartHeight);
    if (answered > 0) {
      paper.draw((context) => {
        context.fillStyle = ink.blue;
        context.fillRect(left + width * 0.14, bottom - height, width * 0.72, height);
      });
      if (width >= 40 || answered === highest)
        paper.text(middle, bottom - height - 20, String(answered), { align: 'center', width: width * 2 });
    }
    if (opened > 0) drawSign(paper, middle, bottom + 26, 'opened');
    if (due > 0) drawSign(paper, middle, bottom + 26 + (opened > 0 ? markRow - 8 : 0), 'due');
    if (index % every === 0) paper.text(middle, bottom + 2 * markRow + 16, String(day), { align: 'center', colour: ink.soft });
    if (turn !== null) paper.text(Math.max(left, margin), bottom + 3 * markRow + 12, turn, { bold: true, width: 200 });
  }
  paper.y = bottom + 4 * markRow + 6;
}

/** Up: something opened. On its point: something fell due. */
function drawSign(paper: Paper, x: number, y: number, of: Sign): void {
  paper.draw((context) => {
    context.fillStyle = of === 'opened' ? ink.sky : ink.orange;
    context.beginPath();
    if (of === 'opened') {
      context.moveTo(x, y - sign);
      context.lineTo(x + sign, y + sign - 2);
      context.lineTo(x - sign, y + sign - 2);
    } else {
      context.moveTo(x, y - sign - 1);
      context.lineTo(x + sign, y);
      context.lineTo(x, y + sign + 1);
      context.lineTo(x - sign, y);
    }
    context.closePath();
    context.fill();
  });
}
