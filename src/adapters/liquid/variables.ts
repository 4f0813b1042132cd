/** Finds the variables of a template that its facts do not have, loops and assignments followed. */
import { analyzeSync, AssignTag, ForTag, toValueSync, Value, Variable, type Arguments, type Template } from 'liquidjs';

export interface UnknownVariable {
  line: number;
  column: number;
  /** As written: `unit.nmae`. */
  path: string;
}

/** A value the sample does not tell: anything may be asked of it. */
const anything = Symbol('anything');
type Scope = ReadonlyMap<string, unknown>;

const forloop = { index: 1, index0: 0, rindex: 1, rindex0: 0, first: true, last: true, length: 1 };

/** Resolves every variable against the sample: an item of a loop is the first one of the sample's list. In order of appearance. */
export function unknownVariables(templates: readonly Template[], sample: object): UnknownVariable[] {
  const found: UnknownVariable[] = [];
  visit(templates, new Map(Object.entries(sample)), found);
  return found.sort((one, other) => one.line - other.line || one.column - other.column);
}

/** Returns the scope after the templates: what they assigned stays known. */
function visit(templates: readonly Template[], outer: Scope, found: UnknownVariable[]): Scope {
  let scope = outer;
  for (const template of templates) {
    for (const variable of variablesOf(template, template.arguments?.() ?? [])) {
      if (resolve(variable, scope) === undefined) found.push(placed(variable));
    }
    scope = new Map([...scope, ...assigned(template, scope)]);
    const loop = looped(template, scope);
    const children: Template[] = template.children ? toValueSync(template.children(false, true)) : [];
    const after = visit(children, new Map([...scope, ...loop]), found);
    scope = new Map([...scope, ...[...after].filter(([name]) => !loop.has(name))]);
  }
  return scope;
}

/** liquidjs' own analysis of the arguments alone. */
function variablesOf(template: Template, args: Arguments): Variable[] {
  const bare: Template = { token: template.token, render: () => undefined, arguments: () => args };
  return Object.values(analyzeSync([bare], { partials: false }).variables).flat();
}

function assigned(tag: Template, scope: Scope): [string, unknown][] {
  if (!(tag instanceof AssignTag)) return [];
  const [argument] = tag.arguments();
  const isPlain = argument instanceof Value && argument.filters.length === 0 && argument.initial.postfix.length === 1;
  const [variable] = isPlain ? variablesOf(tag, [argument]) : [];
  const value = variable ? (resolve(variable, scope) ?? anything) : anything;
  return [...tag.localScope()].map(({ content }) => [content, value]);
}

/** What a loop adds to the scope inside it. */
function looped(tag: Template, scope: Scope): Scope {
  if (!(tag instanceof ForTag)) return new Map();
  const [variable] = variablesOf(tag, [tag.collection]);
  const list = variable ? resolve(variable, scope) : undefined;
  const item: unknown = Array.isArray(list) && list.length > 0 ? list[0] : anything;
  return new Map([
    ['forloop', forloop],
    [tag.variable, item],
  ]);
}

/** The sample's value; `anything` where it does not tell, undefined where there is no such fact. */
function resolve(variable: Variable, scope: Scope): unknown {
  const [root, ...rest] = variable.segments;
  let value: unknown = typeof root === 'string' ? scope.get(root) : anything;
  for (const segment of rest) value = value === undefined ? undefined : member(value, segment);
  return value;
}

function member(value: unknown, segment: string | number | Variable): unknown {
  if (value === anything || value === null) return anything;
  if (Array.isArray(value)) {
    if (segment === 'size') return value.length;
    const isItem = segment === 'first' || segment === 'last' || typeof segment !== 'string';
    return isItem ? (value.length > 0 ? value[0] : anything) : undefined;
  }
  if (typeof value === 'string') return segment === 'size' ? value.length : undefined;
  if (typeof value !== 'object') return undefined;
  if (segment instanceof Variable) return anything;
  const own = Object.getOwnPropertyDescriptor(value, segment);
  return own ? (own.value ?? anything) : undefined;
}

function placed(variable: Variable): UnknownVariable {
  return { line: variable.location.row, column: variable.location.col, path: variable.toString() };
}
