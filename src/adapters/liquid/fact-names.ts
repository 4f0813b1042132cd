/** Which of a message's facts a template makes use of. */
import { analyzeSync } from 'liquidjs';
import { createEngine, longestTemplate, parseTemplate } from './engine.js';

/** The names it takes from outside; undefined: it cannot be read as a template. */
export function factNames(text: string): ReadonlySet<string> | undefined {
  if (text.length > longestTemplate) return undefined;
  try {
    return new Set(Object.keys(analyzeSync(parseTemplate(createEngine(), text), { partials: false }).globals));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
