/** 抽: an officer names a number, the first that is good counts, and with it the units are drawn. Nobody learns which before they are asked. */
import { drawFrom, seedOf } from '../domain/draw.js';
import { readDrawNumber } from '../domain/draw-number.js';
import { may, mayUse } from '../domain/permission.js';
import { askedUnits, type Draw } from '../domain/spot-check.js';
import { tiesToDraw } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { nextWork } from '../domain/workdays.js';
import { dialogAfter } from './complete-request.js';
import { fullUnits } from './checked-this-year.js';
import { asDraw, drawsOfYear, timesDrawn } from './draw-book.js';
import { drawTrouble } from './draw-trouble.js';
import { earliest } from './notices.js';
import { isAwaited } from './open-prompts.js';
import { receiptMark } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { nearDayWords } from './words.js';
import { say, workContext, type World } from './world.js';

/** The draw's own number first, when several wait: 171 58. */
const withDraw = /^\(?(\d{1,9})\s*[号#]?\)?[\s,:、]+(\S[\s\S]*)$/u;

export async function takeDrawNumber(world: World, said: Said, typed: string): Promise<Response> {
  const [, named, rest] = withDraw.exec(typed.normalize('NFKC').trim()) ?? [];
  const waiting = (await waitingDraws(world)).filter((draw) => mayName(world, said, draw));
  const meant = named === undefined ? undefined : asDraw(await world.stores.matters.matter(Number(named)));
  if (meant !== undefined && rest !== undefined) return take(world, said, meant, rest);
  const [only] = waiting;
  if (only !== undefined && waiting.length === 1) return take(world, said, only, typed);
  if (only !== undefined) return saying(say(world, 'draw-which', { numbers: waiting.map(({ no }) => no), first: only.no }));
  const last = (await drawsOfYear(world, said.now)).at(-1);
  return last === undefined ? drawTrouble(world, 'none') : take(world, said, last, typed);
}

/** A bare number, where nothing else is asked of an officer but the number of one draw. undefined: it is none, or may be meant for something else. */
export async function hearDrawNumber(world: World, said: Said): Promise<Response | undefined> {
  const { person, dialog, prompts, text } = said;
  if (dialog !== undefined || readDrawNumber(text).kind === 'none') return undefined;
  if (!mayUse(world.config().roster, person.id, 'draw-number') || prompts.some((prompt) => prompt.theirs && isAwaited(prompt)))
    return undefined;
  const waiting = (await waitingDraws(world)).filter((draw) => mayName(world, said, draw));
  return waiting.length === 0 ? undefined : takeDrawNumber(world, said, text);
}

async function waitingDraws(world: World): Promise<Draw[]> {
  return (await world.stores.matters.open({ kind: 'draw' })).filter(({ state }) => state === 'committed');
}

function mayName(world: World, { person }: Said, draw: Draw): boolean {
  const { roster } = world.config();
  return may(roster, person.id, 'draw-number', { ties: tiesToDraw(roster, draw, person.id) });
}

async function take(world: World, said: Said, draw: Draw, typed: string): Promise<Response> {
  if (!mayName(world, said, draw)) return saying(say(world, 'denied', {}));
  if (draw.number !== undefined) return drawTrouble(world, 'drawn-before', { draw });
  if (draw.state !== 'committed' || said.now >= draw.until) return drawTrouble(world, 'lapsed', { draw });
  const reading = readDrawNumber(typed);
  if (reading.kind !== 'number') return drawTrouble(world, 'no-number', { draw, size: reading.kind === 'size' });
  return record(world, said, await drawnWith(world, said, draw, reading.digits));
}

async function drawnWith(world: World, { person, now }: Said, draw: Draw, digits: string): Promise<Draw> {
  const { hash } = world.chance;
  const drawn = drawFrom(draw.lot, seedOf(draw.secret, digits, hash), hash);
  const { units } = world.config().roster;
  const draws = await drawsOfYear(world, draw.plannedAt);
  const times = timesDrawn(draws);
  const full = await fullUnits(world, drawn, draws, draw.plannedAt);
  const gone = drawn.flatMap((unit): Draw['gone'] => {
    if (!units.has(unit)) return [{ unit, reason: 'removed' }];
    return full.has(unit) || (times.get(unit) ?? 0) >= draw.schedule.perYear ? [{ unit, reason: 'often' }] : [];
  });
  return { ...draw, state: 'drawn', number: { digits, by: person.id, at: now }, drawn, gone, askAt: askingTime(world, draw, now) };
}

/** At once in work hours, if the minutes given fit into them; else as soon as they do. Quiet hours are let pass. */
function askingTime(world: World, { schedule }: Draw, now: Instant): Instant {
  const { deadline, urgent } = schedule;
  const neededMs = deadline.kind === 'exact' ? deadline.ms : 0;
  for (let at = now; ; ) {
    const later = earliest(world, nextWork(at, workContext(world), neededMs), urgent);
    if (later === at) return at;
    at = later;
  }
}

async function record(world: World, said: Said, draw: Draw): Promise<Response> {
  const { messageId, person, now } = said;
  const { number, askAt = now } = draw;
  const recorded = await world.stores.matters.write(
    {
      matter: draw,
      after: draw.version,
      due: askAt,
      waitsFor: [],
      actor: person.id,
      act: 'draw-drawn',
      published: `number:${number?.digits ?? ''}`,
      notices: [],
      said: {
        messageId,
        receipt: {
          to: person.id,
          text: say(world, 'receipt-draw-number', {
            batch: draw.batch,
            digits: number?.digits ?? null,
            count: draw.drawn.length,
            gone: draw.gone.length,
            asks: askedUnits(draw).length > 0,
            later: askAt > now ? nearDayWords(world, askAt, now, true) : null,
            no: receiptMark,
          }),
        },
        ...dialogAfter(said),
      },
    },
    now,
  );
  return responseTo(recorded);
}
