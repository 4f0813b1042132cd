/** What a digest says of findings: how many came, were closed and are overdue, and what many units have at once. */
import { isOwed } from '../domain/finding.js';
import type { DigestSpan } from '../domain/digest.js';
import { commonCauses } from '../domain/recurrence.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { fieldName, mayKnow } from './finding-book.js';
import { scopesOf } from './ledger-view.js';
import type { Facts } from './messages.js';
import type { World } from './world.js';

/** The nearest dates first: a digest of more is no digest. */
const read = 500;

type DigestFacts = Facts<'digest'>;

export async function digestFindings(
  world: World,
  person: Person,
  { from }: DigestSpan,
  now: Instant,
): Promise<Pick<DigestFacts, 'shared'> & { counts: DigestFacts['findings'] }> {
  const { ledger } = world.stores;
  const { scopes } = scopesOf(world, person);
  const inAll = (state: 'open' | 'working' | 'reported' | 'closed', more: { from?: Instant } = {}) =>
    scopes.map((scope) => ({ scope, state, ...more }));
  const [standing, settled] = await Promise.all([
    ledger.list([...inAll('open'), ...inAll('working'), ...inAll('reported')], read),
    ledger.list(inAll('closed', { from }), read),
  ]);
  const known = standing.filter((finding) => mayKnow(world, finding, person.id));
  const closed = settled.filter((finding) => mayKnow(world, finding, person.id)).length;
  const fresh = [...known, ...settled].filter(({ establishedAt = 0 }) => establishedAt >= from).length;
  const overdue = known.filter((finding) => isOwed(finding) && (finding.until ?? finding.dueAt ?? now) < now).length;
  const { commonFrom, fields } = world.config().settings.ledger;
  const causes = commonCauses(known, commonFrom).filter(({ field }) => fields.has(field));
  return {
    counts: fresh + closed + overdue === 0 ? null : { fresh, closed, overdue },
    shared: causes.map(({ field, units }) => ({ units: units.length, ask: 'finding', what: fieldName(world, field), question: null })),
  };
}
