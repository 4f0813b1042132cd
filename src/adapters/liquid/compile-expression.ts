/** Compiles what stands in a tag: literals, paths into the facts, comparisons, and/or. */
import { type Token, TypeGuards, type Value } from 'liquidjs';
import { plainValue } from './facts.js';
import { isTrue, odd, type Evaluate, type Run } from './run.js';

/** What names mean at one place of a template. */
export interface Names {
  /** The facts of the message by example. */
  sample: object;
  loops: readonly { variable: string; sample: unknown }[];
}

/** Facts deeper than this are cut off by {@link plainFacts}; such a path is left to liquidjs. */
const deepestPath = 4;

/** undefined: there is something in it that is not compiled. `lenient`: where an unknown name is nothing instead of an error. */
export function compileExpression({ initial, filters }: Value, names: Names, lenient: boolean): Evaluate | undefined {
  if (filters.length > 0) return undefined;
  const operands: Evaluate[] = [];
  for (const token of initial.postfix) {
    const operand = TypeGuards.isOperatorToken(token)
      ? compileOperator(token.operator, operands.splice(-2))
      : compileToken(token, names, lenient);
    if (operand === undefined) return undefined;
    operands.push(operand);
  }
  return operands.length === 1 ? operands[0] : undefined;
}

function compileOperator(operator: string, [left, right]: Evaluate[]): Evaluate | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case 'and':
      return (run) => isTrue(left(run)) && isTrue(right(run));
    case 'or':
      return (run) => isTrue(left(run)) || isTrue(right(run));
    case '==':
      return (run) => simple(run, left) === simple(run, right);
    case '!=':
      return (run) => simple(run, left) !== simple(run, right);
    case '>':
      return (run) => comparable(run, left) > comparable(run, right);
    case '<':
      return (run) => comparable(run, left) < comparable(run, right);
    case '>=':
      return (run) => comparable(run, left) >= comparable(run, right);
    case '<=':
      return (run) => comparable(run, left) <= comparable(run, right);
    default:
      return undefined;
  }
}

/** A value that compares by itself. */
function simple(run: Run, evaluate: Evaluate): unknown {
  const value = evaluate(run);
  return typeof value === 'object' && value !== null ? odd(run, null) : value;
}

/** As JavaScript orders it, like liquidjs. Two texts are left to liquidjs. */
function comparable(run: Run, evaluate: Evaluate): number {
  const value = simple(run, evaluate);
  return typeof value === 'string' ? odd(run, 0) : Number(value);
}

/** A literal or a path of plain names. */
export function compileToken(token: Token, names: Names, lenient: boolean): Evaluate | undefined {
  if (TypeGuards.isNumberToken(token) || TypeGuards.isQuotedToken(token)) return constant(token.content);
  if (TypeGuards.isLiteralToken(token)) return compileLiteral(token.literal);
  if (!TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined) return undefined;
  const path = token.props.map((prop) => (TypeGuards.isWordToken(prop) ? prop.content : undefined)).filter((name) => name !== undefined);
  const [root, ...members] = path;
  if (root === undefined || path.length < token.props.length || path.length > deepestPath) return undefined;
  const first = compileRoot(root, members, names, lenient);
  return first && members.slice(root === 'forloop' ? 1 : 0).reduce((from, name) => compileMember(from, name, lenient), first);
}

function constant(value: unknown): Evaluate {
  return Object.assign(() => value, { isFixed: true, value });
}

function compileLiteral(literal: string): Evaluate | undefined {
  switch (literal) {
    case 'true':
      return constant(true);
    case 'false':
      return constant(false);
    case 'nil':
    case 'null':
      return constant(null);
    default:
      return undefined;
  }
}

/** The name a path begins with: an item of a loop, its count, or one of the facts. */
function compileRoot(root: string, [member]: string[], { sample, loops }: Names, lenient: boolean): Evaluate | undefined {
  if (root === 'forloop') return loops.length === 0 ? undefined : compileCount(member, loops.length - 1);
  const depth = loops.findLastIndex(({ variable }) => variable === root);
  const loop = loops[depth];
  if (loop !== undefined) return Object.assign((run: Run) => run.loops[depth]?.item ?? null, { sample: loop.sample });
  return compileMember(
    Object.assign((run: Run) => run.facts, { sample }),
    root,
    lenient,
  );
}

function compileCount(member: string | undefined, depth: number): Evaluate | undefined {
  const from = (count: (loop: Run['loops'][number]) => unknown): Evaluate => {
    return (run) => {
      const loop = run.loops[depth];
      return loop === undefined ? odd(run, null) : count(loop);
    };
  };
  switch (member) {
    case 'index':
      return from(({ index }) => index + 1);
    case 'first':
      return from(({ index }) => index === 0);
    case 'last':
      return from(({ index, length }) => index === length - 1);
    default:
      return undefined;
  }
}

/** What the sample has and the facts lack is nothing; what neither has is unknown. */
function compileMember(from: Evaluate, name: string, lenient: boolean): Evaluate {
  const samples = typeof from.sample === 'object' && from.sample !== null && !Array.isArray(from.sample) ? from.sample : {};
  const isSampled = Object.hasOwn(samples, name);
  const evaluate = (run: Run): unknown => {
    const value = from(run);
    if (value === null) return null;
    if (Array.isArray(value)) return name === 'size' ? value.length : odd(run, null);
    if (typeof value !== 'object') return odd(run, null);
    if (Object.hasOwn(value, name)) return plainValue((value as Record<string, unknown>)[name]);
    // What comes by another road than a name of its own, as `size` does, is not compiled.
    return isSampled || (lenient && name !== 'size' && name !== 'first' && name !== 'last') ? null : odd(run, null);
  };
  return Object.assign(evaluate, { sample: isSampled ? (samples as Record<string, unknown>)[name] : undefined });
}
