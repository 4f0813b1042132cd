import { describe, expect, it } from 'vitest';
import type { TextQuestion } from '../../src/domain/question.js';
import { readPrompt, readReply } from '../../src/domain/reading/index.js';

const names = ['主体责任', '一岗双责', '管住身边人', '问题整改', '下步打算'];
const parts = names.map(
  (text, index): TextQuestion => ({ id: `p${index + 1}`, text, label: text, type: 'text', optional: false, carry: false }),
);
const asked = { kind: 'report' as const, questions: parts };
const context = { today: '2026-10-14' };

const prose =
  '1月至9月，村支部开了3次会，专题研究2次。\n2026年7月5日，把低保名单重过一遍：核12户，拿下1户。\n3名党员做了谈话，5保户的钱一分没少。\n\n12345热线转来1件，已回。';

/** What each part was read as; why it is asked again, in brackets. */
function read(text: string): unknown {
  const reading = readPrompt(asked, text, context);
  if (reading.kind !== 'answers')
    return reading.kind === 'unclear' ? [reading.why, reading.number].filter((one) => one !== undefined) : reading.kind;
  const answers = Object.entries(reading.answers).map(([id, answer]) => [id, answer.type === 'text' ? answer.text : answer.type]);
  const unclear = reading.unclear.map(({ question, why }) => [question, `(${why})`]);
  return Object.fromEntries([...answers, ...unclear]);
}

describe('a report in one message', () => {
  it.each([
    ['1 开了会\n2 谈了话', { p1: '开了会', p2: '谈了话' }],
    ['１、开了会\n２、谈了话', { p1: '开了会', p2: '谈了话' }],
    ['一、开了会\n二、谈了话', { p1: '开了会', p2: '谈了话' }],
    ['第1题：开了会\n第二题 谈了话', { p1: '开了会', p2: '谈了话' }],
    ['（一）开了会\n（二）谈了话', { p1: '开了会', p2: '谈了话' }],
    ['①开了会\n②谈了话', { p1: '开了会', p2: '谈了话' }],
    ['1本村开了会\n2谈了话', { p1: '本村开了会', p2: '谈了话' }],
    ['1、开了会\n2. 谈了话\n3：没有', { p1: '开了会', p2: '谈了话', p3: '无' }],
    ['3 把章收了回来', { p3: '把章收了回来' }],
    ['2\n支部开了两次会', { p2: '支部开了两次会' }],
    ['东村三季度履责报告\n一、开了会\n二、谈了话', { p1: '开了会', p2: '谈了话' }],
    ['1 开了会\n4 高度重视，狠抓落实', { p1: '开了会', p4: '(boilerplate)' }],
    ['1 是\n2 谈了话', { p1: '(not-understood)', p2: '谈了话' }],
  ])('%j is read by the numbers its lines begin with', (text, parts_) => {
    expect(read(text)).toEqual(parts_);
  });

  it.each([
    ['lines that begin with a month, a year, a count or a telephone number', `1 ${prose}\n2 谈了话`],
    ['figures and decimals', '1 花了2.5万元\n2.5万元都公示了\n3%是工资\n3-5户没签\n2至3户在催\n2 谈了话'],
    ['seasons, villagers and other words that begin with a digit', '1 上半年的事\n1季度开了会\n2季度补了课\n3户在催\n3组最好\n2 谈了话'],
    ['a list of its own', '1、开了会：\n（1）学文件\n（2）定任务\n（3）签字\n2、谈了话'],
    ['a list in digits below headings in words', '一、开了会\n1. 学文件\n2. 定任务\n3. 签字\n二、谈了话'],
    ['a second list of the same kind', '一、开了会\n1. 学\n2. 定\n又开一次\n1. 查\n2. 改\n二、谈了话'],
    ['a step back', '2 谈了话\n1 次没谈成'],
    ['a number that no part has', '1 开了会\n6 其他都好\n2 谈了话'],
  ])('keeps %s inside the part', (_what, text) => {
    const [, first = '', second] = /^(?:[12一二]、?\s?)([\s\S]*?)(?:\n(?:2|二)[、 ](?!次|季度)([^\n]*))?$/u.exec(text) ?? [];
    const id = text.startsWith('2') ? 'p2' : 'p1';
    expect(read(text)).toEqual(second === undefined ? { [id]: first } : { p1: first, p2: second });
  });

  it('keeps every word as written, full-width forms, blank lines and all', () => {
    expect(read(`1、${prose}`)).toEqual({ p1: prose });
    expect(read('1　（一）ＡＢ　Ｃ！\r\n\r\n　　第二段')).toEqual({ p1: '（一）ＡＢ　Ｃ！\n\n　　第二段' });
  });

  it('keeps parts of many thousand characters', () => {
    const long = `${prose}\n`.repeat(60).trim();
    expect(long.length).toBeGreaterThan(5_000);
    expect(read(`1 ${long}\n2 ${long}`)).toEqual({ p1: long, p2: long });
  });

  it.each([
    ['1 开了会\n1 谈了话', ['same-question-twice', 1]],
    ['1 主体：\n1 学文件\n2 定任务\n2 谈了话', ['same-question-twice', 1]],
    ['6 开了会', ['no-such-question', 6]],
    ['这个季度我们村开了两次支委会，核了低保名单。', ['which-question']],
    ['主要做了两件事：\n1. 学文件\n2. 定任务，还谈了好多次话', ['which-question']],
  ])('%j is asked about', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['收到', 'idle'],
    ['还没写', 'idle'],
    ['这题怎么写？', 'question'],
    ['属实', 'attested'],
    ['写好了', 'nothing'],
    ['', 'nothing'],
  ])('%j is no part of it', (text, kind) => {
    expect(read(text)).toBe(kind);
  });

  it('is a part without its number when only one is left', () => {
    const reading = readPrompt(asked, '这个季度我们村开了两次支委会，核了低保名单。', { ...context, open: ['p4'] });
    expect(reading).toMatchObject({ kind: 'answers', inOrder: true, answers: { p4: { type: 'text' } } });
  });
});

