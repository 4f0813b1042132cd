/** Says things: the templates in force, parsed once, rendered with facts. */
import { type Liquid, LiquidError, type Template } from 'liquidjs';
import type { Texts } from '../../application/ports.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { checkTemplate } from './check.js';
import { createEngine, parseTemplate } from './engine.js';
import { plainFacts } from './facts.js';
import { tidyText } from './tidy.js';

/** Of what was said last, in characters of its name and facts, and how many. */
const longestKept = 300;
const mostKept = 2_000;

export interface RenderedSource {
  file: string;
  text: string;
  /** The message in whose place it is said, which is where its facts are known from unless its own name is known. */
  message?: string;
}

/**
 * Parses and checks all templates by the samples of their facts. Values are data: nothing in them is read as a template.
 *
 * Throws a ValidationError `template-broken` naming file, line and column of the first fault of each template. `render` throws a
 * PermanentError `template-missing` or `template-failed`, which tell the template's name and place and nothing of the facts.
 */
export function createRenderer(sources: ReadonlyMap<string, RenderedSource>, catalogue: Readonly<Record<string, object>>): Texts {
  const engine = createEngine();
  const faults: string[] = [];
  const templates = new Map<string, { parsed: Template[]; sample: object | undefined }>();
  for (const [name, { file, text, message = name }] of sources) {
    const said = Object.hasOwn(catalogue, name) ? name : message;
    const [fault] = checkTemplate(said, text, catalogue);
    if (fault) faults.push(`${file}:${fault.line}:${fault.column}  ${fault.what}  ${fault.detail}`);
    const sample = Object.hasOwn(catalogue, said) ? catalogue[said] : undefined;
    if (!fault) templates.set(name, { parsed: parseTemplate(engine, text), sample });
  }
  if (faults.length > 0) throw new ValidationError('template-broken', faults.join('\n'));

  const known = new Map<string, string>();
  return {
    render: (name, facts) => {
      const template = templates.get(name);
      if (!template) throw new PermanentError('template-missing', `There is no template ${name}.`);
      const given = plainFacts(facts, template.sample);
      // Dates, names of cycles and single answers are said again and again, many in one message.
      const key = `${name} ${JSON.stringify(given)}`;
      const said = known.get(key);
      if (said !== undefined) return said;
      const text = render(engine, name, template.parsed, given);
      if (known.size >= mostKept) known.clear();
      if (key.length <= longestKept) known.set(key, text);
      return text;
    },
  };
}

function render(engine: Liquid, name: string, template: Template[], given: object): string {
  try {
    return tidyText(String(engine.renderSync(template, given)));
  } catch (error) {
    // The error itself is left out: it may hold the facts.
    const at = LiquidError.is(error) ? ` at ${error.token.getPosition().join(':')}` : '';
    throw new PermanentError('template-failed', `The template ${name} cannot be rendered${at}.`);
  }
}
