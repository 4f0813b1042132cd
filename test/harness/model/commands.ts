/** The commands of the model: what may happen to a committee, drawn by lot, and told like a conversation when a promise breaks. */
import fc from 'fast-check';
import { addDays, dateOf, instantOf } from '../../../src/domain/date-text.js';
import { hourMs, minuteMs, secondMs } from '../../../src/domain/time.js';
import type { Fate } from './chat.js';
import type { Fault, FaultKind } from './faults.js';
import { personIds, rosterNames, stranger, type RosterName } from './homes.js';
import { nextStep } from './next-steps.js';
import { postings } from './postings.js';
import { sayings, type Saying, type Speaker } from './sayings.js';
import type { Arrival, Town } from './town.js';

type Deed = (town: Town) => Promise<void>;
interface Act {
  name: string;
  run: Deed;
}

const zone = 'Asia/Shanghai';

/** One command, and what it came to, told as the conversation was. */
class Happening implements fc.AsyncCommand<object, Town> {
  readonly #act: Act;
  readonly #fault: Fault | undefined;
  readonly #onRun: () => void;
  #at = '';

  constructor(act: Act, fault: Fault | undefined, onRun: () => void) {
    this.#act = act;
    this.#fault = fault;
    this.#onRun = onRun;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, town: Town): Promise<void> {
    this.#at = new Date(town.clock.now() + 8 * hourMs).toISOString().slice(0, 19);
    this.#onRun();
    const broken = await town.step(() => this.#act.run(town), this.#fault);
    if (broken.length > 0) throw new Error(`${broken.join('\n')}\n${town.transcript()}`);
  }

  toString(): string {
    return `\n  ${this.#at} ${this.#act.name}${faultWords(this.#fault)}`;
  }
}

function faultWords(fault: Fault | undefined): string {
  return fault === undefined ? '' : `, and after ${fault.after} calls ${fault.of === undefined ? '' : `of ${fault.of} `}one ${fault.kind}`;
}

const faultKinds: readonly FaultKind[] = ['fails', 'unanswered', 'dies', 'dies-after'];
/** Calls after which something is told that is not stored yet, or stored that is not told. */
const turningPoints = [
  'chat.send',
  'chat.send',
  'outbox.settle',
  'outbox.claim',
  'outbox.enqueue',
  'outbox.noteSend',
  'outbox.release',
  'outbox.expire',
  'replies.record',
  'matters.write',
  'circulars.draft',
  'circulars.decide',
  'cycles.takeStep',
  'cycles.open',
  'rounds.open',
] as const;
const faultOf = fc
  .constantFrom(...faultKinds)
  .chain((kind) =>
    fc.oneof(
      fc.record({ kind: fc.constant(kind), after: fc.nat(40) }),
      fc.record({ kind: fc.constant(kind), of: fc.constantFrom(...turningPoints), after: fc.nat(2) }),
    ),
  );
const faultOnceIn = (times: number): fc.Arbitrary<Fault | undefined> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: faultOf });

function said(saying: Saying, who: string, pick: number, arrival: Arrival): Act {
  const act: Act = {
    name: `${who} ${saying.name}`,
    run: async (town) => {
      const words = saying.words(speaker(town, who), pick);
      act.name = `${who}: ${words}${arrival === 'once' ? '' : ` (${arrival})`}`;
      await town.says(who, words, { arrival, expectsAnswer: saying.answered !== false && who !== stranger });
    },
  };
  return act;
}

function speaker(town: Town, who: string): Speaker {
  return {
    numbers: town.crowd.numbers,
    offered: town.crowd.offered,
    codes: town.crowd.codes,
    canary: (kind = 'answer', unit) => town.canary(who, kind, unit),
    dayAhead: (days) => {
      const [, month = '', day = ''] = /-0?(\d+)-0?(\d+)$/u.exec(addDays(dateOf(town.clock.now(), zone), days)) ?? [];
      return `${month}月${day}日`;
    },
  };
}

const everybody = [...personIds, stranger];
const arrival = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Arrival>('once') },
  { weight: 2, arbitrary: fc.constant<Arrival>('twice') },
  { weight: 1, arbitrary: fc.constant<Arrival>('late') },
);
const saidBy = (saying: Saying) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<string>(...saying.by) },
    { weight: 1, arbitrary: fc.constantFrom<string>(...everybody) },
  );

const saidOne = fc
  .oneof(
    ...sayings.map((saying) => ({ weight: saying.weight, arbitrary: fc.tuple(fc.constant(saying), saidBy(saying), fc.nat(99), arrival) })),
  )
  .map(([saying, who, pick, how]) => said(saying, who, pick, how));

