/** The ages that come with 台账: what is not settled, by field and by how long it is past its date, as far as the reader oversees it. */
import { standings } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { ages, ledgerAges } from './ledger-ages.js';
import type { AgesPicture } from './picture-port.js';
import { pictureHead, pictureWord } from './picture-words.js';
import { isOverseer } from './tell-status.js';
import { committeeName, dateWords } from './words.js';
import type { World } from './world.js';

/** undefined: there is nothing in the ledger that the reader oversees. */
export async function agesPicture(world: World, person: Person, now: Instant): Promise<AgesPicture | undefined> {
  if (!isOverseer(standings(world.config().roster, person.id))) return undefined;
  const rows = await ledgerAges(world, person, now);
  const totals = ages.map((_age, index) => rows.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0));
  const count = totals.reduce((sum, total) => sum + total, 0);
  if (count === 0) return undefined;
  return {
    kind: 'ages',
    ...pictureHead(world, 'ages'),
    subtitle: pictureWord(world, 'ages-as-of', { name: committeeName(world), at: dateWords(world, now, false), count }),
    ages: ages.map((age, index) => ({ word: pictureWord(world, `age-${age}`), count: totals[index] ?? 0 })),
    rows,
  };
}
