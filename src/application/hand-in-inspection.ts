/** 提交, 会签 and 撤销: how a walk ends. Before its last name stands under it nothing of it reaches anybody else. */
import { asking, handIn, totalsOf, type Inspection } from '../domain/inspection.js';
import { reachable } from '../domain/ladder.js';
import type { PersonId } from '../domain/roster.js';
import { dayMs } from '../domain/time.js';
import {
  asInspection,
  cosignersOf,
  inspectedName,
  inspectionNotices,
  inspectionsOf,
  mayInspect,
  overseersOfInspection,
  silenceLook,
} from './inspection-book.js';
import { inspectionTrouble } from './inspection-trouble.js';
import { askedWords, namesOf } from './inspection-words.js';
import { receiptMark } from './ports.js';
import { saying, type Response, type Said } from './said.js';
import { nearDayWords, personName } from './words.js';
import { say, type World } from './world.js';
import { writeInspection } from './write-inspection.js';

export async function handInInspection(world: World, said: Said, before: Inspection): Promise<Response> {
  const { person, at } = said;
  const outcome = handIn(before, person.id);
  switch (outcome.kind) {
    case 'open': {
      const { asked } = asking(before, person.id);
      const incomplete = say(world, 'inspection-incomplete', { open: outcome.places.map((place) => place + 1) });
      return saying([incomplete, askedWords(world, before, asked)].join('\n'), { dialog: { kind: 'walk', inspection: before.no } });
    }
    case 'handed-in':
      return waitForSignature(world, said, { ...before, places: {}, paused: [], signed: [{ by: person.id, at }] }, before);
    case 'done':
      return finish(world, said, before);
    default:
      return outcome satisfies never;
  }
}

function waitForSignature(world: World, said: Said, signed: Inspection, before: Inspection): Promise<Response> {
  const after: Inspection = { ...signed, state: 'handed-in' };
  const to = cosignersOf(world, after);
  return writeInspection(world, said, before, after, {
    act: 'inspection-handed-in',
    text: receiptWords(world, after, said.person.id, to),
    due: silenceLook(world, said.now),
    waitsFor: [...new Set([...after.inspectors, ...to])],
    notices: inspectionNotices(world, before, { kind: 'inspection-sign', to }, said.now),
  });
}

/** All names stand under it: what follows from it is due at once (settle-inspection.ts). */
function finish(world: World, said: Said, before: Inspection): Promise<Response> {
  const { person, at, now } = said;
  const signed = [...before.signed.filter(({ by }) => by !== person.id), { by: person.id, at }];
  const after: Inspection = { ...before, places: {}, paused: [], signed, state: 'done' };
  const others = reachable(world.config().roster, before.inspectors).filter((one) => one !== person.id);
  return writeInspection(world, said, before, after, {
    act: isOlder(world, before) ? 'inspection-done-by-older-checklist' : 'inspection-done',
    text: receiptWords(world, after, person.id, []),
    due: now,
    waitsFor: [],
    notices: inspectionNotices(
      world,
      before,
      { kind: 'inspection-over', to: others, facts: { by: person.id, how: before.signed.length > 0 ? 'signed' : 'handed-in' } },
      now,
    ),
    dialog: null,
  });
}

/** The file says something else by now: what was asked is what it said when the inspection began. */
export function isOlder(world: World, { checklist }: Pick<Inspection, 'checklist'>): boolean {
  const now = world.config().checklists.get(checklist.id);
  return now === undefined || JSON.stringify(now) !== JSON.stringify(checklist);
}

function receiptWords(world: World, inspection: Inspection, by: PersonId, cosigners: readonly PersonId[]): string {
  const to = overseersOfInspection(world, inspection).filter((person) => person !== by);
  return say(world, 'receipt-inspection', {
    to: namesOf(world, to),
    office: inspection.checklist.overseer,
    cosigners: namesOf(world, cosigners),
    waits: inspection.state === 'handed-in',
    no: receiptMark,
  });
}

/** 提交 once more, or after the other inspector: it is said when that was. undefined: there was none. */
export async function wasHandedIn(world: World, { person, now }: Said): Promise<Response | undefined> {
  const [last] = await world.stores.ledger.inspections({ of: 'inspector', inspector: person.id }, now - 31 * dayMs, now + 1, 1);
  const inspection = last === undefined ? undefined : asInspection(await world.stores.matters.matter(last.no));
  const signature = inspection?.signed.at(-1);
  if (inspection === undefined || signature === undefined) return undefined;
  const who = signature.by === person.id ? null : personName(world, signature.by);
  const at = nearDayWords(world, signature.at, now, true);
  return inspectionTrouble(world, { why: 'already', unit: inspectedName(world, inspection), who, at });
}

export async function countersign(world: World, said: Said, no: number | undefined): Promise<Response> {
  const { person } = said;
  const waiting = (await inspectionsOf(world, person.id)).filter(
    (one) => one.state === 'handed-in' && (no === undefined || one.no === no) && mayInspect(world, person.id, one.unit),
  );
  const [first, ...others] = waiting.filter(({ signed }) => !signed.some(({ by }) => by === person.id));
  if (first === undefined) return inspectionTrouble(world, { why: waiting.length > 0 ? 'own-signature' : 'nothing-to-sign' });
  if (others.length > 0)
    return inspectionTrouble(world, { why: 'which-to-sign', numbers: [first, ...others].map((one) => one.no) }, '会签 ');
  return finish(world, said, first);
}

export function confirmGivingUp(world: World, { person }: Said, inspection: Inspection): Response {
  const first = beganBy(world, inspection);
  if (first !== undefined && first !== person.id) return notFirst(world, inspection, first);
  const { open } = totalsOf(inspection);
  const items = inspection.checklist.items.length - open.length;
  return saying(say(world, 'inspection-give-up', { unit: inspectedName(world, inspection), items }), {
    dialog: { kind: 'confirm-command', command: '撤销检查' },
  });
}

/** Whoever began it, and nobody who joined. Its photos are deleted with what was said. */
export async function giveUp(world: World, said: Said, before: Inspection): Promise<Response> {
  const { person, now } = said;
  const first = beganBy(world, before);
  if (first !== undefined && first !== person.id) return notFirst(world, before, first);
  const others = reachable(world.config().roster, before.inspectors).filter((one) => one !== person.id);
  return writeInspection(
    world,
    said,
    before,
    { ...before, state: 'withdrawn' },
    {
      act: 'inspection-withdrawn',
      text: say(world, 'receipt-inspection-withdrawn', { unit: inspectedName(world, before), no: receiptMark }),
      due: now,
      waitsFor: [],
      notices: inspectionNotices(world, before, { kind: 'inspection-over', to: others, facts: { by: person.id, how: 'withdrawn' } }, now),
      dialog: null,
    },
  );
}

/** While whoever began it is away, the next of them. */
function beganBy(world: World, { inspectors }: Inspection): PersonId | undefined {
  return reachable(world.config().roster, inspectors)[0] ?? inspectors[0];
}

function notFirst(world: World, inspection: Inspection, first: PersonId): Response {
  return inspectionTrouble(world, { why: 'not-first', unit: inspectedName(world, inspection), who: personName(world, first) });
}
