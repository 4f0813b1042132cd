import { expect, test } from 'vitest';
import { lastingAnswers } from '../../src/domain/carry-over.js';
import type { Answers, Question } from '../../src/domain/question.js';

const base = { optional: false, carry: true };
const keeper: Question = { ...base, id: 'keeper', type: 'text', text: '公章谁保管？' };
const boards: Question = { ...base, id: 'boards', type: 'number', text: '公开栏几块？', min: 1, max: 20 };
const place: Question = { ...base, id: 'place', type: 'choice', text: '公开栏在哪？', options: ['村部', '路口'] };
const door: Question = { ...base, id: 'door', type: 'photo', text: '公开栏照片', reason: '证明位置用' };
const contracts: Question = { ...base, id: 'contracts', carry: false, type: 'number', text: '签了几份？', min: 0, max: 99 };
const questions = [keeper, boards, place, door, contracts];
const answers: Answers = {
  keeper: { type: 'text', text: '孙国栋', remark: '九月起' },
  boards: { type: 'number', number: 2 },
  place: { type: 'choice', letter: 'B' },
  door: { type: 'photo', files: ['a.jpg'] },
  contracts: { type: 'number', number: 3 },
};

test('only what is lasting stands, as it was said, and photos are taken anew', () => {
  const { keeper: who, boards: how, place: where } = answers;
  expect(lastingAnswers(questions, { questions, answers })).toEqual({ keeper: who, boards: how, place: where });
});

test('what was skipped or not answered stands for nothing', () => {
  expect(lastingAnswers(questions, { questions, answers: { keeper: { type: 'skipped' } } })).toEqual({});
});

test('an answer that does not fit the question any more is asked afresh', () => {
  const changed: [Question, Question][] = [
    [boards, { ...boards, max: 1 }],
    [boards, { ...base, id: 'boards', type: 'text', text: '公开栏几块？' }],
    [place, { ...place, options: ['村部', '学校'] }],
    [place, { ...place, options: ['村部'] }],
    [keeper, { ...keeper, carry: false }],
  ];
  for (const [before, now] of changed) {
    expect(Object.keys(lastingAnswers([now], { questions: [before], answers }))).toEqual([]);
  }
  expect(Object.keys(lastingAnswers([{ ...place, options: ['学校', '路口'] }], { questions: [place], answers }))).toEqual(['place']);
});

test('a question that was not asked the last time is asked afresh', () => {
  expect(lastingAnswers([keeper], { questions: [boards], answers })).toEqual({});
});
