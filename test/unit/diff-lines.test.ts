import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, hunks, type DiffLine } from '../../src/adapters/console/page/diff-lines.js';
import { isPaused, withPause } from '../../src/adapters/console/page/pause-text.js';

const signs = { same: ' ', added: '+', removed: '-' } as const;

function shown(lines: readonly DiffLine[]): string[] {
  return lines.map(({ kind, text }) => `${signs[kind]}${text}`);
}

describe('a comparison of two texts', () => {
  it.each([
    ['the same text', 'a\nb\n', 'a\nb\n', [' a', ' b']],
    ['a line that changed', 'a\nb\nc\n', 'a\nx\nc\n', [' a', '-b', '+x', ' c']],
    ['a line that came', 'a\nc\n', 'a\nb\nc\n', [' a', '+b', ' c']],
    ['a line that went', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['lines around one that stayed', 'a\nb\nc\n', 'x\nb\ny\n', ['-a', '+x', ' b', '-c', '+y']],
    ['everything new', '', 'a\n', ['+a']],
    ['everything gone', 'a\n', '', ['-a']],
    ['ends of lines of another kind', 'a\r\nb\r\n', 'a\nb\n', [' a', ' b']],
  ])('tells %s', (_, before, after, expected) => {
    expect(shown(diffLines(before, after))).toEqual(expected);
  });

  it('holds both texts whole, and names no more changes than there are lines', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.map((line) => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(before, after);
        const side = (without: DiffLine['kind']): string =>
          lines.map(({ kind, text: line }) => (kind === without ? '' : `${line}\n`)).join('');
        expect(side('added')).toBe(before);
        expect(side('removed')).toBe(after);
      }),
    );
  });

  it('takes two long texts that have nothing in common as replaced', () => {
    const long = (mark: string): string => Array.from({ length: 3_000 }, (_, at) => `${mark}${at}`).join('\n');
    const lines = diffLines(long('a'), long('b'));
    expect(lines.filter(({ kind }) => kind === 'removed')).toHaveLength(3_000);
    expect(lines.filter(({ kind }) => kind === 'added')).toHaveLength(3_000);
  });

  it('shows the lines around a change and how many others there are', () => {
    const before = Array.from({ length: 20 }, (_, at) => String(at)).join('\n');
    const found = hunks(diffLines(before, before.replace('10', 'ten')), 2);
    expect(found[0]).toEqual({ kind: 'skipped', count: 8 });
    expect(found.at(-1)).toEqual({ kind: 'skipped', count: 7 });
    expect(found).toHaveLength(2 + 2 + 2 + 2);
  });
});

describe('a pause', () => {
  const text = '# 每月25日\nname: 月度自查 # 名称\nkind: self-check\n';
  it('is one line more, and lifting it brings back the very same text', () => {
    const paused = withPause(text, true);
    expect(paused).toBe('# 每月25日\npaused: true\nname: 月度自查 # 名称\nkind: self-check\n');
    expect([isPaused(text), isPaused(paused)]).toEqual([false, true]);
    expect(withPause(paused, false)).toBe(text);
    expect(withPause(paused, true)).toBe(paused);
  });

  it('keeps ends of lines as they are, and takes the place of paused: false', () => {
    expect(withPause('name: a\r\nkind: b\r\n', true)).toBe('paused: true\r\nname: a\r\nkind: b\r\n');
    expect(withPause('name: a\npaused: false\nkind: b\n', true)).toBe('paused: true\nname: a\nkind: b\n');
    expect(isPaused('name: a\npaused: false\n')).toBe(false);
    expect(isPaused('name: a\npaused: true # 秋收\r\n')).toBe(true);
  });
});
