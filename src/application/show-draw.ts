/** 抽签: what is public of a draw, for everybody; and how its units have come along, for those who may see them. */
import { visible } from '../domain/permission.js';
import { oneLine } from '../domain/request-words.js';
import { isByForm } from '../domain/schedule.js';
import { disclosureOf, type Draw } from '../domain/spot-check.js';
import { dayMs } from '../domain/time.js';
import { asDraw, drawsOfYear, standingOf, type DrawnUnit } from './draw-book.js';
import { drawTrouble } from './draw-trouble.js';
import { callWords, drawnName, lotFacts } from './draw-words.js';
import type { Facts } from './messages.js';
import { noteReads } from './note-read.js';
import { saying, type Response, type Said } from './said.js';
import { answerWords, clerkName, dateWords, personName, timeOfDay, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** In January the last draw is one of the year before. */
const lookedBackMs = 60 * dayMs;

export async function showDraw(world: World, said: Said, no: number | undefined): Promise<Response> {
  const draw = no === undefined ? await lastDraw(world, said.now) : asDraw(await world.stores.matters.matter(no));
  if (draw === undefined) return drawTrouble(world, 'none');
  const disclosure = disclosureOf(draw);
  const { number } = draw;
  return saying(
    say(world, 'draw', {
      ...lotFacts(world, draw),
      title: titleOf(world, draw),
      at: dateWords(world, draw.at, false),
      state: draw.state,
      nobody: draw.lapsed === 'nobody',
      drawn: (disclosure?.drawn ?? []).map((unit) => drawnName(world, draw, unit)),
      digits: number?.digits ?? null,
      by: number === undefined ? null : personName(world, number.by),
      key: disclosure?.secret ?? null,
      lines: await linesFor(world, said, draw),
      clerk: clerkName(world),
    }),
  );
}

/** undefined: there was none this year or lately. */
export async function lastDraw(world: World, now: number): Promise<Draw | undefined> {
  const draws = [...(await drawsOfYear(world, now - lookedBackMs)), ...(await drawsOfYear(world, now))];
  return draws.at(-1);
}

/** Once they are asked, and of those units only that the reader may see. */
async function linesFor(world: World, { person, messageId, now }: Said, draw: Draw): Promise<Facts<'draw'>['lines']> {
  const { units, cycle } = await standingOf(world, draw, now);
  const seen = new Set(
    visible(
      world.config().roster,
      person.id,
      units.map(({ unit }) => unit),
    ),
  );
  const shown = units.filter(({ unit }) => seen.has(unit));
  if (cycle === undefined || shown.length === 0) return [];
  const reads = shown.filter(({ reach }) => reach === 'answered' || reach === 'called');
  await noteReads(
    world,
    person.id,
    reads.map(({ unit }) => ({ object: `${cycle.id}/${unit}`, unit })),
    messageId,
    now,
  );
  return Promise.all(shown.map((one) => lineOf(world, draw, one)));
}

async function lineOf(world: World, draw: Draw, { unit, reach, record }: DrawnUnit): Promise<Facts<'draw'>['lines'][number]> {
  const call = callWords(world, draw, unit);
  if (call !== undefined) return { unit: unitName(world, unit), reach, ...call };
  // What was answered on a page is not told in chat.
  const tells = reach === 'answered' && !isByForm(draw.schedule);
  const reply = tells ? await world.stores.replies.latest(draw.cycle, unit) : undefined;
  const [question] = draw.schedule.questions;
  const answers = reply === undefined ? [] : [reply.answers, ...reply.supplements.map((each) => each.answers)];
  const words = question === undefined ? [] : answers.map((each) => oneLine(answerWords(world, question, each[question.id])));
  const at = record?.answeredAt === undefined ? null : timeOfDay(world, record.answeredAt);
  return { unit: unitName(world, unit), reach, words: words.length === 0 ? null : words.join('；'), by: null, at };
}
