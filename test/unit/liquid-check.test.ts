import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkTemplate } from '../../src/adapters/liquid/check.js';
import { isLibrary } from '../../src/adapters/yaml/nudge-library.js';
import { samples } from '../../src/application/messages.js';

const sample = { title: 'title', count: 1, none: [], units: [{ name: 'unit', people: ['name'] }], lead: { name: 'name', phone: null } };

const check = (text: string) => checkTemplate('press', text, { press: sample });
const found = (text: string) => check(text).map(({ line, column, what, detail }) => `${line}:${column} ${what} ${detail}`);

afterEach(() => {
  vi.restoreAllMocks();
});

describe('checking a template', () => {
  it('does not take a machine that stood still for a slow template', () => {
    const real = performance.now.bind(performance);
    let looks = 0;
    // The clock leaps once, behind the beginning of the first rendering.
    vi.spyOn(performance, 'now').mockImplementation(() => real() + ((looks += 1) > 2 ? 60_000 : 0));
    expect(found('{{ title }}{{ count }}{{ title }}')).toEqual([]);
    expect(looks).toBeGreaterThan(2);
  });

  it('finds nothing in what a message needs', () => {
    const text = [
      '{% assign shown = units %}{% for unit in shown limit: count %}',
      '{{ forloop.index }}. {{ unit.name | strip }}（{{ unit.people | join: "、" }}，共{{ unit.people.size }}人）{% unless forloop.last %}；{% endunless %}',
      '{% else %}无{% endfor %}',
      '{% if count > 1 and title contains "查" %}{{ title }}{% elsif none.size == 0 %}{{ lead.name | default: "缺" }}{% endif %}',
      '{% case count %}{% when 1 %}一{% else %}{{ count | plus: 1 }}{% endcase %}{{ units[0].name }}{{ units.first.name }}{{ shown.last.name }}',
    ].join('\n');
    expect(found(text)).toEqual([]);
  });

  it.each([
    ['{{ title', '1:1 syntax output "{{ title" not closed'],
    ['一\n二{% if title %}\n三', '2:2 syntax tag {% if title %} not closed'],
    ['{% if title %}{% endfor %}{% endif %}', '1:15 syntax tag "endfor" not found'],
    ['好\n  {{ title | upcase }}', '2:3 filter upcase'],
    ['{{ title | constructor }}', '1:1 filter constructor'],
    ['{% constructor %}', '1:1 tag constructor'],
  ])('tells line and column of an error: %j', (text, fault) => {
    expect(found(text)).toEqual([fault]);
  });

  it.each(['', ' \n\n', '{% if count > 99 %}好{% endif %}'])('refuses what says nothing: %j', (text) => {
    expect(found(text)).toEqual(['1:1 empty ']);
  });

  it('refuses every tag that reads files, captures, counts or hides, all at once', () => {
    const text =
      '{% include "a" %}\n{% render "a" %}\n{% layout "a" %}\n{% capture a %}{% endcapture %}\n{% increment a %}\n{% raw %}{% endraw %}';
    expect(found(text)).toEqual([
      '1:1 tag include',
      '2:1 tag render',
      '3:1 tag layout',
      '4:1 tag capture',
      '4:16 tag endcapture',
      '5:1 tag increment',
      '6:1 tag raw',
      '6:10 tag endraw',
    ]);
  });

  it('finds all variables that the message has no fact for, in conditions and arguments too', () => {
    const text =
      '{{ tilte }}\n{% if counts > 1 %}{{ lead.nmae }}{% endif %}{{ title | default: nobody }}{% case kind %}{% when title %}{% endcase %}';
    expect(found(text)).toEqual([
      '1:4 variable tilte',
      '2:7 variable counts',
      '2:23 variable lead.nmae',
      '2:66 variable nobody',
      '2:83 variable kind',
    ]);
  });

  it('follows loops and assignments by the first item of the sample', () => {
    const text = '{% for unit in units %}{{ unit.nmae }}{% for one in unit.people %}{{ one.name }}{% endfor %}{% endfor %}{{ unit.name }}';
    expect(found(text)).toEqual(['1:27 variable unit.nmae', '1:70 variable one.name', '1:108 variable unit.name']);
    expect(found('{% assign boss = lead %}{{ boss.name }}{{ boss.nmae }}{{ forloop.index }}')).toEqual([
      '1:43 variable boss.nmae',
      '1:58 variable forloop.index',
    ]);
    expect(found('{% for one in none %}{{ one.whatever }}{% endfor %}{{ lead.phone.code }}好')).toEqual([]);
  });

  it('takes no inherited property for a fact', () => {
    expect(found('{{ constructor }}{{ title.length }}{{ lead.__proto__ }}').map((fault) => fault.split(' ')[1])).toEqual(
      Array(3).fill('variable'),
    );
  });

  it('tries the template, so that what cannot be rendered is found before it is needed', () => {
    expect(found('{{ title }}\n{{ lead }}')).toEqual(['2:1 fails Cannot convert object to primitive value']);
    expect(found('好\n{% for i in (1..1000000000) %}{% endfor %}')).toEqual(['2:1 fails memory alloc limit exceeded']);
  });

  it('stops a template that would run for hours', () => {
    const [fault] = check('{% for i in (1..100000) %}{% for j in (1..100000) %}{% endfor %}{% endfor %}');
    expect(fault).toMatchObject({ what: 'fails', detail: expect.stringMatching(/limit exceeded/) });
  });

  it('survives templates that are nested without end or without bounds', () => {
    expect(check('{% if title %}'.repeat(3_000))[0]?.what).toBe('syntax');
    expect(check('好'.repeat(50_001))).toEqual([{ line: 1, column: 1, what: 'too-long', detail: '50000' }]);
  });

  it('comes to an end on a line of very many tags', () => {
    expect(found(`${'{% assign a = 1 %} '.repeat(2_000)}x`)).toEqual([]);
  });

  it('checks only the syntax of a template whose facts are not known', () => {
    expect(checkTemplate('toString', '{{ anything.at.all }}', { press: sample })).toEqual([]);
    expect(checkTemplate('toString', '{{ anything', { press: sample })).toHaveLength(1);
  });
});

describe('the shipped templates', () => {
  const isTemplate = (file: string): boolean => file.endsWith('.md') && !isLibrary(readFileSync(`templates/${file}`, 'utf8'));
  const files = readdirSync('templates').filter(isTemplate);

  it.each(files)('%s has no fault', (file) => {
    expect(checkTemplate(file.slice(0, -3), readFileSync(`templates/${file}`, 'utf8'), samples)).toEqual([]);
  });
});
