/** Draws whichever picture it is. */
import type { DrawnPicture, Picture } from '../../application/picture-port.js';
import { drawAges } from './draw-ages.js';
import { drawBoard } from './draw-board.js';
import { drawChain } from './draw-chain.js';
import { drawMonth } from './draw-month.js';
import { Paper, type Type } from './paper.js';

export function drawPicture(picture: Picture, type: Type): DrawnPicture {
  const paper = new Paper(type);
  lay(paper, picture);
  return { bytes: paper.png(), name: `${picture.name}.png` };
}

function lay(paper: Paper, picture: Picture): void {
  switch (picture.kind) {
    case 'board':
      return drawBoard(paper, picture);
    case 'chain':
      return drawChain(paper, picture);
    case 'month':
      return drawMonth(paper, picture);
    case 'ages':
      return drawAges(paper, picture);
    default:
      return picture satisfies never;
  }
}
