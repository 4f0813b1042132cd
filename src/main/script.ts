/** Plays a script on the sample township: people speak, time passes, and every message of the bot must be one the script expects, scene by scene. */
import { chance } from '../adapters/crypto/chance.js';
import { openLog } from '../adapters/log/log.js';
import { loadScript, type ScriptStep } from '../adapters/yaml/script-file.js';
import { countsOf } from '../application/count-units.js';
import { findCycles } from '../application/find-cycle.js';
import { dateWords } from '../application/words.js';
import { ValidationError } from '../domain/errors.js';
import { standingClock } from './clocks.js';
import { demoStart, lineOf, speechLine } from './demo.js';
import { withProgress, type Output } from './output.js';
import { photoLine } from './shown-photos.js';
import { openStage, type Stage } from './stage.js';
import { Unread } from './unread.js';

type StepOf<Key extends string> = Extract<ScriptStep, Record<Key, unknown>>;

export interface ScriptResult {
  messages: number;
  /** What did not happen as expected; empty: all did. */
  differences: string[];
}

interface Play {
  stage: Stage;
  unread: Unread;
  print: Output['print'];
}

/**
 * Plays the script of a file to its end, or to the first step that cannot be played. Throws a PermanentError `bad-script`, a ValidationError
 * `script-person`, `script-file` or `script-number`.
 */
export async function playScript(file: string, output: Output, stopping: AbortSignal): Promise<ScriptResult> {
  const { print } = output;
  const steps = await loadScript(file);
  const clock = standingClock(demoStart);
  const unread = new Unread();
  let messages = 0;
  const opening = openStage({
    clock,
    log: openLog({ level: 'warn' }),
    heartbeat: false,
    // A play goes the same way every time.
    random: () => 0.5,
    chance: { ...chance, secret: () => chance.hash('a play') },
    stopping,
    onSaid: (place, said, photo) => {
      const { world } = stage.bot;
      const text = photo === undefined ? said : photoLine(world, said, photo);
      messages += 1;
      unread.hear(place, text);
      print(lineOf(dateWords(world, clock.now()), place, text));
    },
  });
  const stage = await withProgress(output, 'setting the stage', opening);
  const differences: string[] = [];
  try {
    for (const [index, step] of steps.entries()) {
      stopping.throwIfAborted();
      if ('scene' in step) differences.push(...unread.takeRest());
      const difference = await play({ stage, unread, print }, step);
      if (difference !== undefined) differences.push(`${index + 1}: ${difference}`);
    }
    differences.push(...unread.takeRest());
    return { messages, differences };
  } finally {
    await stage.close();
  }
}

async function play({ stage, unread, print }: Play, step: ScriptStep): Promise<string | undefined> {
  if ('scene' in step) {
    print(`——— ${step.scene} ———\n`);
    return undefined;
  }
  if ('until' in step) {
    await stage.moveTo(step.until);
    print(`—— ${dateWords(stage.bot.world, step.until)} ——\n`);
    return undefined;
  }
  if ('who' in step) return speak({ stage, unread, print }, step);
  if ('change' in step) {
    const { change: file, from, to } = step;
    print(`${file}\n    - ${from.trim()}\n    + ${to.trim().replaceAll('\n', '\n    + ')}\n`);
    if (await stage.change({ file, from, to })) return undefined;
    throw new ValidationError('script-file', `${file} does not hold once: ${from}`);
  }
  if ('expect' in step) return unread.takeOne(step.expect, step.has) ? undefined : `expected → ${step.expect}: ${step.has.join(' … ')}`;
  if ('expectAll' in step) {
    return differenceOf(
      `“${step.expectAll}”`,
      unread.takeAll((text) => text.includes(step.expectAll)),
      step.to,
    );
  }
  if ('nudges' in step) return expectNudges(stage, unread, step.nudges);
  return expectCounts(stage, step);
}

async function speak({ stage, unread, print }: Play, { who, says, group }: StepOf<'who'>): Promise<undefined> {
  const { world } = stage.bot;
  const text = unread.fill(says);
  if (text === undefined) throw new ValidationError('script-number', `no message has told the number in: ${says}`);
  const place = group === undefined ? {} : { group };
  for (const one of typeof who === 'string' ? [who] : who) {
    print(speechLine(dateWords(world, world.clock.now()), { who: one, text, ...place }));
    if (!(await stage.speak({ who: one, text, ...place }))) throw new ValidationError('script-person', `nobody is called ${one}`);
  }
}

/** Whoever is written two in a day is found by the names. */
function expectNudges(stage: Stage, unread: Unread, to: readonly string[] | number): string | undefined {
  const schedules = [...stage.bot.world.config().schedules.values()];
  const texts = new Set(schedules.flatMap((schedule) => (schedule.kind === 'nudge' ? schedule.texts.map(({ text }) => text) : [])));
  const got = unread.takeAll((text, { kind }) => kind === 'person' && texts.has(text));
  return differenceOf('nudges', got, to);
}

function differenceOf(what: string, got: readonly string[], to: readonly string[] | number): string | undefined {
  const names = got.toSorted();
  const right = typeof to === 'number' ? new Set(names).size === to && names.length === to : same(names, to.toSorted());
  if (right) return undefined;
  return `expected ${what} → ${typeof to === 'number' ? to : to.join(', ')}, was → ${names.length}: ${names.join(', ')}`;
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at]);
}

async function expectCounts(stage: Stage, { counts: wanted, of }: StepOf<'counts'>): Promise<string | undefined> {
  const { world } = stage.bot;
  const [cycle] = await findCycles(world, of, world.clock.now());
  if (cycle === undefined) return `expected a cycle called ${of}`;
  const counts: Record<string, number> = { ...(await countsOf(world, cycle, '*')) };
  const wrong = Object.entries(wanted).filter(([state, count]) => counts[state] !== count);
  return wrong.length === 0 ? undefined : `expected ${JSON.stringify(wanted)}, was ${JSON.stringify(counts)}`;
}
