import { countsOf } from '../../application/count-units.js';
import { partNotes } from '../../application/part-notes.js';
import type { Cycle } from '../../domain/cycle.js';
import { noticeFacts } from '../../application/deal-with-unknown.js';
import { reportState } from '../../application/report-state.js';
import { cycleDeadline, fairDeadlines, type DeadlineOf } from '../../application/fair-deadline.js';
import { openTasks } from '../../application/task-book.js';
import { stateWords } from '../../application/state-words.js';
import { dateWords, titleOf, unitName } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

const noticesShown = 50;

/** Cycles open or closed within 30 days, and messages whose outcome waits for somebody. */
export async function status(output: Output): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const report = await reportState(world, world.clock.now());
    const words = output.json
      ? ''
      : await statusWords(
          world,
          report.cycles.map(({ id }) => id),
        );
    answer(output, report, () => words);
  });
  return 'done';
}

async function unitLines(world: World, deadlineOf: DeadlineOf, cycle: Cycle): Promise<{ name: string; state: string }[]> {
  const records = await world.stores.cycles.records(cycle.id, cycle.units);
  const notes = await partNotes(world, cycle, records);
  return [...records].map(([unit, record]) => ({
    name: unitName(world, unit, cycle),
    state: stateWords(world, deadlineOf, cycle, unit, record, undefined, notes),
  }));
}

async function statusWords(world: World, ids: readonly string[]): Promise<string> {
  const { cycles, outbox } = world.stores;
  const found = (await Promise.all(ids.map((id) => cycles.cycle(id)))).filter((cycle) => cycle !== undefined);
  const [unknown, failed] = await Promise.all([outbox.open('unknown', noticesShown), outbox.open('failed', noticesShown)]);
  const deadlineOf = await fairDeadlines(world);
  return say(world, 'cli-status', {
    cycles: await Promise.all(
      found.map(async (cycle) => ({
        title: titleOf(world, cycle),
        id: cycle.id,
        opened: dateWords(world, cycle.openedAt),
        deadline: dateWords(world, cycleDeadline(deadlineOf, cycle)),
        closed: cycle.closedAt !== undefined,
        ...(await countsOf(world, cycle, '*')),
        units: await unitLines(world, deadlineOf, cycle),
      })),
    ),
    tasks: (await openTasks(world, world.clock.now())).map(({ task, due }) => ({
      number: task.no,
      text: task.text,
      unit: unitName(world, task.unit),
      due: dateWords(world, due, false),
      reported: task.state === 'reported',
      late: task.state === 'open' && world.clock.now() > due,
    })),
    unknown: await noticeFacts(world, unknown),
    failed: await noticeFacts(world, failed),
  });
}
