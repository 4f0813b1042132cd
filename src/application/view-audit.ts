/** The audit trail as the console shows it: who did what on what, when, in which capacity. Ids and digests only, as it is stored. */
import type { AuditEntry } from '../domain/audit-chain.js';
import type { Instant } from '../domain/time.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface AuditEntryView {
  no: number;
  at: Instant;
  actor: string;
  as: string;
  act: string;
  object: string;
}

export interface AuditPage {
  entries: AuditEntryView[];
  /** Where to go on towards older ones; null: there are none. */
  before: number | null;
  last: number;
  /** The number up to which it is sealed. */
  sealed: number;
}

export interface AuditQuery {
  /** Entries below this number; absent: from the last. */
  before?: number;
  /** In the actor's name or id, the act or the object. */
  text?: string;
}

const pageSize = 100;
const chunk = 500;
/** A rare word is looked for no further back at one go. */
const readAtMost = 20_000;

/** The newest first. */
export async function viewAudit(world: World, { before, text }: AuditQuery): Promise<AuditPage> {
  const { audit } = world.stores;
  const [{ last }, seal] = await Promise.all([audit.extent(), audit.lastSeal()]);
  const wanted = text?.normalize('NFKC').trim().toLowerCase() ?? '';
  const found: AuditEntryView[] = [];
  let below = Math.min(before ?? last + 1, last + 1);
  const stop = Math.max(1, below - readAtMost);
  while (below > stop && found.length < pageSize) {
    const from = Math.max(stop, below - chunk);
    const entries = await audit.entries(`${from - 1}-0`, chunk, below - 1);
    const views = entries.map((entry) => entryView(world, entry)).filter((view) => view.no >= from && matches(view, wanted));
    found.push(...views.toReversed());
    below = from;
  }
  const shown = found.slice(0, pageSize);
  const next = found.length > pageSize ? (shown.at(-1)?.no ?? 1) : below;
  return { entries: shown, before: next > 1 ? next : null, last, sealed: seal?.to ?? 0 };
}

function matches({ actor, as, act, object }: AuditEntryView, wanted: string): boolean {
  return wanted === '' || [actor, as, act, object].some((part) => part.toLowerCase().includes(wanted));
}

function entryView(world: World, { id, fields }: AuditEntry): AuditEntryView {
  const field = (name: string): string => {
    for (let at = 0; at + 1 < fields.length; at += 2) if (fields[at] === name) return fields[at + 1] ?? '';
    return '';
  };
  const actor = field('actor');
  return {
    no: Number.parseInt(id, 10),
    at: Number(field('at')),
    actor: personName(world, actor),
    as: field('as'),
    act: field('act'),
    object: field('object'),
  };
}
