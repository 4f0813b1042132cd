import { expect, it } from 'vitest';
import { planWords } from '../../src/domain/plan-words.js';

it.each([
  ['打算哪天开？', '打算9月2日开'],
  ['打算哪一天补上', '打算9月2日补上'],
  ['没开是为什么，打算什么时候开？没定就说没定', '打算9月2日开'],
  ['准备几号公示?', '准备9月2日公示'],
])('%s is answered in its own words', (question, words) => {
  expect(planWords(question, '9月2日')).toBe(words);
});

it('a question that asks for no day has no words for one', () => {
  expect(planWords('为什么没开？', '9月2日')).toBeUndefined();
});

it('a day that looks like a replacement pattern is put in as it is', () => {
  expect(planWords('打算哪天开？', '$&')).toBe('打算$&开');
});
