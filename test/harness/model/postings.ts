/** How leave and transfers come about: what whoever goes, the clerk and whoever is to stand in say, in two messages where it takes two. */
import fc from 'fast-check';
import { addDays, dateOf } from '../../../src/domain/date-text.js';
import { people, personIds, type PersonId } from './homes.js';
import type { Step } from './next-steps.js';
import type { Town } from './town.js';

export interface Conversation {
  name: string;
  run: (town: Town) => Promise<void>;
}

/** Who may be asked to stand in, with whom they stand in for. */
const covers: readonly (readonly [PersonId, PersonId])[] = [
  ['zhao', 'sun'],
  ['zhao', 'li'],
  ['li', 'zhao'],
  ['li', 'sun'],
  ['wu', 'ma'],
  ['ma', 'wu'],
  ['fang', 'qian'],
  ['qian', 'fang'],
  ['wang', 'zheng'],
  ['zheng', 'wang'],
  ['xu', 'zhou'],
  ['zhang', 'he'],
];
const newcomer = '唐晓';
/** Those whose posts may be handed over in chat. */
const leavers: readonly PersonId[] = ['li', 'zhao', 'wu', 'ma', 'gao', 'fang', 'qian', 'wang', 'zheng', 'bai', 'he'];
const followers: readonly PersonId[] = ['sun', 'zhao', 'ma', 'qian', 'zheng', 'wu', 'gao'];
const nameOf = (id: PersonId): string => people[id][0];

const leave = fc
  .record({
    pair: fc.constantFrom(...covers),
    from: fc.integer({ min: -1, max: 2 }),
    days: fc.nat(4),
    by: fc.constantFrom('self', 'self', 'clerk', 'nobody'),
  })
  .map(({ pair: [person, deputy], from, days, by }) =>
    said('takes leave', (town) => {
      const covered = by === 'nobody' ? '' : ` 由 ${nameOf(deputy)} 代`;
      const until = dayAhead(town, Math.max(from, 0) + days);
      const span = from < 0 ? `至 ${until}` : `${dayAhead(town, from)}到${until}`;
      return by === 'clerk'
        ? { who: 'he', words: `请假 ${nameOf(person)} ${span}${covered}` }
        : { who: person, words: `请假 ${span}${covered}` };
    }),
  );

const back = fc.constantFrom(...covers).map(([person]) => said('is back', () => ({ who: person, words: '销假' })));

/** The clerk is shown what would be handed over, and confirms it. */
const transfer = fc
  .record({ person: fc.constantFrom(...leavers), to: fc.constantFrom<PersonId | undefined>(...followers, undefined), days: fc.nat(3) })
  .map(({ person, to, days }): Conversation => {
    const conversation: Conversation = {
      name: 'a transfer',
      run: async (town) => {
        const words = `调离 ${nameOf(person)} ${dayAhead(town, days)} ${to === undefined ? newcomer : nameOf(to)}接`;
        conversation.name = `${clerkOf(town)}: ${words}, 确认`;
        await town.says(clerkOf(town), words, { expectsAnswer: true });
        await town.says(clerkOf(town), '确认');
      },
    };
    return conversation;
  });

export const postings: fc.Arbitrary<Conversation> = fc.oneof(
  { weight: 4, arbitrary: leave },
  { weight: 1, arbitrary: back },
  { weight: 4, arbitrary: transfer },
);

/** Whoever is asked to stand in answers. */
export function standingInSteps(town: Town, pick: number): (() => Step)[] {
  return town.leaves
    .filter(({ answer, deputy, settledAt }) => answer === 'asked' && deputy !== undefined && settledAt === undefined)
    .map(({ no, deputy = '' }) => () => ({ who: deputy, words: `${pick % 5 === 4 ? '不接' : '接'} ${no}` }));
}

function said(name: string, words: (town: Town) => Step): Conversation {
  const conversation: Conversation = {
    name,
    run: async (town) => {
      const step = words(town);
      conversation.name = `${step.who}: ${step.words}`;
      await town.says(step.who, step.words, { expectsAnswer: true });
    },
  };
  return conversation;
}

function clerkOf({ roster }: Town): string {
  return personIds.find((id) => roster.people.get(id)?.roles.includes('clerk') === true) ?? 'he';
}

function dayAhead(town: Town, days: number): string {
  const [, month = '', day = ''] = /-0?(\d+)-0?(\d+)$/u.exec(addDays(dateOf(town.clock.now(), 'Asia/Shanghai'), days)) ?? [];
  return `${month}月${day}日`;
}
