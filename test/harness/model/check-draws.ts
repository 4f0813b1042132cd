/** A draw comes out the same for whoever draws again from what was frozen, and tells nothing of its secret before it is over. */
import { createHash } from 'node:crypto';
import { commitmentOf, drawFrom, seedOf } from '../../../src/domain/draw.js';
import { askedUnits, type Draw } from '../../../src/domain/spot-check.js';
import type { View } from './view.js';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

export function wrongDraws(view: View): string[] {
  return view.draws.flatMap((draw) =>
    [...drawnOtherwise(draw), ...askedOtherwise(view, draw), ...toldTooEarly(view, draw)].map((what) => `draw ${draw.no} ${what}`),
  );
}

function drawnOtherwise({ lot, secret, commitment, number, drawn, state }: Draw): string[] {
  const again = commitmentOf(lot, secret, hash);
  const wrong = again.lot === commitment.lot && again.secret === commitment.secret ? [] : ['is not what was frozen'];
  if (number === undefined) return drawn.length > 0 || state === 'asking' ? [...wrong, 'was drawn without a number'] : wrong;
  const expected = drawFrom(lot, seedOf(secret, number.digits, hash), hash);
  return expected.join() === drawn.join() ? wrong : [...wrong, `drew ${drawn.join()} and should have drawn ${expected.join()}`];
}

function askedOtherwise({ cycles, shot }: View, draw: Draw): string[] {
  const cycle = cycles.get(draw.cycle);
  if (cycle === undefined) return [];
  const asked = askedUnits(draw);
  const others = cycle.units.filter((unit) => !asked.includes(unit));
  const pressed = [...(shot.cycles.get(draw.cycle)?.units ?? [])].filter(([, { level }]) => level !== '' && level !== 'n');
  return [...others.map((unit) => `asks ${unit}, which was not drawn`), ...pressed.map(([unit]) => `presses ${unit}`)];
}

function toldTooEarly({ freshSent }: View, { state, secret }: Draw): string[] {
  return state === 'disclosed' ? [] : freshSent.filter(({ text }) => text.includes(secret)).map(({ to }) => `told ${to} its secret`);
}
