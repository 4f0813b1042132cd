/** The marks of how a unit stands: each with a shape, a colour and a letter of its own, so that no one of them is needed to tell it. */
import type { SKRSContext2D } from '@napi-rs/canvas';
import type { UnitMark } from '../../application/picture-port.js';
import { ink } from './ink.js';
import { type Paper, smallest } from './paper.js';

type Shape = 'disc' | 'ring' | 'diamond' | 'square' | 'frame' | 'triangle' | 'dashed';

interface Look {
  shape: Shape;
  colour: string;
  letter: string;
}

const looks: Record<UnitMark, Look> = {
  answered: { shape: 'disc', colour: ink.blue, letter: ink.white },
  late: { shape: 'disc', colour: ink.sky, letter: ink.white },
  pending: { shape: 'ring', colour: ink.grey, letter: ink.text },
  overdue: { shape: 'diamond', colour: ink.orange, letter: ink.white },
  held: { shape: 'frame', colour: ink.plum, letter: ink.plum },
  extended: { shape: 'square', colour: ink.amber, letter: ink.text },
  excused: { shape: 'dashed', colour: ink.grey, letter: ink.soft },
  unreached: { shape: 'triangle', colour: ink.plum, letter: ink.white },
};

/** How wide a mark is. */
export const markSize = 46;

export function markColour(mark: UnitMark): string {
  return looks[mark].colour;
}

/** Whether a bar of this mark is filled; else it is drawn by its edge. */
export function isHollow(mark: UnitMark): boolean {
  return looks[mark].shape === 'ring' || looks[mark].shape === 'dashed' || looks[mark].shape === 'frame';
}

/** Draws a mark whose left edge is at `x` and whose middle is at `y`. */
export function drawMark(paper: Paper, x: number, y: number, mark: UnitMark, letter: string): void {
  const { shape, colour, letter: letterColour } = looks[mark];
  const half = markSize / 2;
  const middle = x + half;
  paper.draw((context) => {
    context.save();
    context.translate(middle, y);
    outline(context, shape, half);
    if (shape === 'ring' || shape === 'frame' || shape === 'dashed') {
      context.strokeStyle = colour;
      context.lineWidth = 4;
      context.setLineDash(shape === 'dashed' ? [7, 5] : []);
      context.stroke();
    } else {
      context.fillStyle = colour;
      context.fill();
    }
    context.restore();
  });
  // In a triangle there is room below the middle only.
  paper.text(middle, y + (shape === 'triangle' ? 7 : 1), letter, {
    size: smallest,
    colour: letterColour,
    align: 'center',
    width: markSize,
  });
}

function outline(context: SKRSContext2D, shape: Shape, half: number): void {
  context.beginPath();
  switch (shape) {
    case 'disc':
      context.arc(0, 0, half, 0, 2 * Math.PI);
      return;
    case 'ring':
    case 'dashed':
      context.arc(0, 0, half - 2, 0, 2 * Math.PI);
      return;
    case 'diamond':
      return corners(context, [
        [0, -half - 5],
        [half + 5, 0],
        [0, half + 5],
        [-half - 5, 0],
      ]);
    case 'triangle':
      return corners(context, [
        [0, -half - 6],
        [half + 6, half + 1],
        [-half - 6, half + 1],
      ]);
    case 'square':
      context.roundRect(-half, -half, 2 * half, 2 * half, 8);
      return;
    case 'frame':
      context.roundRect(-half + 2, -half + 2, 2 * half - 4, 2 * half - 4, 8);
      return;
    default:
      shape satisfies never;
  }
}

function corners(context: SKRSContext2D, points: readonly (readonly [number, number])[]): void {
  for (const [x, y] of points) context.lineTo(x, y);
  context.closePath();
}
