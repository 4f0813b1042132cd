/**
 * A crash after any write: the bot is gone before it knows that the write was done, is started again, and hears the same words again. Whatever
 * was half done is completed, nothing is said twice, and what cannot be known is shown to the clerk.
 */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Matter } from '../../src/domain/matter.js';
import { files, hamletWith } from '../harness/hamlet.js';
import { Mortal } from '../harness/mortal.js';
import { hamletOfThree } from '../harness/requests.js';
import { Township } from '../harness/township.js';

type Step = { who: string; says: string } | { until: string };

interface Scene {
  name: string;
  prepare: (home: string) => Promise<void>;
  steps: Step[];
}

const writes = new Set([
  'matters.write',
  'matters.number',
  'replies.record',
  'cycles.takeStep',
  'conversation.claim',
  'outbox.enqueue',
  'outbox.claim',
  'household.noteAct',
]);

const withSchedule = (text: string): ((home: string) => Promise<void>) =>
  hamletWith(
    (home) => rm(join(home, files.selfCheck)),
    (home) => writeFile(join(home, 'schedules/own.yaml'), text),
  );

const rules = `name: 制度台账
kind: task
cron: "0 9 15 * *"
basis: 镇党委制度建设计划
ask: principal
close: clerk
items: [{ id: a, text: 《公务接待办法》, unit: dongcun, due: 2026-08-27 }]
remind: [{ at: -1wd }]
escalate: [{ level: press, at: +1wd, to: principal }]
`;

const report = `name: 季度履责报告
kind: report
cron: "0 9 25 8 *"
audience: { units: [dongcun] }
ask: liaison
to: [supervisor, secretary]
deadline: 5wd
prompt: report
parts: [{ id: principal, text: 主体责任：定了哪些事？, label: 主体责任 }]
`;

const scenes: Scene[] = [
  {
    name: 'several requests and one decision on both',
    prepare: hamletOfThree,
    steps: [
      { who: '赵小梅', says: '延期3天，会计住院' },
      { who: '马春生', says: '延期2天，换届' },
      { until: '2026-08-25 09:30' },
      { who: '王志强', says: '同意1、2' },
      { until: '2026-08-25 10:00' },
    ],
  },
  {
    name: 'a difficulty that is handed on to another, who answers',
    prepare: hamletOfThree,
    steps: [
      { who: '赵小梅', says: '有困难 会计住院' },
      { until: '2026-08-25 09:20' },
      { who: '王志强', says: '改派 孙国栋' },
      { until: '2026-08-25 09:30' },
      { who: '孙国栋', says: '接' },
      { until: '2026-08-25 09:40' },
      { who: '孙国栋', says: '1是 2 1次 3不适用，没有' },
      { until: '2026-08-25 09:50' },
    ],
  },
  {
    name: 'a task that is put off, pressed, reported, sent back and closed',
    prepare: withSchedule(rules),
    steps: [
      { until: '2026-08-26 09:30' },
      { who: '李德明', says: '延期 1 2天 忙' },
      { until: '2026-08-26 09:40' },
      { who: '王志强', says: '同意 2' },
      { until: '2026-09-01 09:40' },
      { who: '李德明', says: '已办 1 青政发23号' },
      { until: '2026-09-01 10:00' },
      { who: '何晓燕', says: '退回 1 没有附件' },
      { until: '2026-09-01 10:10' },
      { who: '李德明', says: '已办 1 青政发24号' },
      { until: '2026-09-01 10:20' },
      { who: '何晓燕', says: '销号 1' },
      { until: '2026-09-01 10:30' },
    ],
  },
  {
    name: 'a report that is asked back, added to and read',
    prepare: withSchedule(report),
    steps: [
      { who: '赵小梅', says: '1 开会定了三件事，修路、通水、装灯' },
      { until: '2026-08-25 09:30' },
      { who: '王志强', says: '退回 哪天开的会' },
      { until: '2026-08-25 09:40' },
      { who: '赵小梅', says: '改 1 8月3日开会定了修路、通水、装灯三件事' },
      { until: '2026-08-25 10:00' },
      { who: '王志强', says: '已阅' },
      { until: '2026-08-25 10:10' },
    ],
  },
];

interface Played {
  diedAt: string | undefined;
  writes: number;
  heard: string[];
  matters: unknown[];
}

test.each(scenes)('$name: after a crash at any write all comes to the same', { timeout: 120_000 }, async (scene) => {
  const whole = await play(scene, Number.POSITIVE_INFINITY);
  expect(whole.diedAt).toBeUndefined();
  for (let n = 1; n <= whole.writes; n += 1) {
    const { diedAt, heard, matters } = await play(scene, n);
    const what = `crashed after write ${n}, ${diedAt}`;
    expect(matters, what).toEqual(whole.matters);
    // Between the claim and the sending nobody can know whether it went out: the clerk is asked.
    if (diedAt === 'outbox.claim')
      expect(
        heard.filter((text) => /^何晓燕：有\d条消息说不清到没到/u.test(text)),
        what,
      ).toHaveLength(1);
    else expect(heard, what).toEqual(whole.heard);
    expect(new Set(heard).size, what).toBe(heard.length);
  }
});

async function play({ prepare, steps }: Scene, deadly: number): Promise<Played> {
  const town = await Township.open({ at: '2026-08-25 08:59', prepare });
  try {
    await town.until('2026-08-25 09:10');
    town.takeEverything();
    const mortal = new Mortal();
    mortal.watch(town.bot.world, writes);
    mortal.diesAt(deadly);
    let diedAt: string | undefined;
    for (const [index, step] of steps.entries()) {
      await take(town, step, `step-${index}`, mortal);
      if (mortal.diedAt === undefined) continue;
      diedAt = mortal.diedAt;
      mortal.revive();
      await town.stop();
      await town.start();
      await take(town, step, `step-${index}`, mortal);
    }
    const heard = [...town.takeEverything()].flatMap(([who, texts]) =>
      texts.map((text) => `${who}：${text.replace(/回执 \d+$/u, '回执')}`),
    );
    const matters = await town.bot.world.stores.matters.since(0);
    return { diedAt, writes: mortal.writes, heard: heard.sort(), matters: matters.map(withoutChance) };
  } finally {
    await town.close();
  }
}

/** What was handed over after a crash was handed over a little later, and by a version more or less. */
function withoutChance(matter: Matter): unknown {
  if (matter.kind !== 'reading' || matter.handedIn === undefined) return { ...matter, version: 0 };
  return { ...matter, version: 0, handedIn: { ...matter.handedIn, at: 0 } };
}

/** Somebody who is not answered because the bot died waits no longer. */
async function take(town: Township, step: Step, id: string, mortal: Mortal): Promise<void> {
  if ('until' in step) return passes(town, step.until, mortal);
  const said = town.says(step.who, step.says, { id }).then(
    () => true,
    () => false,
  );
  const death = until(() => mortal.diedAt !== undefined);
  if (await Promise.race([said, death.reached])) return death.stop();
  await town.bot.idle();
}

async function passes(town: Township, at: string, mortal: Mortal): Promise<void> {
  try {
    await town.until(at);
  } catch (error) {
    if (mortal.diedAt === undefined) throw error;
  }
}

function until(isSo: () => boolean): { reached: Promise<false>; stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<false>((resolve) => {
    timer = setInterval(() => {
      if (!isSo()) return;
      clearInterval(timer);
      resolve(false);
    }, 2);
  });
  return { reached, stop: () => clearInterval(timer) };
}
