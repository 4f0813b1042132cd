/** A draw that is over as one document: all that anybody needs to draw again, and to see that nothing was changed. */
import { lotText, seedOf, type Disclosure } from '../domain/draw.js';
import type { Hash } from '../domain/audit-chain.js';
import { disclosureOf, type Draw } from '../domain/spot-check.js';
import { drawnName } from './draw-words.js';
import type { World } from './world.js';

export interface DrawDocument extends Disclosure {
  no: number;
  schedule: string;
  name: string;
  /** Instants are ISO 8601 in UTC. */
  committedAt: string;
  disclosedAt: string | null;
  batch: number;
  plan: { name: string; filing: string };
  /** The very text whose SHA-256 is `commitment.lot`; without a line end behind it. */
  lotText: string;
  /** SHA-256 of `<secret>:<number>`. */
  seed: string;
  /** What the drawn units are called. */
  names: Record<string, string>;
  /** Those of the drawn that were not asked after all. */
  gone: Draw['gone'];
}

/** undefined: it is not public yet. */
export function documentOf(world: Pick<World, 'config'>, draw: Draw, hash: Hash): DrawDocument | undefined {
  const disclosure = disclosureOf(draw);
  if (disclosure === undefined) return undefined;
  const { no, schedule, at, settledAt, batch, gone } = draw;
  return {
    no,
    schedule: schedule.id,
    name: schedule.name,
    committedAt: new Date(at).toISOString(),
    disclosedAt: settledAt === undefined ? null : new Date(settledAt).toISOString(),
    batch,
    plan: schedule.plan,
    ...disclosure,
    lotText: lotText(disclosure.lot),
    seed: seedOf(disclosure.secret, disclosure.number, hash),
    names: Object.fromEntries(disclosure.drawn.map((unit) => [unit, drawnName(world, draw, unit)])),
    gone,
  };
}
