import { readdirSync, readFileSync } from 'node:fs';
import type { Template } from 'liquidjs';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../src/adapters/liquid/compile.js';
import { createEngine, parseTemplate } from '../../src/adapters/liquid/engine.js';
import { plainFacts } from '../../src/adapters/liquid/facts.js';
import { samples } from '../../src/application/messages.js';
import { seeded, type Seeded } from '../harness/seeded.js';

const engine = createEngine();
const rounds = 40;

/** What liquidjs says; undefined: it refuses. */
function byLiquid(parsed: Template[], facts: object, sample: object | undefined): string | undefined {
  try {
    return String(engine.renderSync(parsed, plainFacts(facts, sample)));
  } catch {
    return undefined;
  }
}

function compiled(text: string, facts: object, sample: object | undefined): string | undefined {
  return compileTemplate(parseTemplate(engine, text), sample)?.(facts);
}

/** The sample with values exchanged, left out and made odd by lot; `words`: those the template asks for. */
function altered(value: unknown, words: readonly string[], lots: Seeded): unknown {
  const lot = lots.next();
  if (lot < 0.08) return lots.pick<unknown>([null, Math.max, true, false, 0, 1, 2, Number.NaN, '', [], {}, { name: 1 }, ['a', 2]]);
  if (Array.isArray(value)) {
    const items = value as unknown[];
    return Array.from({ length: lots.below(4) }, () => altered(items[0], words, lots));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(() => lots.next() > 0.05);
    return Object.fromEntries(entries.map(([name, item]) => [name, altered(item, words, lots)]));
  }
  if (typeof value === 'string' && lot < 0.6) return lots.pick<unknown>([...words, '东村', '{{ x }}']);
  if (typeof value === 'number' && lot < 0.6) return lots.pick<unknown>([0, 1, 2, 3, 7, 12]);
  if (typeof value === 'boolean') return lot < 0.5;
  return value;
}

const shipped = readdirSync('templates')
  .filter((file) => file.endsWith('.md'))
  .map((file) => [file.slice(0, -'.md'.length), readFileSync(`templates/${file}`, 'utf8')] as const);

describe('a compiled template', () => {
  it.each(shipped)('%s says exactly what liquidjs says, whatever the facts are', (name, text) => {
    const sample = (samples as Record<string, object>)[name];
    const words = [...text.matchAll(/'([^']*)'/g)].map(([, word = '']) => word);
    const parsed = parseTemplate(engine, text);
    const say = compileTemplate(parsed, sample);
    const lots = seeded(name.length);
    const different = Array.from({ length: rounds }, () => {
      const facts = altered(sample ?? {}, words, lots);
      const said = typeof facts === 'object' && facts !== null ? say?.(facts) : undefined;
      return said === undefined || said === byLiquid(parsed, facts as object, sample) ? [] : [{ facts, said }];
    });
    expect(different.flat()).toEqual([]);
  });

  it('is made of nearly every shipped template', () => {
    const left = shipped.filter(
      ([name, text]) => compileTemplate(parseTemplate(engine, text), (samples as Record<string, object>)[name]) === undefined,
    );
    expect(left.length).toBeLessThan(shipped.length / 4);
  });

  const sample = { name: 'name', on: true, count: 1, unit: { name: 'unit' }, units: [{ name: 'unit', people: ['person'] }] };
  const facts = {
    name: '东村',
    count: 2,
    unit: { name: '西村' },
    units: [
      { name: '甲', people: ['一', '二'] },
      { name: '乙', people: [] },
    ],
  };

  it.each([
    '{% if on %}甲{% elsif count > 1 %}乙{% else %}丙{% endif %}',
    '{% unless on %}甲{% elsif count == 2 %}乙{% else %}丙{% endunless %}{% unless count %}丁{% else %}戊{% endunless %}',
    '{% if count == 2 and on or name == "东村" %}甲{% endif %}{% if on or count >= 2 and name != nil %}乙{% endif %}',
    '{% case count %}{% when 1, 2 %}甲{% when 2 or 3 %}乙{% else %}丙{% endcase %}{% case name %}{% when "x" %}丁{% else %}戊{% endcase %}',
    '{% for u in units %}{{ forloop.index }}{{ u.name }}{% for p in u.people %}{{ forloop.index }}{{ p }}{% if forloop.last %}。{% endif %}{% else %}无{% endfor %}{% unless forloop.last %}；{% endunless %}{% endfor %}',
    '{% for u in units %}{% if forloop.first %}首{% endif %}{{ u.people.size }}{{ unit.name }}{{ forloop.index }}{% endfor %}{{ units.size }}',
    '{% for unit in units %}{{ unit.name }}{% endfor %}{{ unit.name }}{{ true }}{{ 3 }}{{ "字" }}{{ nil }}',
    '{% if units %}甲{% endif %}{% if units.size > 0 %}乙{% endif %}{% if nothing.at.all %}丙{% else %}丁{% endif %}{{ on }}',
  ])('%s is said as by liquidjs', (text) => {
    const parsed = parseTemplate(engine, text);
    expect(compiled(text, facts, sample)).toBe(byLiquid(parsed, facts, sample));
    expect(compiled(text, {}, sample)).toBe(byLiquid(parsed, {}, sample));
    expect(compiled(text, facts, sample)).toBeTypeOf('string');
  });

  it.each([
    '{{ name | slice: 1 }}',
    '{% assign x = name %}{{ x }}',
    '{% for u in units limit: 1 %}{% endfor %}',
    '{{ units[0].name }}',
    '{% if name == empty %}{% endif %}',
  ])('%s is left to liquidjs', (text) => {
    expect(compileTemplate(parseTemplate(engine, text), sample)).toBeUndefined();
  });

  it('leaves to liquidjs what only it can judge: an unknown name, an object in the place of a text, a loop without end', () => {
    expect(compiled('{{ unknown }}', facts, sample)).toBeUndefined();
    expect(compiled('{{ unit }}', facts, sample)).toBeUndefined();
    expect(compiled('{% for letter in name %}{{ letter }}{% endfor %}', facts, sample)).toBeUndefined();
    const many = { units: Array.from({ length: 200 }, () => ({ name: '甲', people: Array.from({ length: 200 }, () => '一') })) };
    expect(compiled('{% for u in units %}{% for p in u.people %}{{ p }}{% endfor %}{% endfor %}', many, sample)).toBeUndefined();
  });
});
