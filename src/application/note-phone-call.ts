/** 核: an officer says what they heard on the telephone of a unit that did not answer. With the last of them the draw ends in public. */
import type { CycleId } from '../domain/cycle.js';
import { may } from '../domain/permission.js';
import { afterCall } from '../domain/phone-remark.js';
import { oneLine } from '../domain/request-words.js';
import { reachable } from '../domain/ladder.js';
import type { Unit, UnitId } from '../domain/roster.js';
import { askedUnits, type Draw } from '../domain/spot-check.js';
import { tiesToDraw } from '../domain/ties.js';
import { wordOf } from '../domain/command.js';
import { dialogAfter } from './complete-request.js';
import { drawNotices, drawsOfYear, officersToTell, standingOf, type DrawnUnit, type DrawStanding } from './draw-book.js';
import { drawTrouble } from './draw-trouble.js';
import { findUnit } from './find-cycle.js';
import { closesAt, publishedSecret } from './follow-draw.js';
import { scopesOf } from './open-cycle.js';
import type { Notice, TermsChange } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { timeOfDay } from './words.js';
import { say, type World } from './world.js';

/** Nobody is telephoned so often about one question. */
const mostCalls = 20;
const mostWords = 500;

export async function notePhoneCall(world: World, said: Said, typed: string): Promise<Response> {
  const { unit, words } = unitAtStart(world, typed);
  if (unit === undefined) return drawTrouble(world, 'unit-wanted');
  const draw = await drawOf(world, said, unit.id);
  if (draw === undefined) return drawTrouble(world, 'not-drawn', { unit: unit.name });
  const { roster } = world.config();
  const { id } = said.person;
  if (!may(roster, id, 'phone', { unit: unit.id, ties: tiesToDraw(roster, draw, id, unit.id) })) return saying(say(world, 'denied', {}));
  const standing = await standingOf(world, draw, said.now);
  const drawn = standing.units.find((one) => one.unit === unit.id);
  if (drawn === undefined) return drawTrouble(world, 'not-drawn', { unit: unit.name });
  const refused = refusal(world, draw, unit, drawn);
  if (refused !== undefined) return refused;
  if (words === '') return askWords(world, unit);
  return recordCall(world, said, { draw, unit, words: words.slice(0, mostWords), drawn, standing });
}

/** A unit whose name begins what was typed. */
function unitAtStart(world: World, typed: string): { unit?: Unit; words: string } {
  const { roster } = world.config();
  const text = typed.trim();
  const named = [...roster.units.values()].filter(({ name }) => text.startsWith(name));
  const [unit] = named.toSorted((one, other) => other.name.length - one.name.length);
  if (unit !== undefined) return { unit, words: text.slice(unit.name.length).replace(/^[\s,，:：、。]+/u, '') };
  const [first = '', ...rest] = text.split(/\s+/u);
  const found = findUnit(roster, first);
  return { ...('unit' in found ? { unit: found.unit } : {}), words: rest.join(' ') };
}

/** The draw a unit was drawn in: one that still waits for it, else the last of the year. */
async function drawOf(world: World, said: Said, unit: UnitId): Promise<Draw | undefined> {
  const drawn = (await drawsOfYear(world, said.now)).filter((draw) => isAsked(draw) && askedUnits(draw).includes(unit)).toReversed();
  const waits = drawn.find(({ state, calls }) => state !== 'disclosed' && !calls.some((call) => call.unit === unit));
  return waits ?? drawn[0];
}

/** Before its units are asked, nobody may know them. */
function isAsked({ state }: Draw): boolean {
  return state === 'asking' || state === 'calling' || state === 'disclosed';
}

function refusal(world: World, draw: Draw, { name }: Unit, drawn: DrawnUnit): Response | undefined {
  switch (drawn.reach) {
    case 'answered':
      return drawTrouble(world, 'answered', {
        draw,
        unit: name,
        at: drawn.record?.answeredAt === undefined ? null : timeOfDay(world, drawn.record.answeredAt),
      });
    case 'waiting':
      return drawTrouble(world, 'waiting', {
        draw,
        unit: name,
        at: drawn.record?.promptAt === undefined ? null : timeOfDay(world, drawn.deadline),
      });
    case 'called': {
      const said = draw.calls.find(({ unit }) => unit === drawn.unit)?.said ?? [];
      return said.length >= mostCalls ? drawTrouble(world, 'too-many', { draw, unit: name }) : undefined;
    }
    case 'silent':
      return undefined;
    case 'excused':
      return drawTrouble(world, 'excused', { draw, unit: name });
    default:
      return drawn.reach satisfies never;
  }
}

