/**
 * Compiles the parts of Liquid that messages mostly use to functions: texts, values without filters, conditions, cases and loops. They read the
 * facts where they lie, with no more reach than {@link plainFacts} gives, and say exactly what liquidjs would.
 */
import { CaseTag, ForTag, IfTag, Output, type Template, TypeGuards, UnlessTag, type Value } from 'liquidjs';
import { compileExpression, compileToken, type Names } from './compile-expression.js';
import { plainValue } from './facts.js';
import { isTrue, odd, type Evaluate, type Run } from './run.js';

/** What a template says of these facts; undefined: liquidjs has to say it, or why it cannot be said. */
export type Compiled = (facts: object) => string | undefined;

type Write = (run: Run) => string;

/** Rounds of loops; what goes on longer is left to liquidjs, which has bounds. */
const mostRounds = 10_000;

/** undefined: the template uses more of Liquid than is compiled. */
export function compileTemplate(templates: readonly Template[], sample: object | undefined): Compiled | undefined {
  const names: Names = { sample: sample ?? {}, loops: [] };
  const write = compileAll(templates, names);
  if (write === undefined) return undefined;
  return (facts) => {
    const run: Run = { facts, loops: [], rounds: mostRounds, isOdd: false };
    const text = write(run);
    return run.isOdd ? undefined : text;
  };
}

function compileAll(templates: readonly Template[], names: Names): Write | undefined {
  const writes = templates.map((template) => compileOne(template, names));
  const known = writes.filter((write) => write !== undefined);
  if (known.length < writes.length) return undefined;
  return (run) => {
    let text = '';
    for (const write of known) text += write(run);
    return text;
  };
}

function compileOne(template: Template, names: Names): Write | undefined {
  if (TypeGuards.isHTMLToken(template.token)) {
    const text = template.token.getContent();
    return () => text;
  }
  if (template instanceof Output) return compileOutput(template.value, names);
  if (template instanceof IfTag) return compileIf(template.branches, template.elseTemplates ?? [], names, false);
  if (template instanceof UnlessTag) return compileIf(template.branches, template.elseTemplates, names, true);
  if (template instanceof CaseTag) return compileCase(template, names);
  return template instanceof ForTag ? compileFor(template, names) : undefined;
}

function compileOutput(value: Value, names: Names): Write | undefined {
  const evaluate = compileExpression(value, names, false);
  return (
    evaluate &&
    ((run) => {
      const found = evaluate(run);
      if (typeof found === 'string') return found;
      if (found === null) return '';
      return typeof found === 'number' || typeof found === 'boolean' ? String(found) : odd(run, '');
    })
  );
}

type Branch = IfTag['branches'][number];

/** `turned`: the first condition is denied. */
function compileIf(branches: readonly Branch[], otherwise: readonly Template[], names: Names, turned: boolean): Write | undefined {
  const compiled: { test: Evaluate; write: Write }[] = [];
  for (const { value, templates } of branches) {
    const test = compileExpression(value, names, true);
    const write = compileAll(templates, names);
    if (test === undefined || write === undefined) return undefined;
    compiled.push({ test, write });
  }
  const writeElse = compileAll(otherwise, names);
  return (
    writeElse &&
    ((run) => {
      let denied = turned;
      for (const { test, write } of compiled) {
        if (isTrue(test(run)) !== denied) return write(run);
        denied = false;
      }
      return writeElse(run);
    })
  );
}

/** As in liquidjs, every branch that fits is said. Only branches for literals are compiled. */
function compileCase({ value, branches, elseTemplates }: CaseTag, names: Names): Write | undefined {
  const target = compileExpression(value, names, true);
  const said = new Map<unknown, Write[]>();
  for (const branch of branches) {
    const write = compileAll(branch.templates, names);
    const literals = branch.values.map((token) => compileToken(token, names, true));
    if (write === undefined || literals.some((literal) => literal?.isFixed !== true)) return undefined;
    for (const literal of new Set(literals.map((fixed) => fixed?.value))) said.set(literal, [...(said.get(literal) ?? []), write]);
  }
  const writeElse = compileAll(elseTemplates, names);
  if (target === undefined || writeElse === undefined) return undefined;
  return (run) => {
    const found = target(run);
    if (typeof found === 'object' && found !== null) return odd(run, '');
    const writes = said.get(found);
    if (writes === undefined) return writeElse(run);
    return writes.length === 1 && writes[0] ? writes[0](run) : writes.map((write) => write(run)).join('');
  };
}

function compileFor({ variable, collection, hash, templates, elseTemplates }: ForTag, names: Names): Write | undefined {
  const list = compileToken(collection, names, false);
  const item = Array.isArray(list?.sample) ? (list.sample[0] as unknown) : undefined;
  const inner: Names = { ...names, loops: [...names.loops, { variable, sample: item }] };
  const writeItem = compileAll(templates, inner);
  const writeElse = compileAll(elseTemplates, names);
  if (list === undefined || writeItem === undefined || writeElse === undefined || Object.keys(hash.hash).length > 0) return undefined;
  const depth = names.loops.length;
  return (run) => {
    const items = list(run);
    if (items === null) return writeElse(run);
    if (!Array.isArray(items)) return odd(run, '');
    if (items.length === 0) return writeElse(run);
    const loop = { item: null as unknown, index: 0, length: items.length };
    run.loops[depth] = loop;
    run.rounds -= items.length;
    if (run.rounds < 0) return odd(run, '');
    let text = '';
    for (; loop.index < loop.length; loop.index += 1) {
      loop.item = plainValue(items[loop.index]);
      text += writeItem(run);
    }
    return text;
  };
}
