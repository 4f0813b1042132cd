import { describe, expect, it } from 'vitest';
import type { Answers, Question } from '../../src/domain/question.js';
import type { OpenPoint } from '../../src/domain/reading/index.js';
import { asAsked, asksBeforeSkipping, nextAsk, unanswered, type Session } from '../../src/domain/session.js';

const text = (id: string, optional = false): Question => ({ id, text: id, type: 'text', optional, carry: false });
const questions = [text('first'), text('second'), text('extra', true), text('third')];
const yes = { type: 'yes-no', yes: true } as const;
const answered = (...ids: string[]): Answers => Object.fromEntries(ids.map((id) => [id, yes]));
const point = (question: string): OpenPoint => ({ question, why: 'vague' });
const session = (mode: Session['mode'], points: OpenPoint[] = []): Session => ({ mode, asked: 0, points });

describe('one by one', () => {
  const oneByOne = session('one-by-one');

  it('puts every question in its order, the optional ones too', () => {
    expect(nextAsk(questions, {}, oneByOne)).toEqual({ kind: 'question', question: 'first' });
    expect(nextAsk(questions, answered('first'), oneByOne)).toEqual({ kind: 'question', question: 'second' });
    expect(nextAsk(questions, answered('first', 'second'), oneByOne)).toEqual({ kind: 'question', question: 'extra' });
    expect(nextAsk(questions, answered('first', 'second', 'extra'), oneByOne)).toEqual({ kind: 'question', question: 'third' });
  });

  it('resumes at the first question that is open, whatever was answered out of order', () => {
    expect(nextAsk(questions, answered('third', 'first'), oneByOne)).toEqual({ kind: 'question', question: 'second' });
  });

  it('is complete when every question has an answer, a skipped one included', () => {
    const answers: Answers = { ...answered('first', 'second', 'third'), extra: { type: 'skipped' } };
    expect(nextAsk(questions, answers, oneByOne)).toEqual({ kind: 'complete' });
  });

  it('asks again what was not understood before it goes on', () => {
    expect(nextAsk(questions, answered('first'), session('one-by-one', [point('second')]))).toEqual({
      kind: 'again',
      point: point('second'),
    });
  });
});

describe('as a whole', () => {
  it('names what is missing together, without the optional questions', () => {
    expect(nextAsk(questions, {}, session('whole'))).toEqual({ kind: 'missing', questions: ['first', 'second', 'third'] });
    expect(nextAsk(questions, answered('second'), session('whole'))).toEqual({ kind: 'missing', questions: ['first', 'third'] });
  });

  it('puts the last one missing by itself', () => {
    expect(nextAsk(questions, answered('first', 'second'), session('whole'))).toEqual({ kind: 'question', question: 'third' });
  });

  it('asks again what was not understood first, in order, each until it has an answer', () => {
    const points = [point('second'), point('third')];
    expect(nextAsk(questions, answered('first'), session('whole', points))).toEqual({ kind: 'again', point: point('second') });
    expect(nextAsk(questions, answered('first', 'second'), session('whole', points))).toEqual({ kind: 'again', point: point('third') });
    expect(nextAsk(questions, answered('first', 'second', 'third'), session('whole', points))).toEqual({ kind: 'complete' });
  });

  it('asks again about an optional question that was answered unclearly', () => {
    const answers = answered('first', 'second', 'third');
    expect(nextAsk(questions, answers, session('whole'))).toEqual({ kind: 'complete' });
    expect(nextAsk(questions, answers, session('whole', [point('extra')]))).toEqual({ kind: 'again', point: point('extra') });
  });

  it('has nothing to ask where there are no questions', () => {
    expect(nextAsk([], {}, session('whole'))).toEqual({ kind: 'complete' });
  });
});

describe('what is unanswered', () => {
  it('counts optional questions only one by one', () => {
    expect(unanswered(questions, answered('first'), 'one-by-one')).toEqual(['second', 'extra', 'third']);
    expect(unanswered(questions, answered('first'), 'whole')).toEqual(['second', 'third']);
  });
});

describe('how often a question was put again', () => {
  it('is counted for the same question, and begins anew with another one', () => {
    const put = asAsked(session('one-by-one'), 'first', false);
    const once = asAsked(put, 'first', true);
    const twice = asAsked(once, 'first', true);
    expect([put, once, twice].map(({ asking, asked }) => [asking, asked])).toEqual([
      ['first', 0],
      ['first', 1],
      ['first', 2],
    ]);
    expect(asAsked(twice, 'second', false)).toMatchObject({ asking: 'second', asked: 0 });
    expect(asAsked(twice, 'second', true)).toMatchObject({ asking: 'second', asked: 1 });
  });

  it('stays as it is when the question is put anew after a break', () => {
    const once = asAsked(session('one-by-one'), 'first', true);
    expect(asAsked(once, 'first', false)).toMatchObject({ asking: 'first', asked: 1 });
  });

  it('is not counted for a list of missing questions, and forgets the question put before', () => {
    expect(asAsked(asAsked(session('whole'), 'first', true), undefined, false)).toEqual({ mode: 'whole', points: [], asked: 0 });
  });

  it('lets a question be left out the second time', () => {
    const again = (times: number): Session =>
      times === 0 ? asAsked(session('one-by-one'), 'first', false) : asAsked(again(times - 1), 'first', true);
    expect([0, 1, 2, 3].map((times) => again(times).asked >= asksBeforeSkipping)).toEqual([false, false, true, true]);
  });

  it('leaves the mode and what is still unclear as they are', () => {
    expect(asAsked(session('one-by-one', [point('third')]), 'third', true)).toMatchObject({ mode: 'one-by-one', points: [point('third')] });
  });
});
