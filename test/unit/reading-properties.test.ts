import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, letterOf, type Question } from '../../src/domain/question.js';
import { isBoilerplate, plain, readAnswer, readFollowUp, readIdle, readWhole, sampleLine } from '../../src/domain/reading/index.js';
import { disclosure, issue, lesson, meeting, questions, seals, talks, thursday } from './reading-questions.js';

const fragments = [
  ...'1 2 3 4 5 6 0 12 23 第 题 一 二 三 十 是 否 有 没 没有 无 A B D 次 月 日 号 11.3 11月3号 上周 周五 改 成 更正 同上月 同上 属实 不适用 跳过 收到 还没弄 吗 不 约 左右 , 、 。 : ; . - ( ) ? ① ②'.split(
    ' ',
  ),
  ' ',
  '\n',
  '公开栏坏了',
  '高度重视',
  '\u200b',
  '👌',
];
const typing = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 25 }).map((parts) => parts.join('')),
);

describe('any typing', () => {
  it('never makes a reader throw', () => {
    fc.assert(
      fc.property(typing, fc.constantFrom(questions, seals, [issue], [meeting], [lesson]), (text, asked) => {
        expect(() => {
          readWhole(asked, text, thursday);
          for (const question of asked) readAnswer(question, text, thursday);
          readIdle(text);
          readFollowUp(text, thursday);
          isBoilerplate(text);
        }).not.toThrow();
      }),
      { numRuns: 1500 },
    );
  });

  it('is plain after it was made plain once', () => {
    fc.assert(
      fc.property(typing, (text) => {
        expect(plain(plain(text))).toBe(plain(text));
      }),
      { numRuns: 1500 },
    );
  });

  it('puts each question of a whole reply in at most one list', () => {
    fc.assert(
      fc.property(typing, (text) => {
        const reading = readWhole(questions, text, thursday);
        if (reading.kind !== 'answers') return;
        const { answers, unclear, carry, attested, notApplicable, missing } = reading;
        const open = [...unclear, ...notApplicable].map(({ question }) => question);
        const named = [...Object.keys(answers), ...open, ...carry, ...attested, ...missing];
        expect([...named].sort()).toEqual(questions.map(({ id }) => id).sort());
      }),
      { numRuns: 1500 },
    );
  });

  it('never gives a day after today, nor a number out of bounds', () => {
    fc.assert(
      fc.property(typing, (text) => {
        const day = readAnswer(lesson, text, thursday);
        if (day.kind === 'understood' && day.answer.type === 'date' && day.answer.date)
          expect(day.answer.date <= thursday.today).toBe(true);
        const count = readAnswer(talks, text, thursday);
        if (count.kind !== 'understood' || count.answer.type !== 'number') return;
        expect(count.answer.number).toBeGreaterThanOrEqual(0);
        expect(count.answer.number).toBeLessThanOrEqual(99);
      }),
      { numRuns: 1500 },
    );
  });
});

const weekdays = '日一二三四五六';

function echo(question: Question, answer: Answer): string {
  switch (answer.type) {
    case 'yes-no':
      return answer.yes ? '是' : '否';
    case 'number':
      return `${answer.number}次`;
    case 'choice':
      return question.type === 'choice' ? `${answer.letter} ${question.options[answer.letter.charCodeAt(0) - 65]}` : answer.letter;
    case 'date': {
      if (answer.date === null) return '无';
      const [, month, day] = answer.date.split('-').map(Number);
      return `${month}月${day}日（周${weekdays.charAt(new Date(`${answer.date}T00:00:00Z`).getUTCDay())}）`;
    }
    case 'text':
      return answer.text;
    default:
      return '跳过';
  }
}

const today = new Date('2026-11-26T00:00:00Z').getTime();
const dates = fc.integer({ min: 0, max: 300 }).map((days) => new Date(today - days * 86_400_000).toISOString().slice(0, 10));
const statements = fc
  .array(fc.constantFrom('公开栏坏了', '会计刚交接', '9月补公开', '李家湾', '，', '3户没领到', '水管'), { minLength: 1, maxLength: 6 })
  .map((parts) => `村${parts.join('')}修`);
