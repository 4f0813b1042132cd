/** The demonstration in a terminal: messages appear as they are sent, anybody can be spoken for, and time can be let pass. */
import { createInterface } from 'node:readline';
import { openLog } from '../adapters/log/log.js';
import type { Texts } from '../application/ports.js';
import { dateWords } from '../application/words.js';
import { instantOf } from '../domain/date-text.js';
import type { Instant } from '../domain/time.js';
import { shiftedClock } from './clocks.js';
import { withProgress, type Output } from './output.js';
import type { Place, Speech } from './cast.js';
import { recordTown } from './demo-town.js';
import { openDemoPages } from './pages.js';
import { PhotoFolder, photoLine } from './shown-photos.js';
import { openStage, type Stage } from './stage.js';

/** Inside the official calendar, a minute before the monthly self-check opens. */
export const demoStart: Instant = instantOf('2026-08-25', 8 * 60 + 59, 'Asia/Shanghai');

const fastForwardWord = /^快进\s*(\S+)$/u;
const leaveWord = /^(?:退出|exit|quit)$/iu;
const helpWord = /^(?:[?？]|用法)$/u;
const groupSpeech = /^@(\S+)\s+(\S{1,10}?)\s*[:：]\s*([\s\S]+)$/u;
const plainSpeech = /^(\S{1,10}?)\s*[:：]\s*([\s\S]+)$/u;

/** Runs until the person leaves, the input ends or it is told to stop. Returns how many messages the bot sent. */
export async function runDemo(output: Output, stopping: AbortSignal): Promise<number> {
  const { print } = output;
  const clock = shiftedClock(demoStart);
  const photos = new PhotoFolder();
  let messages = 0;
  const log = openLog({ level: 'warn' });
  const town = recordTown(() => clock.now());
  /** What is typed here need not be printed as well. */
  let typed: Speech | undefined;
  const opening = openStage({
    clock,
    log,
    heartbeat: true,
    stopping,
    onSaid: (place, text, photo) => {
      const { world } = stage.bot;
      messages += 1;
      town.add(place, { at: clock.now(), text, ...(photo === undefined ? {} : { picture: photo }) });
      const shown = photo === undefined ? text : photoLine(world, text, photo, photos.keep(text, photo));
      print(lineOf(dateWords(world, clock.now()), place, shown));
    },
    onSpeech: (speech, place) => {
      const { who, text, photo } = speech;
      town.add(place, { from: who, at: clock.now(), text, ...(photo === undefined ? {} : { picture: photo }) });
      if (speech !== typed) print(speechLine(dateWords(stage.bot.world, clock.now()), speech));
    },
    onMoving: (moving) => {
      town.moving(moving);
      if (!moving) print(`—— ${dateWords(stage.bot.world, clock.now())} ——`);
    },
  });
  const stage = await withProgress(output, 'setting the stage', opening);
  const closing = [() => stage.close()];
  try {
    const pages = await openDemoPages(stage.bot, town.open(stage), log);
    if (pages !== undefined) closing.unshift(() => pages.stop());
    const { texts } = stage.bot.world;
    const { name, committee } = stage.roster();
    const address = pages === undefined ? null : `${pages.url}/`;
    print(texts.render('demo-intro', { now: dateWords(stage.bot.world, clock.now()), committee: name ?? committee, address }));
    print(texts.render('demo-help', {}));
    const terminal: Stage = { ...stage, speak: (speech) => stage.speak((typed = speech)) };
    await readTerminal(stopping, (line) => obey(terminal, texts, line, print));
  } finally {
    await Promise.all(closing.map((close) => close()));
    photos.clear();
  }
  return messages;
}

/** Until the person leaves, the input ends or it is told to stop, which it may have been already. */
async function readTerminal(stopping: AbortSignal, obeyed: (line: string) => Promise<void>): Promise<void> {
  const input = createInterface({ input: process.stdin, terminal: false });
  const end = (): void => input.close();
  stopping.addEventListener('abort', end);
  try {
    if (stopping.aborted) return;
    for await (const line of input) {
      if (stopping.aborted || leaveWord.test(line.trim())) return;
      await obeyed(line.trim());
    }
  } finally {
    stopping.removeEventListener('abort', end);
    end();
  }
}

async function obey(stage: Stage, texts: Texts, line: string, print: Output['print']): Promise<void> {
  if (line === '') return;
  if (helpWord.test(line)) return print(texts.render('demo-help', {}));
  const [, duration] = fastForwardWord.exec(line) ?? [];
  if (duration !== undefined) {
    const to = stage.after(duration);
    if (to === undefined) return print(texts.render('demo-duration', { typed: duration }));
    return stage.moveTo(to);
  }
  const said = readSpeech(line);
  if (said === undefined || !(await stage.speak(said))) print(texts.render('demo-unknown', { typed: line.slice(0, 40) }));
}

/** `赵小梅: 1是 2 3次` or `@群名 张建国: @助手 状态`. undefined: neither. */
export function readSpeech(line: string): Speech | undefined {
  const [, group, member, words] = groupSpeech.exec(line) ?? [];
  if (group !== undefined && member !== undefined && words !== undefined) return { group, who: member, text: words };
  const [, who, text] = plainSpeech.exec(line) ?? [];
  return who === undefined || text === undefined ? undefined : { who, text };
}

/** One message as a phone would show it. */
export function lineOf(when: string, { kind, name }: Place, text: string): string {
  const head = kind === 'group' ? `【${name}】` : `→ ${name}`;
  return `${when}  ${head}\n${text.replace(/^/gmu, '    ')}\n`;
}

/** What somebody says, in the same column. */
export function speechLine(when: string, { who, group, text }: Speech): string {
  return `${when}  ${group === undefined ? '' : `【${group}】`}${who}：\n${text.replace(/^/gmu, '    ')}\n`;
}
