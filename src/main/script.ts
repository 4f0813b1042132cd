/** Plays a script on the sample township: people speak, time passes, and every message of the bot must be one the script expects. */
import { openLog } from '../adapters/log/log.js';
import { loadScript, type ScriptStep } from '../adapters/yaml/script-file.js';
import { countsOf } from '../application/count-units.js';
import { dateWords } from '../application/words.js';
import { ValidationError } from '../domain/errors.js';
import { standingClock } from './clocks.js';
import { demoStart, lineOf } from './demo.js';
import { withProgress, type Output } from './output.js';
import { openStage, type Place, type Stage } from './stage.js';

interface Heard {
  place: Place;
  text: string;
}

export interface ScriptResult {
  messages: number;
  /** What did not happen as expected; empty: all did. */
  differences: string[];
}

/** Plays the script of a file to its end, or to the first step that cannot be played. Throws a PermanentError `bad-script`, a ValidationError `script-person`. */
export async function playScript(file: string, output: Output, stopping: AbortSignal): Promise<ScriptResult> {
  const { print } = output;
  const steps = await loadScript(file);
  const clock = standingClock(demoStart);
  const unread: Heard[] = [];
  let messages = 0;
  const opening = openStage({
    clock,
    log: openLog({ level: 'warn' }),
    heartbeat: false,
    stopping,
    onSaid: (place, text) => {
      messages += 1;
      unread.push({ place, text });
      print(lineOf(dateWords(stage.bot.world, clock.now()), place, text));
    },
  });
  const stage = await withProgress(output, 'setting the stage', opening);
  const differences: string[] = [];
  try {
    for (const [index, step] of steps.entries()) {
      stopping.throwIfAborted();
      const difference = await play(stage, step, unread, print);
      if (difference !== undefined) differences.push(`${index + 1}: ${difference}`);
    }
    for (const { place, text } of unread) differences.push(`not expected → ${place.name}: ${text.split('\n').join(' / ')}`);
    return { messages, differences };
  } finally {
    await stage.close();
  }
}

async function play(stage: Stage, step: ScriptStep, unread: Heard[], print: Output['print']): Promise<string | undefined> {
  const { world } = stage.bot;
  if ('scene' in step) {
    print(`——— ${step.scene} ———\n`);
    return undefined;
  }
  if ('until' in step) {
    await stage.moveTo(step.until);
    print(`—— ${dateWords(world, step.until)} ——\n`);
    return undefined;
  }
  if ('who' in step) {
    print(
      lineOf(
        dateWords(world, world.clock.now()),
        { kind: 'person', name: `${step.group === undefined ? '' : `【${step.group}】`}${step.who}：` },
        step.says,
      ).replace('→ ', ''),
    );
    if (await stage.speak({ who: step.who, text: step.says, ...(step.group === undefined ? {} : { group: step.group }) })) return undefined;
    throw new ValidationError('script-person', `nobody is called ${step.who}`);
  }
  if ('expect' in step) return expectOne(unread, step.expect, step.has);
  if ('expectAll' in step) return expectAll(unread, step.expectAll, step.to);
  return expectCounts(stage, step.counts);
}

function expectOne(unread: Heard[], who: string, parts: readonly string[]): string | undefined {
  const index = unread.findIndex(({ place, text }) => place.name === who && parts.every((part) => text.includes(part)));
  if (index < 0) return `expected → ${who}: ${parts.join(' … ')}`;
  unread.splice(index, 1);
  return undefined;
}

function expectAll(unread: Heard[], part: string, to: readonly string[] | number): string | undefined {
  const found = unread.filter(({ text }) => text.includes(part));
  for (const one of found) unread.splice(unread.indexOf(one), 1);
  const names = found.map(({ place }) => place.name).sort();
  const right = typeof to === 'number' ? names.length === to : JSON.stringify(names) === JSON.stringify([...to].sort());
  return right
    ? undefined
    : `expected “${part}” → ${typeof to === 'number' ? to : to.join(', ')}, was → ${names.length}: ${names.join(', ')}`;
}

async function expectCounts(stage: Stage, wanted: Readonly<Record<string, number>>): Promise<string | undefined> {
  const { world } = stage.bot;
  const [cycle] = await world.stores.cycles.openCycles();
  if (cycle === undefined) return 'expected an open cycle';
  const counts: Record<string, number> = { ...(await countsOf(world, cycle, '*')) };
  const wrong = Object.entries(wanted).filter(([state, count]) => counts[state] !== count);
  return wrong.length === 0 ? undefined : `expected ${JSON.stringify(wanted)}, was ${JSON.stringify(counts)}`;
}
