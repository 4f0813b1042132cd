import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chance } from '../../adapters/crypto/chance.js';
import { readDisclosure } from '../../adapters/files/disclosure-file.js';
import { createRenderer } from '../../adapters/liquid/renderer.js';
import { documentOf, type DrawDocument } from '../../application/disclose-draw.js';
import { asDraw } from '../../application/draw-book.js';
import { samples } from '../../application/messages.js';
import type { Texts } from '../../application/ports.js';
import { lastDraw } from '../../application/show-draw.js';
import { say, type World } from '../../application/world.js';
import { checkDraw, type Disclosure } from '../../domain/draw.js';
import { ValidationError } from '../../domain/errors.js';
import type { Draw } from '../../domain/spot-check.js';
import { shipped } from '../open-home.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** The document of a draw that is over. Before that it is refused: who is drawn, and how, is nobody's to know. */
export async function showDraw(output: Output, typed: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const document = await publicDraw(world, typed);
    answer(output, document, () =>
      say(world, 'cli-draw', {
        number: document.no,
        batch: document.batch,
        lot: document.commitment.lot,
        secret: document.commitment.secret,
        digits: document.number,
        drawn: document.drawn.map((unit) => document.names[unit] ?? unit),
        key: document.secret,
      }),
    );
  });
  return 'done';
}

/** A number is looked up in the store; anything else is a file, which needs neither home nor key nor Redis. `refused`: it does not hold. */
export async function verifyDraw(output: Output, what: string): Promise<Outcome> {
  if (/^(?:\d{1,9}|latest)$/.test(what)) {
    return withWorld(output, async (world) => verdictOn(output, world, await publicDraw(world, what)));
  }
  return verdictOn(output, { texts: await verdictTexts() }, await readDisclosure(what));
}

/** Without a home there are the shipped words. */
async function verdictTexts(): Promise<Texts> {
  const name = 'cli-draw-verified';
  const file = join(shipped, 'templates', `${name}.md`);
  return createRenderer(new Map([[name, { file, text: await readFile(file, 'utf8') }]]), { [name]: samples[name] });
}

function verdictOn(output: Output, world: Pick<World, 'texts'>, disclosure: Disclosure & { names?: Record<string, string> }): Outcome {
  const fault = checkDraw(disclosure, chance.hash);
  const { commitment, drawn, names = {} } = disclosure;
  answer(output, { ok: fault === undefined, fault: fault ?? null, commitment, drawn }, () =>
    say(world, 'cli-draw-verified', { fault: fault ?? null, drawn: drawn.map((unit) => names[unit] ?? unit) }),
  );
  return fault === undefined ? 'done' : 'refused';
}

async function publicDraw(world: World, typed: string): Promise<DrawDocument> {
  const draw = await drawOf(world, typed);
  const document = documentOf(world, draw, chance.hash);
  if (document !== undefined) return document;
  const why = draw.state === 'lapsed' ? 'nobody was drawn in it' : 'it is not over, and its secret is published only then';
  throw new ValidationError('not-public', `Draw ${draw.no} has nothing to show: ${why}.`);
}

async function drawOf(world: World, typed: string): Promise<Draw> {
  const draw = typed === 'latest' ? await lastDraw(world, world.clock.now()) : asDraw(await world.stores.matters.matter(Number(typed)));
  if (draw === undefined) throw new ValidationError('no-such-draw', `There is no draw ${typed}.`);
  return draw;
}
