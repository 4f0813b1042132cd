import { randomUUID } from 'node:crypto';
import type { Job } from '../../application/job-port.js';
import { dateWords, personName } from '../../application/words.js';
import { say } from '../../application/world.js';
import { ValidationError } from '../../domain/errors.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

const shown = 100;

/** The newest first. What came of it is its owner's, and not told here. */
export async function listJobs(output: Output): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const jobs = await world.stores.jobs.list(shown);
    answer(output, { jobs: jobs.map(factsOf) }, () =>
      say(world, 'cli-jobs', {
        jobs: jobs.map(({ id, work, by, at, state, percent, trouble }) => ({
          id,
          kind: work.kind,
          what: work.kind === 'export' ? work.subject.what : null,
          by: personName(world, by),
          at: dateWords(world, at),
          state,
          percent,
          trouble: trouble ?? null,
        })),
      }),
    );
  });
  return 'done';
}

function factsOf({ id, work, by, at, state, percent, tries, trouble }: Job): object {
  const what = work.kind === 'export' ? work.subject : null;
  return { id, kind: work.kind, what, by, at: new Date(at).toISOString(), state, percent, tries, trouble: trouble ?? null };
}

export function cancelJob(output: Output, id: string): Promise<Outcome> {
  return steer(output, id, 'cancel');
}

export function retryJob(output: Output, id: string): Promise<Outcome> {
  return steer(output, id, 'retry');
}

/** On record, for it is somebody else's work. */
async function steer(output: Output, id: string, how: 'cancel' | 'retry'): Promise<Outcome> {
  return withWorld(output, async (world) => {
    const { audit, jobs } = world.stores;
    if ((await jobs.job(id)) === undefined) throw new ValidationError('no-such-job', `There is no job ${id}; zerentian jobs lists them.`);
    const entry = {
      at: world.clock.now(),
      actor: 'operator',
      act: how === 'cancel' ? 'job-cancelled' : 'job-retried',
      object: `job/${id}`,
    };
    await audit.note(entry, `${entry.act}/${randomUUID()}`);
    const done = how === 'cancel' ? await jobs.cancel(id) : await jobs.retry(id);
    answer(output, { id, done }, () => say(world, 'cli-job-steered', { id, how, done }));
    return done ? 'done' : 'refused';
  });
}
