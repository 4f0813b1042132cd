/**
 * Opens and closes cycles. Opening claims the cycle, puts its units and tree in by parts, so that no script holds Redis up, and then makes it
 * visible with its announcement and audit entry in one script. A crash in between is mended by opening again; two at once make one cycle.
 */
import { createHash } from 'node:crypto';
import type { CycleStore, Notice } from '../../application/ports.js';
import type { UnitId } from '../../domain/roster.js';
import type { Instant } from '../../domain/time.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { packedPart, type CyclePart } from './cycle-parts.js';
import { hasCounter, parentsIn, type CycleHead, type CycleMeta } from './cycle-shelf.js';
import { asFlag, asNumber, asTexts, scoreOf } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

/** A script with so many holds Redis up for less than a millisecond. */
const partLength = 500;
/** So many scripts are on their way at once: Redis need not wait for the next, and others need not wait for all. */
const partsInFlight = 4;
/** So many parts are made in one go, some milliseconds of this process: what else it has to do comes in between. */
const partsInOneGo = 10;

export function cycleOpening(base: StoreBase): Pick<CycleStore, 'open' | 'close'> {
  const { keys, scripts, sealer } = base;
  return {
    async open(cycle, firstDue, announce, actor, scopesOf) {
      await sealer.prepare(cycle.id);
      const parts = await partsOf(cycle);
      const print = printOf(cycle, parts);
      const claimedDue = await claim(base, cycle, { print, parts: parts.length, firstDue });
      if (claimedDue === undefined) return false;
      const { cycle: head, due, count, tree } = keys.cycle(cycle.id);
      await someAtOnce(parts.entries(), ([part, { units, packed }]) =>
        scripts.run('open-part', { cycle: head, due, tree }, { print, firstDue: claimedDue, part, packed, units }),
      );
      await someAtOnce(sliced(await countsOf(cycle, scopesOf)).values(), (counts) =>
        scripts.run('open-counts', { cycle: head, count }, { print }, { keys: [], args: counts.flat() }),
      );
      return finish(base, cycle, print, announce, base.acting(actor));
    },

    async close(id, now) {
      const { cycle, prompts } = keys.cycle(id);
      const places = { cycle, open: keys.openCycles, closed: keys.closedCycles, prompts, numbers: keys.numbers, audit: keys.audit };
      await scripts.run('close', places, { id, now });
    },
  };
}

/** What two openings of one cycle must agree on to go on with each other's work. */
function printOf({ schedule }: CycleMeta, parts: readonly Part[]): string {
  const hash = createHash('sha256').update(JSON.stringify(schedule));
  for (const { packed } of parts) hash.update(packed);
  return hash.digest('base64url');
}

/** The first due time as the first claim set it; undefined: the cycle is open. */
async function claim(
  { keys, scripts }: StoreBase,
  { units, tree: _tree, ...head }: CycleMeta,
  { print, parts, firstDue }: { print: string; parts: number; firstDue: Instant },
): Promise<string | undefined> {
  const { cycle, due, count, tree } = keys.cycle(head.id);
  const args = { print, head: JSON.stringify(head satisfies CycleHead), size: units.length, parts, firstDue: scoreOf(firstDue) };
  const [status, claimedDue] = asTexts(await scripts.run('open-claim', { cycle, numbers: keys.numbers, due, count, tree }, args));
  return status === 'open' ? undefined : claimedDue;
}

interface Part {
  /** One a line. */
  units: string;
  packed: string;
}

async function partsOf({ units, tree }: CycleMeta): Promise<Part[]> {
  const count = Math.ceil(Math.max(units.length, tree.length) / partLength);
  const parts: Part[] = [];
  for (let no = 0; no < count; no += 1) {
    if (no % partsInOneGo === partsInOneGo - 1) await othersTurn();
    const part: CyclePart = { units: slice(units, no), tree: slice(tree, no) };
    parts.push({ units: part.units.join('\n'), packed: packedPart(part) });
  }
  return parts;
}

function othersTurn(): Promise<void> {
  return new Promise((settle) => setImmediate(settle));
}

/** Works through the items in their order, some of them at once. */
async function someAtOnce<Item>(items: IterableIterator<Item>, work: (item: Item) => Promise<unknown>): Promise<void> {
  const lane = async (): Promise<void> => {
    for (const item of items) await work(item);
  };
  await Promise.all(Array.from({ length: partsInFlight }, lane));
}

async function countsOf({ units, tree }: CycleMeta, scopesOf: (unit: UnitId) => string[]): Promise<[string, number][]> {
  const counts = new Map<string, number>();
  const parents = parentsIn(tree);
  for (const [no, part] of sliced(units).entries()) {
    if (no % partsInOneGo === partsInOneGo - 1) await othersTurn();
    for (const unit of part) {
      for (const scope of scopesOf(unit)) if (hasCounter(scope, unit, parents)) counts.set(scope, (counts.get(scope) ?? 0) + 1);
    }
  }
  return [...counts];
}

function sliced<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / partLength) }, (_, no) => slice(items, no));
}

function slice<T>(items: readonly T[], no: number): T[] {
  return items.slice(no * partLength, (no + 1) * partLength);
}

async function finish(
  { keys, scripts, forms }: StoreBase,
  cycle: CycleMeta,
  print: string,
  announce: Notice[],
  actor: string,
): Promise<boolean> {
  const { cycle: head, due, tree } = keys.cycle(cycle.id);
  const reply = await scripts.run(
    'open-finish',
    { cycle: head, due, tree, open: keys.openCycles, numbers: keys.numbers, audit: keys.audit },
    { id: cycle.id, print, token: newToken(), actor, now: cycle.openedAt },
    await forms.queued(announce, cycle.openedAt),
  );
  switch (asNumber(reply)) {
    case -1:
      throw new TemporaryError('opening-contended', `another process opens ${cycle.id} with another roster`);
    case -2:
      throw new PermanentError('opening-incomplete', `${cycle.id} has a unit twice, or units are missing`);
    default:
      return asFlag(reply);
  }
}
