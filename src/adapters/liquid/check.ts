/** Checks a template before anything starts: what a message can trip over later is found here. */
import { LiquidError, type Liquid, type Template } from 'liquidjs';
import { blockTags, createEngine, filterNames, forbiddenTags, longestTemplate, parseTemplate, renderParsed, tokenize } from './engine.js';
import { plainFacts } from './facts.js';
import { unknownVariables } from './variables.js';

export interface TemplateFault {
  /** Both from 1. */
  line: number;
  column: number;
  /** `empty`: nothing is said, whatever is known. `tag` and `filter`: not among those allowed. `variable`: the message has no such fact. `fails`: it cannot be rendered. */
  what: 'too-long' | 'syntax' | 'tag' | 'filter' | 'variable' | 'fails' | 'empty';
  /** The name, the path of the variable, or liquidjs' own words. */
  detail: string;
  /** Names that would have been right, where there are such. */
  known?: readonly string[];
}

/** What was found last, by catalogue: most templates are the same whenever files are looked at again. */
const findings = new WeakMap<object, Map<string, TemplateFault[]>>();
const longestKept = 5_000;
const mostKept = 1_000;

/**
 * All forbidden tags at once, else the first error of syntax, else all unknown variables; then the template is tried with the sample facts
 * and with none. A template whose name is not in the catalogue has no known facts; only its syntax is checked.
 */
export function checkTemplate(name: string, text: string, catalogue: Readonly<Record<string, object>>): readonly TemplateFault[] {
  const kept = findings.get(catalogue) ?? new Map<string, TemplateFault[]>();
  findings.set(catalogue, kept);
  const key = `${name}\n${text}`;
  const found = kept.get(key) ?? look(name, text, catalogue);
  if (kept.size >= mostKept) kept.clear();
  if (key.length <= longestKept) kept.set(key, found);
  return found;
}

function look(name: string, text: string, catalogue: Readonly<Record<string, object>>): TemplateFault[] {
  if (text.length > longestTemplate) return [{ line: 1, column: 1, what: 'too-long', detail: String(longestTemplate) }];
  const engine = createEngine();
  try {
    const tags = forbiddenTags(tokenize(engine, text));
    if (tags.length > 0) return tags.map(({ name: detail, line, column }) => ({ line, column, what: 'tag', detail, known: blockTags }));
    const templates = parseTemplate(engine, text);
    const sample = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
    return sample ? checkAgainst(sample, engine, templates) : [];
  } catch (error) {
    return [faultOf(error, 'syntax')];
  }
}

function checkAgainst(sample: object, engine: Liquid, templates: Template[]): TemplateFault[] {
  const unknown = unknownVariables(templates, sample);
  if (unknown.length > 0)
    return unknown.map(({ line, column, path }) => ({ line, column, what: 'variable', detail: path, known: Object.keys(sample) }));
  try {
    const texts = [sample, {}].map((facts) => renderParsed(engine, templates, plainFacts(facts, sample)));
    return texts.every((text) => text.trim() === '') ? [{ line: 1, column: 1, what: 'empty', detail: '' }] : [];
  } catch (error) {
    return [faultOf(error, 'fails')];
  }
}

function faultOf(error: unknown, what: 'syntax' | 'fails'): TemplateFault {
  if (!(error instanceof Error)) throw error;
  // A template nested so deeply that it exhausts the stack has no position.
  if (!LiquidError.is(error)) return { line: 1, column: 1, what, detail: error.message };
  const [line = 1, column = 1] = error.token.getPosition();
  const detail = error.originalError?.message ?? error.message.replace(/, line:\d+, col:\d+$/, '');
  const filter = /^undefined filter: (.*)$/.exec(detail)?.[1];
  return filter === undefined ? { line, column, what, detail } : { line, column, what: 'filter', detail: filter, known: [...filterNames] };
}
