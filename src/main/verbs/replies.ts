import { randomUUID } from 'node:crypto';
import { noteReads } from '../../application/note-read.js';
import { everyUnit } from '../../application/reads-port.js';
import { reportReplies } from '../../application/report-state.js';
import { answerLines, dateWords, personName, titleOf, unitName } from '../../application/words.js';
import { say } from '../../application/world.js';
import { ValidationError } from '../../domain/errors.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** The latest version of every reply in a cycle. */
export async function replies(output: Output, id: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const cycle = await world.stores.cycles.cycle(id);
    // Who reads everybody's answers is on record before they are shown.
    if (cycle !== undefined && cycle.expiredAt === undefined)
      await noteReads(world, 'operator', [{ object: id, unit: everyUnit }], randomUUID(), world.clock.now());
    const report = await reportReplies(world, id);
    if (report === undefined || cycle === undefined)
      throw new ValidationError('no-such-cycle', `no cycle ${id}; zerentian status lists them`);
    const stored = output.json ? [] : await world.stores.replies.all(id);
    answer(output, report, () =>
      say(world, 'cli-replies', {
        title: titleOf(world, cycle),
        expired: cycle.expiredAt === undefined ? null : dateWords(world, cycle.expiredAt, false),
        replies: stored.map((reply) => ({
          unit: unitName(world, reply.unit, cycle),
          by: personName(world, reply.by),
          at: dateWords(world, reply.at),
          late: reply.late,
          version: reply.version,
          lines: answerLines(world, cycle.schedule.questions, reply.answers),
        })),
      }),
    );
  });
  return 'done';
}
