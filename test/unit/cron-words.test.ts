import { expect, test } from 'vitest';
import { cron } from '../../src/adapters/cron/cron.js';

test.each([
  ['0 9 25 * *', '在09:00, 限每月 25 号'],
  ['0 10 * * 3', '在10:00, 仅星期三'],
  ['0 9 1 12 *', '在09:00, 限每月 1 号, 仅于十二月份'],
])('%s is said in Chinese', (expression, words) => {
  expect(cron.words(expression)).toBe(words);
});
