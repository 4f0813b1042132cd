/** Says things: the templates in force, parsed once, rendered with facts. */
import { type Liquid, LiquidError, type Template } from 'liquidjs';
import type { Texts } from '../../application/ports.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { checkTemplate } from './check.js';
import { compileTemplate, type Compiled } from './compile.js';
import { createEngine, parseTemplate, renderParsed } from './engine.js';
import { plainFacts } from './facts.js';
import { tidyText } from './tidy.js';

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
  const templates = new Map<string, Said>();
  for (const [name, { file, text, message = name }] of sources) {
    const said = Object.hasOwn(catalogue, name) ? name : message;
    const [fault] = checkTemplate(said, text, catalogue);
    if (fault) faults.push(`${file}:${fault.line}:${fault.column}  ${fault.what}  ${fault.detail}`);
    const sample = Object.hasOwn(catalogue, said) ? catalogue[said] : undefined;
    if (fault) continue;
    const parsed = parseTemplate(engine, text);
    templates.set(name, { parsed, sample, compiled: compileTemplate(parsed, sample) });
  }
  if (faults.length > 0) throw new ValidationError('template-broken', faults.join('\n'));

  return {
    render: (name, facts) => {
      const template = templates.get(name);
      if (!template) throw new PermanentError('template-missing', `There is no template ${name}.`);
      const { parsed, sample, compiled } = template;
      return tidyText(compiled?.(facts) ?? render(engine, name, parsed, plainFacts(facts, sample)));
    },
  };
}

interface Said {
  parsed: Template[];
  sample: object | undefined;
  /** undefined: there is more in it than is compiled. */
  compiled: Compiled | undefined;
}

function render(engine: Liquid, name: string, template: Template[], given: object): string {
  try {
    return renderParsed(engine, template, given);
  } catch (error) {
    // The error itself is left out: it may hold the facts.
    const at = LiquidError.is(error) ? ` at ${error.token.getPosition().join(':')}` : '';
    throw new PermanentError('template-failed', `The template ${name} cannot be rendered${at}.`);
  }
}