const canonical: Record<string, [Question, fc.Arbitrary<Answer>]> = {
  'yes or no': [meeting, fc.boolean().map((yes): Answer => ({ type: 'yes-no', yes }))],
  'a number': [talks, fc.integer({ min: 0, max: 99 }).map((number): Answer => ({ type: 'number', number }))],
  'an option': [disclosure, fc.integer({ min: 0, max: 2 }).map((index): Answer => ({ type: 'choice', letter: letterOf(index) }))],
  'a day': [lesson, fc.oneof(dates, fc.constant(null)).map((date): Answer => ({ type: 'date', date }))],
  'a text': [issue, fc.oneof(statements, fc.constant('无')).map((text): Answer => ({ type: 'text', text }))],
};

describe('the echo of an answer', () => {
  it.each(Object.keys(canonical))('reads back as the same answer: %s', (name) => {
    const [question, answers] = canonical[name] ?? [meeting, fc.constant<Answer>({ type: 'yes-no', yes: true })];
    fc.assert(
      fc.property(answers, (answer) => {
        expect(readAnswer(question, echo(question, answer), thursday)).toEqual({ kind: 'understood', answer });
      }),
    );
  });

  it('reads back as a whole reply, in full or in the shortest form', () => {
    const arbitraries = Object.values(canonical).map(([, answer]) => answer);
    fc.assert(
      fc.property(fc.tuple(...arbitraries), fc.constantFrom(' ', '\n', '，', '；'), (answers, separator) => {
        const line = answers.map((answer, index) => `${index + 1}、${echo(questions[index] ?? meeting, answer)}`).join(separator);
        const expected = Object.fromEntries(answers.map((answer, index) => [questions[index]?.id, answer]));
        expect(readWhole(questions, line, { today: thursday.today })).toMatchObject({
          kind: 'answers',
          answers: expected,
          unclear: [],
          missing: [],
        });
      }),
    );
  });
});

describe('a copied sample', () => {
  it('is found exactly when the reply is a sample of a day since the prompt, whatever its blanks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(' ', '  ', '　'),
        (sentBack, shownBack, blank) => {
          const day = (back: number): string => new Date(today - back * 86_400_000).toISOString().slice(0, 10);
          const reply = sampleLine(questions, day(shownBack)).replaceAll(' ', blank);
          const reading = readWhole(questions, reply, { today: thursday.today, askedOn: day(sentBack) });
          expect(reading.kind === 'unclear' && reading.why === 'sample-copied').toBe(shownBack <= sentBack);
        },
      ),
    );
  });

  it('is never found in another reply', () => {
    fc.assert(
      fc.property(typing, (text) => {
        const reading = readWhole(questions, text, { today: thursday.today });
        const same =
          plain(text).replaceAll(/\s/g, '').toLowerCase() ===
          plain(sampleLine(questions, thursday.today)).replaceAll(' ', '').toLowerCase();
        expect(reading.kind === 'unclear' && reading.why === 'sample-copied').toBe(same);
      }),
    );
  });
});

describe('hostile typing', () => {
  const units = [
    '1',
    '第',
    ' ',
    '\n',
    '1 ',
    '1是 ',
    '1是2',
    '2 3 ',
    '1.',
    '.',
    '、',
    '一',
    '一 ',
    '十',
    '第1题',
    '(',
    '①',
    '改',
    '改 ',
    '错',
    '同上月',
    '1、',
    '1-',
    '没有',
    '嗯',
    '嗯 ',
    '好',
    '高度重视',
    '是不是',
    'A',
    'A ',
    '11.3 ',
    '周',
    '？',
    '吗',
    '👌',
    '[',
    '聊',
    '1,000',
    '\u200b',
    '\u0301',
    '还',
    '5月',
    '更正',
    '不',
    ',',
    '3次 ',
    '无 ',
  ];

  it.each(units)('of 20,000 characters %j is read in well under a second', (unit) => {
    const text = unit.repeat(Math.ceil(20_000 / unit.length));
    const readers: (() => unknown)[] = [
      () => readWhole(questions, text, thursday),
      () => readWhole(questions, `1是 2 3 3A 4 11.3 5${text}`, thursday),
      () => readWhole(seals, text, thursday),
      () => readWhole([issue], text, thursday),
      () => readWhole([talks], text, thursday),
      ...questions.map((question) => () => readAnswer(question, `1${text}`, thursday)),
      () => readIdle(text),
      () => readFollowUp(text, thursday),
      () => isBoilerplate(text),
    ];
    for (const read of readers) {
      const started = performance.now();
      read();
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});
