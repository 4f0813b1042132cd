/** Measures the lines a template can make by its own words: of alternatives the widest, what is filled in not counted. */

/** Widths in Chinese characters: of a piece without a line break, or of its first, its last and its widest line. -Infinity: there is none. */
interface Shape {
  through: number;
  first: number;
  last: number;
  widest: number;
}

const none = Number.NEGATIVE_INFINITY;
const empty: Shape = { through: 0, first: none, last: none, widest: none };

/** The widest line of a template, in Chinese characters; what is not Chinese counts half. */
export function widestLine(template: string): number {
  const tokens = template.split(/(\{%.*?%\}|\{\{.*?\}\})/su);
  const { shape } = readBlock(tokens, 0);
  return Math.max(shape.through, shape.first, shape.last, shape.widest);
}

/** Reads up to the tag that ends the block, and goes over its alternatives. */
function readBlock(tokens: readonly string[], from: number, opened?: string): { shape: Shape; next: number } {
  const alternatives: Shape[] = [];
  let current = empty;
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const tag = /^\{%\s*(\w+)/u.exec(token)?.[1];
    if (tag !== undefined && opened !== undefined && tag === `end${opened}`) break;
    if (tag === 'else' || tag === 'elsif' || tag === 'when') {
      alternatives.push(current);
      current = empty;
    } else if (tag === 'if' || tag === 'unless' || tag === 'case' || tag === 'for') {
      const inner = readBlock(tokens, at + 1, tag);
      const once = inner.shape;
      current = joined(
        current,
        tag === 'for' ? either([empty, once, ...(once.first === none ? [] : [joined(once, once)])]) : either([empty, once]),
      );
      at = inner.next;
    } else if (tag === undefined && !token.startsWith('{{')) {
      current = joined(current, shapeOf(token));
    }
  }
  return { shape: either([...alternatives, current]), next: at };
}

function shapeOf(text: string): Shape {
  const widths = text.split('\n').map(widthOf);
  const [first = 0, ...others] = widths;
  const last = others.pop();
  return last === undefined ? { ...empty, through: first } : { through: none, first, last, widest: Math.max(none, ...others) };
}

function joined(one: Shape, other: Shape): Shape {
  return {
    through: one.through + other.through,
    first: Math.max(one.first, one.through + other.first),
    last: Math.max(other.last, one.last + other.through),
    widest: Math.max(one.widest, other.widest, one.last + other.first),
  };
}

function either(shapes: readonly Shape[]): Shape {
  const most = (part: keyof Shape) => Math.max(none, ...shapes.map((shape) => shape[part]));
  return { through: most('through'), first: most('first'), last: most('last'), widest: most('widest') };
}

/** The width of a line in Chinese characters. */
export function widthOf(line: string): number {
  return [...line].reduce((width, character) => width + (/[ -~]/u.test(character) ? 0.5 : 1), 0);
}