function askWords(world: World, { name }: Unit): Response {
  const head = `${wordOf('phone')} ${name} `;
  return saying(say(world, 'draw-call-how', { unit: name }), { dialog: { kind: 'complete', head, tail: '' } });
}

interface PhoneCall {
  draw: Draw;
  unit: Unit;
  words: string;
  drawn: DrawnUnit;
  standing: DrawStanding;
}

async function recordCall(world: World, said: Said, call: PhoneCall): Promise<Response> {
  const { draw, unit, words, drawn, standing } = call;
  const { messageId, person, now, at } = said;
  const before = draw.calls.find((one) => one.unit === unit.id)?.said ?? [];
  const calls = [...draw.calls.filter((one) => one.unit !== unit.id), { unit: unit.id, said: [...before, { by: person.id, at, words }] }];
  const settles = draw.state !== 'disclosed' && standing.units.every((one) => one.unit === unit.id || isHeardOf(one));
  const after: Draw = { ...draw, calls, ...(settles ? { state: 'disclosed', settledAt: now } : {}) };
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: draw.version,
      // What it waited for before goes on waiting.
      due: settles || draw.state === 'disclosed' ? closesAt(world, now) : now,
      waitsFor: after.state === 'calling' ? officersToTell(world, draw) : [],
      terms: termsOf(draw.cycle, standing, drawn),
      actor: person.id,
      act: settles ? 'draw-called-disclosed' : 'draw-called',
      ...(settles ? { published: publishedSecret(draw) } : {}),
      notices: [
        ...tellAsked(world, draw, { person: person.id, drawn, first: before.length === 0 }, now),
        ...(settles ? drawNotices(world, draw, { kind: 'draw-disclosed', to: officersToTell(world, draw, person.id) }, now) : []),
      ],
      said: {
        messageId,
        receipt: {
          to: person.id,
          text: say(world, 'draw-call-noted', {
            unit: unit.name,
            words: remark(words),
            again: before.length > 0,
            left: draw.state === 'disclosed' ? null : standing.units.filter((one) => one.unit !== unit.id && one.reach === 'silent').length,
            count: settles ? standing.units.length : null,
          }),
        },
        ...dialogAfter(said),
      },
    },
    now,
  );
  return responseTo(recorded);
}

/** That it was by telephone is said already. */
function remark(words: string): string | null {
  const rest = afterCall(words);
  return rest === '' ? null : oneLine(rest);
}

function isHeardOf({ reach }: DrawnUnit): boolean {
  return reach === 'answered' || reach === 'called' || reach === 'excused';
}

/** The unit owes nothing any more. */
function termsOf(cycle: CycleId, { cycle: open }: DrawStanding, { unit, record }: DrawnUnit): TermsChange[] {
  if (open === undefined || (record?.state !== 'pending' && record?.state !== 'unreached')) return [];
  const terms = record.terms === undefined ? {} : { before: record.terms, after: record.terms };
  return [{ cycle, unit, ...terms, excuse: { reason: 'called', scopes: scopesOf(open.tree, unit) } }];
}

/** Whoever was asked need not answer any more. Nobody was, where no prompt went out. */
function tellAsked(
  world: World,
  draw: Draw,
  { person, drawn, first }: { person: string; drawn: DrawnUnit; first: boolean },
  now: number,
): Notice[] {
  const { promptAt, askedTo } = drawn.record ?? {};
  if (!first || promptAt === undefined || askedTo === undefined) return [];
  const to = reachable(world.config().roster, [askedTo]);
  return drawNotices(world, draw, { kind: 'draw-called', to, facts: { promptAt, by: person, unit: drawn.unit } }, now);
}