/** Whoever's turn it is with a finding or a draw says what comes next. */
const goesOn = fc.nat(99).map((pick): Act => {
  const act: Act = {
    name: 'nobody’s turn',
    run: async (town) => {
      const step = nextStep(town, pick);
      if (step === undefined) return;
      act.name = `${step.who}: ${step.words}`;
      await town.says(step.who, step.words, { expectsAnswer: true });
    },
  };
  return act;
});

/** Two people at the same moment. */
const saidTogether = fc.tuple(saidOne, saidOne).map(([one, other]): Act => {
  const act: Act = {
    name: 'two at once',
    run: async (town) => {
      await Promise.all([one.run(town), other.run(town)]);
      act.name = `at once: ${one.name} | ${other.name}`;
    },
  };
  return act;
});

const plain = (name: string, run: Deed): Act => ({ name, run });
const passing = (name: string, to: (now: number) => number) =>
  fc
    .constantFrom(false, false, false, true)
    .map((twins) => plain(`${name} pass${twins ? ', two processes tick' : ''}`, (town) => town.passes(to(town.clock.now()), { twins })));

function morning(now: number, days: number): number {
  return instantOf(addDays(dateOf(now, zone), days), 9 * 60 + 2, zone);
}

const time = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.integer({ min: 5, max: 300 }).chain((seconds) => passing(`${seconds} seconds`, (now) => now + seconds * secondMs)),
  },
  {
    weight: 6,
    arbitrary: fc.integer({ min: 5, max: 300 }).chain((minutes) => passing(`${minutes} minutes`, (now) => now + minutes * minuteMs)),
  },
  { weight: 6, arbitrary: passing('hours until the next morning', (now) => morning(now, 1)) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 4 }).chain((days) => passing(`${days} days`, (now) => morning(now, days))) },
);

const fates: readonly Fate[] = ['refused', 'too-frequent', 'offline', 'lost', 'arrived', 'accepted', 'lost', 'arrived'];
const fate = fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: 4 }).map((plan) =>
  plain(`the next sends are ${plan.join(', ')}`, (town) => {
    town.chat.plan = [...plan];
    return Promise.resolve();
  }),
);

const surroundings = fc.oneof(
  { weight: 5, arbitrary: fate },
  {
    weight: 3,
    arbitrary: fc.nat(20).map((pick) => plain(`the ${pick + 1}. message from the end comes again`, (town) => town.again(pick))),
  },
  { weight: 2, arbitrary: fc.constant(plain('the process crashes', (town) => town.crashes())) },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 400 })
      .map((minutes) => plain(`the bot is down for ${minutes} minutes`, (town) => town.isDown(minutes * minuteMs))),
  },
  { weight: 1, arbitrary: fc.constant(plain('the other process takes over', (town) => town.processes.handOver())) },
  {
    weight: 2,
    arbitrary: fc
      .integer({ min: 1, max: 300 })
      .map((minutes) => plain(`the account is offline for ${minutes} minutes`, (town) => town.isOffline(minutes * minuteMs))),
  },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: -30, max: 30 })
      .map((minutes) => plain(`the clock is set by ${minutes} minutes`, (town) => town.clockJumps(minutes))),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<RosterName>(...rosterNames).map((name) => plain(`the roster: ${name}`, (town) => town.rosterBecomes(name))),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...everybody), fc.constantFrom('状态', '谁没交', '1是 2 3次 3无', '这题啥意思', '帮助'), fc.boolean())
      .map(([who, words, mentioned]) =>
        plain(`${who} in the group${mentioned ? ' to the bot' : ''}: ${words}`, (town) => town.says(who, words, { room: { mentioned } })),
      ),
  },
);

/** What happens to the bot, and who comes and goes among the people. */
const comesAndGoes: fc.Arbitrary<Act> = fc.oneof({ weight: 3, arbitrary: surroundings }, { weight: 1, arbitrary: postings });

/** `onRun` is called for each command that is run. */
export function commands(onRun: () => void): fc.Arbitrary<fc.AsyncCommand<object, Town>>[] {
  const of = (arbitrary: fc.Arbitrary<Act>, timesToAFault = 10): fc.Arbitrary<Happening> =>
    fc.tuple(arbitrary, faultOnceIn(timesToAFault)).map(([act, fails]) => new Happening(act, fails, onRun));
  // fast-check draws each of a list as often as any other.
  return [of(saidOne), of(saidOne), of(saidOne), of(goesOn), of(saidTogether), of(time, 4), of(comesAndGoes)];
}
