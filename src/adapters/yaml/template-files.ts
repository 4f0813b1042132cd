/** Gathers the templates: the shipped ones, each replaced by the home's one of the same name. */
import { join } from 'node:path';
import { didYouMean } from './did-you-mean.js';
import type { FaultList, Position } from './fault.js';
import { listFiles } from './folder.js';
import { readText } from './read-text.js';

/** Finds what is wrong in a template; `known`: the names that would have been right. */
export type TemplateChecker = (name: string, text: string) => readonly TemplateFinding[];

export interface TemplateFinding extends Position {
  what: 'too-long' | 'syntax' | 'tag' | 'filter' | 'variable' | 'fails';
  detail: string;
  known?: readonly string[];
}

export interface TemplateSource {
  /** The name shown to people. */
  file: string;
  text: string;
}

export async function loadTemplates(
  home: string,
  shipped: string,
  check: TemplateChecker | undefined,
  faults: FaultList,
): Promise<ReadonlyMap<string, TemplateSource>> {
  const shippedFolder = join(shipped, 'templates');
  const own = await listFiles(join(home, 'templates'), 'templates', '.md', faults);
  const ownNames = new Set(own.map(({ stem }) => stem));
  const others = await listFiles(shippedFolder, shippedFolder, '.md', faults);
  const sources = new Map<string, TemplateSource>();
  const files = [...own, ...others.filter(({ stem }) => !ownNames.has(stem))];
  const texts = await Promise.all(files.map(({ path, name }) => readText(path, name, faults)));
  for (const [index, { stem, name }] of files.entries()) {
    const text = texts[index]?.text;
    if (text === undefined) continue;
    sources.set(stem, { file: name, text });
    for (const finding of check?.(stem, text) ?? []) addFinding(faults, name, finding);
  }
  return sources;
}

function addFinding(faults: FaultList, file: string, { line, column, what, detail, known }: TemplateFinding): void {
  faults.add(file, { line, column }, `template-${what}`, { detail }, didYouMean(detail, known ?? []));
}
