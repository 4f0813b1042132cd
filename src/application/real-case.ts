/**
 * What a template would say of something that is really open now. Nothing is sent or stored by it; the clerk's right to know of the case is asked
 * for, and where a unit's own words are shown, the read is on record before.
 */
import type { Cycle } from '../domain/cycle.js';
import { may, standings } from '../domain/permission.js';
import { isUnderSecretary } from '../domain/request.js';
import { holders } from '../domain/responsibility.js';
import type { Person, PersonId, UnitId } from '../domain/roster.js';
import { isByForm } from '../domain/schedule.js';
import { hourMs, type Instant } from '../domain/time.js';
import { composeKind } from './compose-kinds.js';
import type { DueNotice } from './due-notice.js';
import { fairDeadlines } from './fair-deadline.js';
import { findingsOf } from './compose-finding.js';
import { findingTitle, mayKnow } from './finding-book.js';
import { noteReads, type ReadOf } from './note-read.js';
import type { SectionKind } from './notices.js';
import { isUnanswered } from './open-prompts.js';
import type { StoredNotice, Texts } from './ports.js';
import { readRecords } from './read-records.js';
import { tellStatus } from './tell-status.js';
import { personName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export interface RealCase {
  /** As it is asked for: `<cycle>/<unit>`, `matter/<no>`, `own`. */
  id: string;
  label: string;
}

/** More are not offered: one is enough to hear how it sounds. */
const offered = 30;

const unitKinds = ['remind', 'press', 'supervise', 'supervise-told', 'urge'] as const satisfies readonly SectionKind[];
const findingKinds = ['finding-opened', 'finding-press', 'finding-supervise'] as const satisfies readonly SectionKind[];
type UnitKind = (typeof unitKinds)[number] | 'prompt';

/** What is open now that a template might be said of, as far as the person may know of it. Empty: nothing, or no message that can be heard so. */
export async function realCases(world: World, person: Person, template: string): Promise<RealCase[]> {
  if (template === 'status') return [{ id: 'own', label: personName(world, person.id) }];
  if (isOne(findingKinds, template)) return findingCases(world, person);
  return unitCases(world, person, template);
}

async function findingCases(world: World, person: Person): Promise<RealCase[]> {
  const found = await world.stores.ledger.list([{ scope: { of: 'all' }, state: 'open' }], offered);
  return found
    .filter((finding) => mayKnow(world, finding, person.id))
    .map((finding) => ({ id: `matter/${finding.no}`, label: findingTitle(world, finding) }));
}

async function unitCases(world: World, person: Person, template: string): Promise<RealCase[]> {
  const cases: RealCase[] = [];
  for (const cycle of await world.stores.cycles.openCycles()) {
    const kind = kindFor(cycle, template);
    if (kind === undefined) continue;
    for await (const [unit, record] of readRecords(world, cycle.id, cycle.units)) {
      if (!isUnanswered({ record }) || !mayHear(world, person, kind, unit)) continue;
      cases.push({ id: `${cycle.id}/${unit}`, label: `${titleOf(world, cycle)} · ${unitName(world, unit, cycle)}` });
      if (cases.length === offered) return cases;
    }
  }
  return cases;
}

/** What is answered by form has a link in its prompt, which hearing it would make. */
function kindFor(cycle: Cycle, template: string): UnitKind | undefined {
  if (isOne(unitKinds, template)) return template;
  return cycle.schedule.prompt === template && !isByForm(cycle.schedule) ? 'prompt' : undefined;
}

/** A rung about what is the secretary's is discipline's to know. */
function mayHear(world: World, person: Person, kind: UnitKind, unit: UnitId): boolean {
  const { roster } = world.config();
  const isRung = kind === 'supervise' || kind === 'supervise-told';
  if (isRung && isUnderSecretary(roster, unit) && !standings(roster, person.id).has('discipline')) return false;
  return may(roster, person.id, 'look', { unit });
}

/** undefined: there is no such case any more, the person may not know of it, or there would be nothing to say. Throws what the stores throw. */
export async function sayReal(
  world: World,
  person: Person,
  { template, texts, id }: { template: string; texts: Texts; id: string },
  now: Instant,
): Promise<string | undefined> {
  if (!(await realCases(world, person, template)).some((one) => one.id === id)) return undefined;
  const drafted: World = { ...world, texts };
  if (id === 'own') return tellStatus(drafted, person);
  const found = await noticeOf(world, template, id, now);
  if (found === undefined) return undefined;
  const operation = `preview:${person.id}:${template}:${Math.floor(now / hourMs)}`;
  await noteReads(world, person.id, await shownBy(world, found), operation, now);
  const { to } = found.item.notice;
  const name = to.kind === 'person' ? personName(world, to.person) : null;
  const sections = await composeKind(drafted, found.kind, [found.item], { to, name, numbered: false }, now);
  return sections.length === 0 ? undefined : sections.join('\n\n');
}

interface Found {
  kind: SectionKind;
  item: DueNotice;
}

async function noticeOf(world: World, template: string, id: string, now: Instant): Promise<Found | undefined> {
  const { roster } = world.config();
  const [, no] = /^matter\/(\d{1,9})$/u.exec(id) ?? [];
  if (no !== undefined && isOne(findingKinds, template)) {
    const [finding] = await findingsOf(world, [{ notice: notice(template, '', { no: Number(no) }, now) }]);
    const to =
      finding === undefined ? undefined : template === 'finding-supervise' ? holders(roster, 'supervisor', finding.unit)[0] : finding.owner;
    return finding === undefined || to === undefined
      ? undefined
      : { kind: template, item: { notice: notice(template, to, { no: finding.no }, now), unit: finding.unit } };
  }
  return unitNotice(world, template, id, now);
}

async function unitNotice(world: World, template: string, id: string, now: Instant): Promise<Found | undefined> {
  const [cycleId = '', unit = ''] = id.split('/');
  const cycle = await world.stores.cycles.cycle(cycleId);
  const record = cycle === undefined ? undefined : (await world.stores.cycles.records(cycleId, [unit])).get(unit);
  const kind = cycle === undefined ? undefined : kindFor(cycle, template);
  if (cycle === undefined || record === undefined || kind === undefined) return undefined;
  const { roster } = world.config();
  const leader = holders(roster, 'supervisor', unit)[0];
  const principal = holders(roster, 'principal', unit)[0];
  const asked = record.askedTo ?? holders(roster, cycle.schedule.ask, unit)[0];
  const to = kind === 'supervise' ? leader : kind === 'press' || kind === 'supervise-told' ? principal : asked;
  if (to === undefined) return undefined;
  const deadline = (await fairDeadlines(world))(cycle, record);
  const facts = { nextDue: null, leader: leader ?? to, by: leader ?? to };
  const item = { notice: { ...notice(kind, to, facts, now), cycle: cycleId, unit }, cycle, unit, record, deadline };
  return { kind, item };
}

function notice(kind: SectionKind, person: PersonId, facts: object, now: Instant): StoredNotice {
  const to = { kind: 'person', person } as const;
  return { id: `preview/${kind}`, to, kind, urgent: false, notBefore: now, facts, no: 0, state: 'queued', at: now };
}

/** An explanation that goes along with a rung; in a prompt what was answered before and may be said to be unchanged. */
async function shownBy(world: World, { kind, item: { cycle, unit } }: Found): Promise<ReadOf[]> {
  if (cycle === undefined || unit === undefined) return [];
  const carries = kind === 'prompt' && cycle.schedule.questions.some(({ carry }) => carry);
  const explains = kind === 'supervise' && (await world.stores.replies.explanation(cycle.id, unit)) !== undefined;
  return carries || explains ? [{ object: `${cycle.id}/${unit}`, unit }] : [];
}

function isOne<Kind extends string>(kinds: readonly Kind[], template: string): template is Kind {
  return (kinds as readonly string[]).includes(template);
}
