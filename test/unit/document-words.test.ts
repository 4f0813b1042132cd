import { describe, expect, it } from 'vitest';
import { isTitle, titled, withDocumentYear } from '../../src/domain/document-words.js';

describe('the number of a document', () => {
  it.each([
    ['青政发23号', '青政发〔2026〕23号'],
    ['青政发２３号', '青政发〔2026〕23号'],
    ['青党办第5号', '青党办〔2026〕5号'],
    ['青政发〔2026〕23号', '青政发〔2026〕23号'],
    ['青政发[2025] 23号', '青政发〔2025〕23号'],
    ['青政发（2025）23号', '青政发〔2025〕23号'],
    ['青政发2025年23号', '青政发〔2025〕23号'],
    ['青政发2025 23号', '青政发〔2025〕23号'],
    ['青政发1234号', '青政发〔2026〕1234号'],
    ['青政发23号，9月20日印发', '青政发〔2026〕23号，9月20日印发'],
  ])('%s is shown as %s', (words, shown) => {
    expect(withDocumentYear(words, 2026)).toBe(shown);
  });

  it.each(['会议室3号', '已经印发23号文', '我们发23号', '没有文号', '23号', '青政发23号文件', '', '办好了', '9月23号发'])(
    'is not seen in other words: %s',
    (words) => {
      expect(withDocumentYear(words, 2026)).toBe(words);
    },
  );

  it('is looked for in time, however long the words are', () => {
    const started = performance.now();
    for (const words of ['发'.repeat(100_000), `青政发${'1'.repeat(100_000)}`, `青政发〔${' '.repeat(100_000)}`])
      withDocumentYear(words, 2026);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the title of a document', () => {
  it.each([
    ['公务接待办法', '《公务接待办法》'],
    ['《公务接待办法》', '《公务接待办法》'],
    ['“三重一大”集体决策制度', '《“三重一大”集体决策制度》'],
    ['财务报销制度（试行）', '《财务报销制度（试行）》'],
  ])('%s is written %s', (text, shown) => {
    expect(titled(text)).toBe(shown);
  });

  it.each(['清理公务用车', '修订公务接待办法', '报送三季度小结', '落实值班制度', '接待办法、用车办法'])(
    'is not what is to be done: %s',
    (text) => {
      expect(isTitle(text)).toBe(false);
      expect(titled(text)).toBe(text);
    },
  );
});
