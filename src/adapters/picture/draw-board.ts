/** The board of progress: a bar for each cycle and group, and a mark for each unit as long as they are few. */
import type { BoardCycle, BoardGroup, BoardPicture, BoardUnit, MarkCount, MarkWords, UnitMark } from '../../application/picture-port.js';
import { drawBar } from './draw-bar.js';
import { ink } from './ink.js';
import { drawMark, markSize } from './marks.js';
import { innerWidth, margin, smallest, type Paper } from './paper.js';
import { drawFoot, drawHead, drawLines } from './sheet.js';

const tileSize = 30;
const tileHeight = 66;
const rungSize = 40;
const gap = 14;
const barHeight = 40;
const groupHeight = 62;
/** Of a group without its units: the name, then the bar, then how many. */
const groupName = 330;
const groupScore = 170;
/** What is drawn of one picture at most, whatever it is given. */
const most = { cycles: 6, groups: 60, units: 200 };

type Letters = ReadonlyMap<UnitMark, MarkWords>;

export function drawBoard(paper: Paper, board: BoardPicture): void {
  const letters: Letters = new Map(board.marks.map((words) => [words.mark, words]));
  drawHead(paper, board);
  for (const cycle of board.cycles.slice(0, most.cycles)) drawCycle(paper, cycle, letters);
  drawLines(paper, [board.rungs, board.more]);
  drawFoot(paper, board);
}

function drawCycle(paper: Paper, cycle: BoardCycle, letters: Letters): void {
  paper.rule(paper.y);
  paper.y += 42;
  const due = Math.min(paper.widthOf(cycle.due), innerWidth / 2);
  paper.text(margin, paper.y, cycle.title, { size: 38, bold: true, width: innerWidth - due - gap });
  paper.text(margin + innerWidth, paper.y, cycle.due, { colour: ink.soft, align: 'right', width: innerWidth / 2 });
  paper.y += 40;
  drawBar(paper, { x: margin, y: paper.y, width: innerWidth, height: barHeight }, cycle.counts);
  paper.y += barHeight + 36;
  drawChips(paper, cycle.counts, letters);
  for (const group of cycle.groups.slice(0, most.groups)) drawGroup(paper, group, letters);
  drawLines(paper, [cycle.more]);
  paper.y += 14;
}

/** What each mark means and how many have it, in as many lines as that takes. */
function drawChips(paper: Paper, counts: readonly MarkCount[], letters: Letters): void {
  let x = margin;
  for (const { mark, count } of counts) {
    const { letter = '', word = '' } = letters.get(mark) ?? {};
    const label = `${word} ${count}`;
    const width = markSize + 10 + paper.widthOf(label, tileSize) + 36;
    if (x > margin && x + width > margin + innerWidth) {
      x = margin;
      paper.y += tileHeight - 6;
    }
    drawMark(paper, x, paper.y, mark, letter);
    paper.text(x + markSize + 12, paper.y, label, { size: tileSize, width: innerWidth - markSize - 12 });
    x += width;
  }
  paper.y += 52;
}

function drawGroup(paper: Paper, group: BoardGroup, letters: Letters): void {
  if (group.units.length === 0) return drawGroupBar(paper, group);
  if (group.name !== null) {
    const top = paper.y;
    paper.draw((context) => {
      context.fillStyle = ink.band;
      context.fillRect(margin, top, innerWidth, 52);
    });
    paper.text(margin + 14, top + 27, group.name, { size: tileSize, width: innerWidth - groupScore - gap });
    paper.text(margin + innerWidth - 14, top + 27, group.score, { colour: ink.soft, align: 'right', width: groupScore });
    paper.y += 62;
  }
  drawUnits(paper, group.units.slice(0, most.units), letters);
}

/** In three columns when the names are short, else in two. */
function drawUnits(paper: Paper, units: readonly BoardUnit[], letters: Letters): void {
  const room = (columns: number): number => innerWidth / columns - markSize - 2 * gap;
  const needed = Math.max(...units.map(({ name, rung }) => paper.widthOf(name, tileSize) + (rung === null ? 0 : rungSize + gap)));
  const columns = needed <= room(3) ? 3 : 2;
  for (const [index, { name, mark, rung }] of units.entries()) {
    const x = margin + (index % columns) * (innerWidth / columns);
    const y = paper.y + Math.floor(index / columns) * tileHeight + tileHeight / 2;
    drawMark(paper, x, y, mark, letters.get(mark)?.letter ?? '');
    const width = room(columns) - (rung === null ? 0 : rungSize + gap);
    const told = paper.text(x + markSize + gap, y, name, { size: tileSize, width });
    if (rung !== null) drawRung(paper, x + markSize + gap + told + gap, y, rung);
  }
  paper.y += Math.ceil(units.length / columns) * tileHeight + 10;
}

function drawRung(paper: Paper, x: number, y: number, rung: string): void {
  paper.draw((context) => {
    context.strokeStyle = ink.orange;
    context.lineWidth = 2;
    context.beginPath();
    context.roundRect(x, y - rungSize / 2, rungSize, rungSize, 6);
    context.stroke();
  });
  paper.text(x + rungSize / 2, y + 1, rung, { size: smallest, colour: ink.orange, align: 'center', width: rungSize });
}

function drawGroupBar(paper: Paper, { name, counts, score }: BoardGroup): void {
  const y = paper.y + groupHeight / 2;
  paper.text(margin, y, name ?? '', { size: tileSize, width: groupName - gap });
  const width = innerWidth - groupName - groupScore;
  drawBar(paper, { x: margin + groupName, y: y - 16, width, height: 32 }, counts);
  paper.text(margin + innerWidth, y, score, { align: 'right', width: groupScore - gap });
  paper.y += groupHeight;
}
