/**
 * A library of nudges, a Markdown file beside the templates:
 *
 *     ## name | for whom | when        a heading of three parts; what follows is for these people in these months
 *     - a text                         one line, one text, at most 80 characters
 *     # title   <!-- comment -->       passed over, as blank lines are
 *
 * For whom: `所有人`, or roles by their id or in the words of `roleWords`, several with 、 between. When: `全年`, or months: `9月`, `9-10月`,
 * `12-2月`, several with 、 between.
 */
import { createHash } from 'node:crypto';
import type { NudgeText } from '../../domain/schedule.js';
import type { FaultList, Position } from './fault.js';
import { readHeading, type LibraryHeading } from './library-heading.js';
import { start, type TextFile } from './read-text.js';

const longestText = 80;

/** What makes a friendly word a command, a threat or a roll call. */
const forbidden = ['！', '!', '务必', '严肃', '追责', '否则', '排名', '打卡', '已读', '已送达'];

const heading = /^##(?!#)/;
const item = /^(\s*-\s+)(\S.*)$/;
const title = /^#\s/;

/** Whether a Markdown file is a library and no template: a message never has a heading. */
export function isLibrary(text: string): boolean {
  const lines = withoutComments(text).text.split('\n');
  return heading.test(lines.find((line) => line.trim() !== '' && !title.test(line)) ?? '');
}

/** Its texts in order. Every line that is nothing of the format is a fault, and so are texts that are too long, not kind, or there already. */
export function readLibrary({ name, text }: TextFile, faults: FaultList): NudgeText[] {
  const texts: NudgeText[] = [];
  const lineOf = new Map<string, number>();
  let under: LibraryHeading | undefined;
  let attempts = 0;
  for (const { source, line } of linesOutsideComments({ name, text }, faults)) {
    if (source.trim() === '' || title.test(source)) continue;
    if (heading.test(source)) {
      under = readHeading({ name, source, line }, faults);
      continue;
    }
    attempts += 1;
    const [, mark = '', said = ''] = item.exec(source) ?? [];
    if (said === '') faults.add(name, { line, column: 1 }, 'library-line');
    else if (!under) faults.add(name, { line, column: 1 }, 'library-no-heading');
    if (said === '' || !under) continue;
    const place = { name, line, column: mark.length + 1 };
    const first = lineOf.get(bare(said));
    if (first !== undefined) faults.add(name, place, 'nudge-twice', { line: first });
    else lineOf.set(bare(said), line);
    checkText(said, place, faults);
    texts.push({ id: idOf(said), text: said, ...under });
  }
  if (attempts === 0) faults.add(name, start, 'library-empty');
  return texts;
}

function checkText(said: string, { name, line, column }: Position & { name: string }, faults: FaultList): void {
  const { length } = [...said];
  if (length > longestText) faults.add(name, { line, column }, 'nudge-too-long', { length, max: longestText });
  for (const word of forbidden) {
    const at = said.indexOf(word);
    if (at >= 0) faults.add(name, { line, column: column + at }, 'nudge-word', { value: word });
  }
  const hidden = said.search(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  if (hidden >= 0) faults.add(name, { line, column: column + hidden }, 'nudge-hidden');
}

/** The lines as they stand, comments blanked out. A comment that does not end is a fault at its beginning, and all behind it is comment. */
function linesOutsideComments({ name, text }: TextFile, faults: FaultList): { source: string; line: number }[] {
  const { text: rest, openAt } = withoutComments(text);
  if (openAt !== undefined) {
    const before = text.slice(0, openAt).split('\n');
    faults.add(name, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }, 'library-comment');
  }
  return rest.split('\n').map((source, index) => ({ source: source.trimEnd(), line: index + 1 }));
}

/** `openAt`: where a comment begins that does not end. Takes time linear in the text's length, whatever stands in it. */
function withoutComments(text: string): { text: string; openAt?: number } {
  let rest = '';
  let at = 0;
  for (;;) {
    const from = text.indexOf('<!--', at);
    if (from < 0) return { text: rest + text.slice(at) };
    const end = text.indexOf('-->', from + 4);
    rest += text.slice(at, from);
    if (end < 0) return { text: rest, openAt: from };
    rest += text.slice(from, end + 3).replaceAll(/[^\n]/g, ' ');
    at = end + 3;
  }
}

/** The same as long as the words are the same, wherever they stand. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/** Without what is not said. */
function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\p{P}]/gu, '');
}
