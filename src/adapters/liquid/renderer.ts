/** Says things: the templates in force, parsed once, rendered with facts. */
import { LiquidError, type Template } from 'liquidjs';
import type { Texts } from '../../application/ports.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { checkTemplate } from './check.js';
import { createEngine, parseTemplate } from './engine.js';
import { plainFacts } from './facts.js';
import { tidyText } from './tidy.js';

/**
 * Parses and checks all templates by the samples of their facts. Values are data: nothing in them is read as a template.
 *
 * Throws a ValidationError `template-broken` naming file, line and column of the first fault of each template. `render` throws a
 * PermanentError `template-missing` or `template-failed`, which tell the template's name and place and nothing of the facts.
 */
export function createRenderer(
  sources: ReadonlyMap<string, { file: string; text: string }>,
  catalogue: Readonly<Record<string, object>>,
): Texts {
  const engine = createEngine();
  const faults: string[] = [];
  const templates = new Map<string, Template[]>();
  for (const [name, { file, text }] of sources) {
    const [fault] = checkTemplate(name, text, catalogue);
    if (fault) faults.push(`${file}:${fault.line}:${fault.column}  ${fault.what}  ${fault.detail}`);
    else templates.set(name, parseTemplate(engine, text));
  }
  if (faults.length > 0) throw new ValidationError('template-broken', faults.join('\n'));

  return {
    render: (name, facts) => {
      const template = templates.get(name);
      if (!template) throw new PermanentError('template-missing', `There is no template ${name}.`);
      const sample = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
      try {
        return tidyText(String(engine.renderSync(template, plainFacts(facts, sample))));
      } catch (error) {
        // The error itself is left out: it may hold the facts.
        const at = LiquidError.is(error) ? ` at ${error.token.getPosition().join(':')}` : '';
        throw new PermanentError('template-failed', `The template ${name} cannot be rendered${at}.`);
      }
    },
  };
}
