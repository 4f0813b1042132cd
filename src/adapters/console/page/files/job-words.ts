/** Long work in words. */
import type { JobView } from '../../../../application/view-jobs.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';

const words = texts.jobs;

export function jobName({ kind, what, about }: JobView): string {
  if (kind !== 'export' || what === null) return words.kind[kind];
  return [words.kind.export, words.what[what], about].filter((part) => part !== null).join(' ');
}

/** What came of it; empty: nothing is to be said. */
export function jobResult({ state, facts, trouble, file }: JobView): string {
  if (state === 'failed') return troubleWords(trouble);
  if (facts === null) return '';
  switch (facts.kind) {
    case 'export':
      return file?.gone === true ? words.gone : facts.rows === null ? '' : fill(words.rows, facts.rows);
    case 'roster-check':
      return checkWords(facts);
    case 'roster-import':
      return facts.kept === null ? words.import.same : fill(words.import.done, facts.kept);
    case 'backup':
      return facts.broken === null ? facts.file : `${facts.file}　${fill(words.backup.broken, facts.broken)}`;
    default:
      return facts satisfies never;
  }
}

function checkWords(facts: Extract<NonNullable<JobView['facts']>, { kind: 'roster-check' }>): string {
  switch (facts.verdict) {
    case 'unreadable':
      return words.unreadable[facts.trouble];
    case 'faulty':
      return fill(words.import.faults, facts.faults);
    case 'same':
      return words.import.same;
    case 'changes':
      return fill(words.import.counts, facts.added, facts.changed, facts.removed);
    default:
      return facts satisfies never;
  }
}

export function troubleWords(trouble: string | null): string {
  const known: Readonly<Record<string, string>> = words.trouble;
  return known[trouble ?? ''] ?? words.trouble.unexpected;
}

export function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.ceil(bytes / 1_000_000)} MB`;
}
