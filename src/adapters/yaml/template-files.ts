/** Gathers the Markdown files, the shipped ones each replaced by the home's one of the same name: templates, and libraries of nudges among them. */
import { join } from 'node:path';
import { didYouMean } from './did-you-mean.js';
import type { FaultList, Position } from './fault.js';
import { listFiles } from './folder.js';
import { isLibrary } from './nudge-library.js';
import { readText, type TextFile } from './read-text.js';
import { defaultLibrary } from './schedule-kinds/nudge.js';

/** Finds what is wrong in a template that is said in the place of the message of that name; `known`: the names that would have been right. */
export type TemplateChecker = (message: string, text: string) => readonly TemplateFinding[];

export interface TemplateFinding extends Position {
  what: 'too-long' | 'syntax' | 'tag' | 'filter' | 'variable' | 'fails' | 'empty';
  detail: string;
  known?: readonly string[];
}

export interface TemplateSource {
  /** The name shown to people. */
  file: string;
  text: string;
  /** The message whose facts it gets when a schedule says it in that message's place. */
  message?: string;
}

export interface MarkdownFiles {
  /** By name without the extension. */
  templates: ReadonlyMap<string, TemplateSource>;
  /** Every file by its whole name: which of them is meant as a library, a schedule says. */
  files: ReadonlyMap<string, TextFile>;
}

const ending = '.md';

export async function loadMarkdown(home: string, shipped: string, faults: FaultList): Promise<MarkdownFiles> {
  const shippedFolder = join(shipped, 'templates');
  const own = await listFiles(join(home, 'templates'), 'templates', ending, faults);
  const ownNames = new Set(own.map(({ stem }) => stem));
  const others = await listFiles(shippedFolder, shippedFolder, ending, faults);
  const listed = [...own, ...others.filter(({ stem }) => !ownNames.has(stem))];
  const read = await Promise.all(listed.map(({ path, name }) => readText(path, name, faults)));
  const templates = new Map<string, TemplateSource>();
  const files = new Map<string, TextFile>();
  for (const [index, { stem, name }] of listed.entries()) {
    const file = read[index];
    if (!file) continue;
    files.set(`${stem}${ending}`, file);
    if (`${stem}${ending}` !== defaultLibrary && !isLibrary(file.text)) templates.set(stem, { file: name, text: file.text });
  }
  return { templates, files };
}

/**
 * Checks every template by its own name and by each message in whose place a schedule says it, and notes that message with those that have
 * none of their own name. `uses`: the messages by the template's name.
 */
export function checkTemplates(
  templates: ReadonlyMap<string, TemplateSource>,
  uses: ReadonlyMap<string, ReadonlySet<string>>,
  check: TemplateChecker | undefined,
  faults: FaultList,
): ReadonlyMap<string, TemplateSource> {
  const checked = new Map<string, TemplateSource>();
  for (const [name, source] of templates) {
    const messages = new Set([name, ...(uses.get(name) ?? [])]);
    for (const message of messages) {
      for (const finding of check?.(message, source.text) ?? []) addFinding(faults, source.file, finding);
    }
    const [, message] = messages;
    checked.set(name, message === undefined ? source : { ...source, message });
  }
  return checked;
}

function addFinding(faults: FaultList, file: string, { line, column, what, detail, known }: TemplateFinding): void {
  faults.add(file, { line, column }, `template-${what}`, { detail }, didYouMean(detail, known ?? []));
}
