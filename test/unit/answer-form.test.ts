import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyOf, shortBody } from '../../src/adapters/redis/answer-form.js';
import type { ReplyBody } from '../../src/domain/cycle.js';
import type { Answer } from '../../src/domain/question.js';

const values: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ type: fc.constant('yes-no' as const), yes: fc.boolean() }),
  fc.record({ type: fc.constant('number' as const), number: fc.integer() }),
  fc.record({ type: fc.constant('number' as const), number: fc.integer(), about: fc.boolean() }),
  fc.record({ type: fc.constant('choice' as const), letter: fc.constantFrom('A', 'B') }),
  fc.record({ type: fc.constant('date' as const), date: fc.constantFrom('2026-08-20', null) }),
  fc.record({ type: fc.constant('text' as const), text: fc.string() }),
  fc.record({ type: fc.constant('text' as const), text: fc.string(), attested: fc.boolean() }),
  fc.record({ type: fc.constantFrom('photo' as const, 'file' as const), files: fc.array(fc.string()) }),
  fc.record({ type: fc.constant('not-applicable' as const), reason: fc.string() }),
  fc.record({ type: fc.constant('skipped' as const) }),
);
const answer = fc.oneof(
  values,
  fc.tuple(values, fc.string()).map(([value, remark]): Answer => ({ ...value, remark })),
);
const answers = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), answer, { noNullPrototype: true });
const supplement = fc.record({ at: fc.nat(), by: fc.constant('li'), answers });
const body: fc.Arbitrary<ReplyBody> = fc.record({ answers, supplements: fc.array(supplement, { maxLength: 2 }) });

describe('the words of an answer in few characters', () => {
  it('are what they were, to the order of their parts, for answers are compared by their JSON', () => {
    fc.assert(
      fc.property(body, (whole) => {
        const stored = JSON.parse(JSON.stringify(shortBody(whole))) as object;
        expect(JSON.stringify(bodyOf(stored))).toBe(JSON.stringify(whole));
      }),
    );
  });

  it('keeps the order of parts that are written the other way round', () => {
    const odd: ReplyBody = { answers: { issue: { text: '无', type: 'text' }, talks: { number: 3, type: 'number' } }, supplements: [] };
    expect(JSON.stringify(bodyOf(JSON.parse(JSON.stringify(shortBody(odd))) as object))).toBe(JSON.stringify(odd));
  });

  it('stand bare where nothing else was said', () => {
    const plain: ReplyBody = {
      answers: {
        meeting: { type: 'yes-no', yes: true },
        talks: { type: 'number', number: 3 },
        issue: { type: 'text', text: '无' },
        seal: { type: 'skipped' },
      },
      supplements: [],
    };
    expect(shortBody(plain)).toEqual({ meeting: true, talks: 3, issue: '无', seal: null });
  });
});
