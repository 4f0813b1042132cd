/** Why a word about a draw changes nothing, told plainly. */
import type { Draw } from '../domain/spot-check.js';
import { saying, type Response } from './said.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

type Why =
  | 'none'
  | 'drawn-before'
  | 'lapsed'
  | 'no-number'
  | 'not-public'
  | 'not-drawn'
  | 'answered'
  | 'waiting'
  | 'excused'
  | 'unit-wanted'
  | 'too-many';

export function drawTrouble(
  world: World,
  why: Why,
  about: { draw?: Draw; size?: boolean; unit?: string; at?: string | null } = {},
): Response {
  const { draw, size = false, unit = null, at = null } = about;
  return saying(
    say(world, 'draw-trouble', {
      why,
      batch: draw?.batch ?? null,
      digits: draw?.number?.digits ?? null,
      who: draw?.number === undefined ? null : personName(world, draw.number.by),
      size,
      unit,
      at,
    }),
  );
}
