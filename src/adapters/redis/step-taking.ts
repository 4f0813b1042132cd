/** Takes units that are due, and their steps. Steps of one turn share a script: a rung may be due for thousands at once. */
import type { CycleStore, StepTaken } from '../../application/ports.js';
import { countedScopes } from './cycle-shelf.js';
import { asFlag, asList, asTexts, scoreOf } from './script-replies.js';
import type { Rest } from './scripts.js';
import { newToken, type StoreBase } from './store-base.js';
import { together } from './together.js';
import { levelLetters, stateLetters } from './unit-record.js';

/** Some two milliseconds of Redis' time. */
const stepsAtMost = 100;

interface Prepared {
  unit: string;
  args: readonly (string | number)[];
  notices: Rest;
}

export function stepping(base: StoreBase): Pick<CycleStore, 'takeDue' | 'takeStep' | 'postpone' | 'hasten'> {
  const { keys, scripts, shelf, forms } = base;
  const take = together<Prepared, boolean>({
    atMost: stepsAtMost,
    namesOf: ({ unit }) => [unit],
    run: (cycle, steps) => takeAll(base, cycle, steps),
  });
  return {
    async takeDue(id, now, limit, leaseMs) {
      const { cycle, due } = keys.cycle(id);
      return asTexts(await scripts.run('take-due', { cycle, due, call: keys.call(newToken()) }, { now, leaseEnd: now + leaseMs, limit }));
    },

    async takeStep(step, actor, now) {
      const { cycle, unit } = step;
      const { parents, units } = await shelf.shelved(cycle);
      if (!units.has(unit)) return false;
      const notices = await forms.queued(step.notices, now);
      const scopes = countedScopes(unit, step.scopes, parents).join('\n');
      const args = [...changeOf(step), scopes, base.acting(actor, unit), actOf(step), now, notices.args.length];
      return take(cycle, { unit, args, notices });
    },

    async postpone(id, unit, step, until) {
      const { cycle, records, due, terms } = keys.cycle(id);
      await scripts.run('postpone', { cycle, records, due, terms }, { unit, step, to: scoreOf(until) });
    },

    async hasten(id, unit, step, by) {
      const { cycle, records, due, terms } = keys.cycle(id);
      await scripts.run('hasten', { cycle, records, due, terms }, { unit, step, by });
    },
  };
}

async function takeAll({ keys, scripts }: StoreBase, id: string, steps: readonly Prepared[]): Promise<boolean[]> {
  const { cycle, records, due, count, waiting, terms } = keys.cycle(id);
  const places = { cycle, records, due, count, waiting, terms, numbers: keys.numbers, audit: keys.audit, call: keys.call(newToken()) };
  const rest = {
    keys: steps.flatMap(({ notices }) => notices.keys),
    args: [...steps.flatMap(({ args }) => args), ...steps.flatMap(({ notices }) => notices.args)],
  };
  return asList(await scripts.run('take-step', places, { id, size: steps.length }, rest)).map(asFlag);
}

function changeOf({ unit, step, next, nextDue, level, state, reason, circulate }: StepTaken): (string | number)[] {
  const [letter, stands] = [level === undefined ? '' : levelLetters[level], state === undefined ? '' : stateLetters[state]];
  return [unit, step, next, scoreOf(nextDue), letter, stands, reason ?? '', circulate === true ? '1' : '0'];
}

function actOf({ state, level }: StepTaken): string {
  return (state === 'pending' ? undefined : state) ?? level ?? 'step';
}
