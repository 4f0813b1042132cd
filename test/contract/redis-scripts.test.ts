import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signatures } from '../../src/adapters/redis/script-signatures.js';

const folder = new URL('../../src/adapters/redis/scripts/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.lua'));
const shared = ['prelude.lua', 'notices.lua', 'outcome.lua'];
const wrappers = Object.entries(signatures).map(([name, { keys, args }]) => ({
  name,
  keys: [...keys] as string[],
  args: [...args] as string[],
}));

type Table = 'KEYS' | 'ARGV';

function textOf(name: string): string {
  return readFileSync(new URL(`${name}.lua`, folder), 'utf8');
}

/** The names in the header; `...` stands for what follows them. */
function headerOf(text: string, table: Table): string[] {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`-- ${table} `)) ?? '';
  return line.split(' ').slice(2);
}

/** The names that a script's body gives to its KEYS or ARGV, by their places. */
function bodyNames(text: string, table: Table): Map<number, string> {
  const names = new Map<number, string>();
  const place = new RegExp(`^(?:\\w[\\w.]*\\()?${table}\\[(\\d+)\\]\\)?$`);
  for (const [, left = '', right = ''] of text.matchAll(/^local (.+?) = (.+)$/gm)) {
    right.split(', ').forEach((expression, i) => {
      const at = place.exec(expression)?.[1];
      if (at !== undefined) names.set(Number(at), left.split(', ')[i] ?? '');
    });
  }
  for (const [, name = '', at] of text.matchAll(new RegExp(`(\\w+) = ${table}\\[(\\d+)\\][, ]`, 'g'))) {
    if (!names.has(Number(at))) names.set(Number(at), name);
  }
  return names;
}

function numbered(names: readonly string[]): Map<number, string> {
  return new Map(names.map((name, i) => [i + 1, name]));
}

function withoutFurther(names: Map<number, string>, count: number): Map<number, string> {
  return new Map([...names].filter(([at]) => at <= count).sort(([a], [b]) => a - b));
}

describe('the scripts', () => {
  it('are exactly those that have a typed wrapper', () => {
    const scripts = files.filter((file) => !shared.includes(file)).sort();
    expect(scripts).toEqual(wrappers.map(({ name }) => `${name}.lua`).sort());
  });

  it('are at most 100 lines long', () => {
    for (const file of files)
      expect(readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n').length, file).toBeLessThanOrEqual(100);
  });

  it.each(wrappers)('$name says in its header what its wrapper passes and what it returns', ({ name, keys, args }) => {
    const text = textOf(name);
    expect(headerOf(text, 'KEYS').filter((word) => word !== '...')).toEqual(keys);
    expect(headerOf(text, 'ARGV').filter((word) => word !== '...')).toEqual(args);
    expect(text).toMatch(/^-- returns \S/m);
  });

  it.each(wrappers)('$name reads every key and argument under the name and in the place of its header', ({ name, keys, args }) => {
    const text = textOf(name);
    expect(withoutFurther(bodyNames(text, 'KEYS'), keys.length)).toEqual(numbered(keys));
    expect(withoutFurther(bodyNames(text, 'ARGV'), args.length)).toEqual(numbered(args));
  });

  it.each(wrappers)('$name takes the notices to queue from where its own keys and arguments end', ({ name, keys, args }) => {
    const places = [...textOf(name).matchAll(/enqueueFrom\((\d+), (\d+)\)/g)].map(([, key, arg]) => [Number(key), Number(arg)]);
    for (const place of places) expect(place).toEqual([keys.length + 1, args.length + 1]);
  });
});
