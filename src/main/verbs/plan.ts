import { openLog } from '../../adapters/log/log.js';
import { occurrences } from '../../adapters/cron/occurrences.js';
import { planAhead } from '../../application/plan-ahead.js';
import { dateWords, titleOf, unitName } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import { systemClock } from '../clocks.js';
import { homeFolder, openHome } from '../open-home.js';
import { answer, type Output } from '../output.js';

/** What would open and go out in the coming days. Needs no Redis: nothing that has happened matters to it. */
export async function plan(output: Output, days: number): Promise<void> {
  const now = systemClock.now();
  const { config, texts, warnings } = await openHome(homeFolder(process.env), now);
  const world = {
    config: () => config,
    texts,
    cron: { occurrences },
    clock: systemClock,
    log: openLog({ level: 'warn' }),
  } as unknown as World;
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  const { from, to, events, unreached } = planAhead(world, now, days);
  const facts = {
    from: iso(from),
    to: iso(to),
    events: events.map((event) => ({
      ...event,
      at: iso(event.at),
      opening: iso(event.opening),
      ...(event.deadline === undefined ? {} : { deadline: iso(event.deadline) }),
    })),
    unreached,
    warnings,
  };
  answer(output, facts, () =>
    say(world, 'cli-plan', {
      days,
      events: events.map((event) => {
        const schedule = config.schedules.get(event.schedule);
        return {
          at: dateWords(world, event.at),
          title: schedule === undefined ? event.schedule : titleOf(world, { schedule, plannedAt: event.opening }),
          kind: event.kind,
          units: event.units,
          people: event.people.length,
          minutes: Math.ceil((schedule?.questions.length ?? 0) / 2),
          deadline: event.deadline === undefined ? null : dateWords(world, event.deadline),
        };
      }),
      unreached: unreached.map((unit) => unitName(world, unit)),
    }),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
