/** A sheet as wide as a phone's screen and as long as it needs: what is to be drawn is laid down from the top, then drawn at once. */
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { allColours, indexedPng } from './indexed-png.js';
import { ink } from './ink.js';
import { cutTo, legibleLine, missingType } from './words-on-paper.js';

export const paperWidth = 1_080;
export const margin = 48;
export const innerWidth = paperWidth - 2 * margin;
/** A picture longer than this is scrolled past. What is laid down below it is not drawn. */
const longestPaper = 6_000;
/** No letter is smaller: on a phone the sheet is shown at a third of its width. */
export const smallest = 28;

/** What a phone fetches without waiting. */
const mostBytes = 290 * 1_024;
const fewColours = 20;

export interface TextStyle {
  size?: number;
  colour?: string;
  /** Cut with an ellipsis beyond it. */
  width?: number;
  align?: 'left' | 'center' | 'right';
  bold?: boolean;
}

export interface Type {
  /** As registered with the canvas. */
  family: string;
  covers: (codePoint: number) => boolean;
}

export class Paper {
  /** Where the next thing is laid down. */
  y = margin;
  /** A character was met that the font has not. */
  lacks = false;
  readonly #type: Type;
  readonly #measure: SKRSContext2D;
  readonly #strokes: ((context: SKRSContext2D) => void)[] = [];

  constructor(type: Type) {
    this.#type = type;
    this.#measure = createCanvas(1, 1).getContext('2d');
  }

  /** One line of words whose middle is at `y`. Returns how wide it came out. */
  text(x: number, y: number, given: string, style: TextStyle = {}): number {
    const { size = smallest, colour = ink.text, width = innerWidth, align = 'left', bold = false } = style;
    const { text, lacks } = legibleLine(given, this.#type.covers);
    const font = this.#font(size);
    this.#measure.font = font;
    const shown = cutTo(text, width, (words) => this.#measure.measureText(words).width);
    // What was cut off need not be explained.
    this.lacks ||= lacks && shown.includes(missingType);
    this.draw((context) => {
      context.font = font;
      context.textAlign = align;
      context.textBaseline = 'middle';
      context.fillStyle = colour;
      context.fillText(shown, x, y);
      if (!bold) return;
      context.strokeStyle = colour;
      context.lineWidth = size / 28;
      context.lineJoin = 'round';
      context.strokeText(shown, x, y);
    });
    return this.#measure.measureText(shown).width;
  }

  /** How wide it would be if it were not cut. */
  widthOf(given: string, size = smallest): number {
    this.#measure.font = this.#font(size);
    return this.#measure.measureText(legibleLine(given, this.#type.covers).text).width;
  }

  draw(stroke: (context: SKRSContext2D) => void): void {
    this.#strokes.push(stroke);
  }

  rule(y: number, colour: string = ink.line): void {
    this.draw((context) => {
      context.fillStyle = colour;
      context.fillRect(margin, y, innerWidth, 2);
    });
  }

  /** As it was laid down so far. */
  png(): Buffer {
    const height = Math.ceil(Math.min(this.y + margin, longestPaper));
    const canvas = createCanvas(paperWidth, height);
    const context = canvas.getContext('2d');
    context.fillStyle = ink.paper;
    context.fillRect(0, 0, paperWidth, height);
    for (const stroke of this.#strokes) stroke(context);
    const { data } = context.getImageData(0, 0, paperWidth, height);
    const png = indexedPng(data, { width: paperWidth, height, colours: allColours });
    return png.length <= mostBytes ? png : indexedPng(data, { width: paperWidth, height, colours: fewColours });
  }

  #font(size: number): string {
    return `${Math.max(size, smallest)}px ${this.#type.family}`;
  }
}
