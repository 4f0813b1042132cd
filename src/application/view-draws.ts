/** Spot checks as the console shows them: what is public of a draw to everybody, and how its units have come along to those who may see them. */
import { may, visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { disclosureOf, type Draw, type DrawState, type Reach } from '../domain/spot-check.js';
import { tiesToDraw } from '../domain/ties.js';
import { dayMs, type Instant } from '../domain/time.js';
import { drawsOfYear, standingOf, type DrawnUnit } from './draw-book.js';
import { drawnName, lotFacts } from './draw-words.js';
import { personName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export interface DrawView {
  no: number;
  title: string;
  /** Which of the year it is. */
  batch: number;
  plan: string;
  filing: string;
  at: Instant;
  state: DrawState;
  /** Frozen and hashed: how many are in it, how many are drawn, how many are left out and some of those with the reason. */
  lot: { candidates: number; sample: number; excluded: number; out: { unit: string; reason: string }[]; code: string; secret: string };
  number: { digits: string; by: string } | null;
  /** All of them, and the secret, once it is over; before that nobody is told. */
  drawn: string[];
  key: string | null;
  /** Once they are asked, and those only that the reader may see. What was answered is looked at with 抽签. */
  units: { name: string; reach: Reach; mayCall: boolean }[];
  mayName: boolean;
}

/** In January the last draws are those of the year before. */
const lookedBackMs = 60 * dayMs;

/** The last first. */
export async function viewDraws(world: World, person: Person, now: Instant): Promise<DrawView[]> {
  const [before, current] = await Promise.all([drawsOfYear(world, now - lookedBackMs), drawsOfYear(world, now)]);
  const all = new Map([...before, ...current].map((draw) => [draw.no, draw]));
  return Promise.all([...all.values()].toReversed().map((draw) => drawView(world, person, draw, now)));
}

async function drawView(world: World, person: Person, draw: Draw, now: Instant): Promise<DrawView> {
  const { no, batch, at, state, number } = draw;
  const { plan, filing, candidates, sample, excluded, out, code, secret } = lotFacts(world, draw);
  const disclosure = disclosureOf(draw);
  const { roster } = world.config();
  return {
    no,
    title: titleOf(world, draw),
    batch,
    plan,
    filing,
    at,
    state,
    lot: { candidates, sample, excluded, out, code, secret },
    number: number === undefined ? null : { digits: number.digits, by: personName(world, number.by) },
    drawn: (disclosure?.drawn ?? []).map((unit) => drawnName(world, draw, unit)),
    key: disclosure?.secret ?? null,
    units: unitsFor(world, person, draw, (await standingOf(world, draw, now)).units),
    mayName: state === 'committed' && may(roster, person.id, 'draw-number', { ties: tiesToDraw(roster, draw, person.id) }),
  };
}

/** An officer is told whom to telephone, and sees those here as well. */
function unitsFor(world: World, { id }: Person, draw: Draw, units: readonly DrawnUnit[]): DrawView['units'] {
  const { roster } = world.config();
  const drawn = units.map(({ unit }) => unit);
  const seen = new Set(visible(roster, id, drawn));
  const mayCall = (unit: string): boolean => may(roster, id, 'phone', { unit, ties: tiesToDraw(roster, draw, id, unit) });
  return units.flatMap(({ unit, reach }) => {
    const calls = reach === 'silent' && draw.silent.includes(unit) && mayCall(unit);
    return seen.has(unit) || calls ? [{ name: unitName(world, unit), reach, mayCall: calls }] : [];
  });
}
