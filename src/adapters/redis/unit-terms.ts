/** What was agreed with a unit as text: always the same text for the same terms, so that a script can tell whether they have changed. */
import type { Terms } from '../../domain/cycle.js';

/** Empty: nothing was agreed. The scripts read `heldBy` of it (prelude.lua). */
export function termsText(terms: Terms | undefined): string {
  if (terms === undefined) return '';
  const { until, grantedAt, heldBy, assignee, passedBy } = terms;
  const inOrder = { until, grantedAt, heldBy, assignee, passedBy } satisfies Record<keyof Terms, unknown>;
  const isEmpty = Object.values(inOrder).every((value) => value === undefined || (Array.isArray(value) && value.length === 0));
  return isEmpty ? '' : JSON.stringify(inOrder);
}

export function parseTerms(text: string): Terms {
  return JSON.parse(text) as Terms;
}