describe('a change of a report', () => {
  const changed = (text: string): unknown => {
    const reading = readPrompt(asked, text, context);
    if (reading.kind !== 'change') return reading;
    return reading.changes.map(({ question, reading: one }) => [
      question,
      one.kind === 'understood' && one.answer.type === 'text' ? one.answer.text : one,
    ]);
  };

  it('takes all that follows the number, in all its lines', () => {
    expect(changed(`改 2 ${prose}`)).toEqual([['p2', prose]]);
    expect(changed(`改第2题：${prose}`)).toEqual([['p2', prose]]);
    expect(changed('改 2 谈了3次\n4 章收回来了')).toEqual([
      ['p2', '谈了3次'],
      ['p4', '章收回来了'],
    ]);
  });

  it.each([
    ['改', 'change-what'],
    ['改 2', 'change-what'],
    ['改 8 谈了3次', 'no-such-question'],
  ])('%j says not what', (text, why) => {
    expect(changed(text)).toMatchObject({ kind: 'unclear', why });
  });
});

describe('one part asked by itself', () => {
  const [first = parts[0]] = parts;
  const reply = (text: string): unknown => {
    const reading = first === undefined ? undefined : readReply(asked, first, text, context);
    return reading?.kind === 'understood' && reading.answer.type === 'text'
      ? reading.answer.text
      : reading?.kind === 'unclear'
        ? `(${reading.why})`
        : reading?.kind;
  };

  it.each([
    [prose, prose],
    [`1 ${prose}`, prose],
    ['1. 开了会\n2. 谈了话\n3. 都记了', '1. 开了会\n2. 谈了话\n3. 都记了'],
    ['查看聊天记录的事，上次会上说过了，大家都同意以后不在群里转发工作材料，谁转的谁去删，删完在群里说一声，这件事就算办完了。', undefined],
    ['没有', '无'],
    ['晚点', 'no-answer'],
    ['这题什么意思？', 'question'],
    ['见附件', '(attachment)'],
    ['高度重视，加强领导，狠抓落实，确保实效。'.repeat(6), '(boilerplate)'],
    ['。'.repeat(80), '(empty)'],
  ])('%j', (text, expected) => {
    expect(reply(text)).toBe(expected ?? text);
  });
});

it('is read in time that grows with the text, whatever it holds', () => {
  const began = performance.now();
  for (const piece of ['1 ', '1、\n', '（一）', '\n2 x', '改 1', '第1题']) readPrompt(asked, piece.repeat(20_000 / piece.length), context);
  expect(performance.now() - began).toBeLessThan(3_000);
});
