/** The audit trail as the console shows it: who did what on what, when, in which capacity. Ids and their words, never a text. */
import type { AuditEntry } from '../domain/audit-chain.js';
import { addDays, instantOf } from '../domain/date-text.js';
import type { DateText, Instant } from '../domain/time.js';
import { auditObjects, withMatters, type AuditObjectView } from './audit-object.js';
import { personName } from './words.js';
import type { World } from './world.js';

export interface AuditEntryView {
  no: number;
  at: Instant;
  actor: string;
  as: string;
  act: string;
  /** As it is stored, and what that is called. */
  object: string;
  about: AuditObjectView;
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
  /** In the actor's name or id, the act, the object or its words. */
  text?: string;
  /** A person's id, `operator` or `bot`. */
  actor?: string;
  act?: string;
  /** Days of the committee's calendar, both included. */
  from?: DateText;
  to?: DateText;
}

const pageSize = 100;
const chunk = 500;
/** A rare word is looked for no further back at one go. */
const readAtMost = 20_000;

/** The newest first. Nothing found and `before` given: it may stand further back. */
export async function viewAudit(world: World, query: AuditQuery): Promise<AuditPage> {
  const { audit } = world.stores;
  const [{ last }, seal] = await Promise.all([audit.extent(), audit.lastSeal()]);
  const isWanted = matcher(world, query);
  const aboutOf = auditObjects(world);
  const found: AuditEntryView[] = [];
  let below = Math.min(query.before ?? last + 1, last + 1);
  const stop = Math.max(1, below - readAtMost);
  while (below > stop && found.length < pageSize) {
    const from = Math.max(stop, below - chunk);
    const entries = await audit.entries(`${from - 1}-0`, chunk, below - 1);
    const views = entries.map(rowOf).filter(({ no }) => no >= from);
    const rows = views.filter((row) => isWanted(row, personName(world, row.actor), aboutOf(row.object))).toReversed();
    found.push(...rows.map((row) => ({ ...row, actor: personName(world, row.actor), about: aboutOf(row.object) })));
    below = from;
  }
  const shown = found.slice(0, pageSize);
  const next = found.length > pageSize ? (shown.at(-1)?.no ?? 1) : below;
  const named = await withMatters(
    world,
    shown.map(({ about }) => about),
  );
  const entries = shown.map((entry) => ({ ...entry, about: named(entry.about) }));
  return { entries, before: next > 1 ? next : null, last, sealed: seal?.to ?? 0 };
}

type Row = Omit<AuditEntryView, 'about'>;

function matcher(
  world: Pick<World, 'config'>,
  { text, actor, act, from, to }: AuditQuery,
): (row: Row, name: string, about: AuditObjectView) => boolean {
  const { timezone } = world.config().settings;
  const wanted = text?.normalize('NFKC').trim().toLowerCase() ?? '';
  const since = from === undefined ? -Infinity : instantOf(from, 0, timezone);
  const until = to === undefined ? Infinity : instantOf(addDays(to, 1), 0, timezone);
  return (row, name, about) =>
    (actor === undefined || row.actor === actor) &&
    (act === undefined || row.act === act) &&
    row.at >= since &&
    row.at < until &&
    (wanted === '' || wordsOf(row, name, about).some((part) => part.toLowerCase().includes(wanted)));
}

function wordsOf({ actor, as, act, object }: Row, name: string, { title, unit, person, schedule }: AuditObjectView): string[] {
  return [actor, name, as, act, object, title ?? '', unit ?? '', person ?? '', schedule ?? ''];
}

function rowOf({ id, fields }: AuditEntry): Row {
  const field = (name: string): string => {
    for (let at = 0; at + 1 < fields.length; at += 2) if (fields[at] === name) return fields[at + 1] ?? '';
    return '';
  };
  return {
    no: Number.parseInt(id, 10),
    at: Number(field('at')),
    actor: field('actor'),
    as: field('as'),
    act: field('act'),
    object: field('object'),
  };
}
