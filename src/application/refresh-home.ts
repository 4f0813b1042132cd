/** Takes up changed files and bindings while running. Files that are wrong are refused as a whole: the old ones stay, and the clerk hears it once. */
import { isNote, linkKey } from '../domain/broken-links.js';
import { chainLinks } from '../domain/chain-links.js';
import { secondMs, type Instant } from '../domain/time.js';
import type { Config } from './ports.js';
import { noticesToClerks } from './notices.js';
import { tellBindings } from './tell-bindings.js';
import type { Refreshed, World } from './world.js';

type Refused = Extract<Refreshed, { kind: 'refused' }>;

/** Somebody may be mending it already. */
const toldAfterMs = 10 * secondMs;
const faultsShown = 3;

/** What this process has said of wrong files: which state it has logged last, and which the clerk has heard of last. */
interface Refusal {
  logged: string;
  told?: string;
}

const refusals = new WeakMap<World, Refusal>();

/** When it has to be looked at again, although nothing else may be due then; undefined: at the next tick as ever. */
export async function refreshHome(world: World, now: Instant): Promise<Instant | undefined> {
  const before = world.config();
  const found = await world.refresh(now);
  await tellBindings(world, now);
  switch (found.kind) {
    case 'same':
      return undefined;
    case 'waiting':
      return found.until;
    case 'refused':
      return refuse(world, found, now);
    case 'changed':
      await world.stores.household.noteFiles(found.digest, now);
      await takeUp(world, before, found.warnings, now);
      return undefined;
    default:
      return found satisfies never;
  }
}

async function refuse(world: World, { print, faults, since }: Refused, now: Instant): Promise<Instant | undefined> {
  const known = refusals.get(world);
  if (known?.logged !== print) {
    world.log.warn({ faults }, 'changed files are wrong; those before stay in force');
    refusals.set(world, { ...known, logged: print });
  }
  if (known?.told === print) return undefined;
  if (now < since + toldAfterMs) return since + toldAfterMs;
  // Of several processes, each with its own copy of the files, the one at the chat speaks.
  if (world.chat.online() === undefined) return undefined;
  const facts = { faults: faults.slice(0, faultsShown), more: Math.max(0, faults.length - faultsShown) };
  await world.stores.outbox.enqueue(noticesToClerks(world, `files-refused/${print}`, { kind: 'files-refused', facts }, now), now);
  refusals.set(world, { logged: print, told: print });
  return undefined;
}

async function takeUp(world: World, before: Config, warnings: readonly string[], now: Instant): Promise<void> {
  world.log.info({ warnings }, 'changed files are in force');
  const mended = refusals.get(world)?.told !== undefined;
  refusals.delete(world);
  const broken = newlyBroken(before, world.config());
  if (!mended && (broken.length === 0 || world.chat.online() === undefined)) return;
  const facts = { mended, broken: broken.length };
  await world.stores.outbox.enqueue(noticesToClerks(world, `files-changed/${now}`, { kind: 'files-changed', facts }, now), now);
  await noteTold(world, broken);
}

/** What the clerk hears of right now is no news in the evening. */
async function noteTold({ stores: { household } }: World, links: readonly string[]): Promise<void> {
  const known = links.length === 0 ? undefined : await household.linksKnown();
  if (known !== undefined) await household.noteLinks(known.at, [...new Set([...known.links, ...links])]);
}

function newlyBroken(before: Config, after: Config): string[] {
  const linksOf = ({ roster, duties }: Config): string[] =>
    chainLinks(roster, duties)
      .filter((link) => !isNote(link))
      .map(linkKey);
  const known = new Set(linksOf(before));
  return linksOf(after).filter((link) => !known.has(link));
}
