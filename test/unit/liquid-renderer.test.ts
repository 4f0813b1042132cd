import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/adapters/liquid/renderer.js';
import { receiptMark } from '../../src/application/ports.js';
import { PermanentError } from '../../src/domain/errors.js';

const sample = { name: 'name', reason: 'reason', units: [{ name: 'unit', why: 'why' }], count: 1 };

function render(text: string, facts: object): string {
  return createRenderer(new Map([['press', { file: 'press.md', text }]]), { press: sample }).render('press', facts);
}

describe('rendering a message', () => {
  it('puts facts in their places', () => {
    expect(
      render('{{ name }}：{% for unit in units %}{{ unit.name }}、{% endfor %}共{{ count }}', {
        name: '李卫东',
        units: [{ name: '东村' }, { name: '西村' }],
        count: 2,
      }),
    ).toBe('李卫东：东村、西村、共2');
  });

  it('never reads a value as a template', () => {
    const value = '{{ reason }}{% include "/etc/passwd" %}{{ "x" | upcase }}';
    expect(render('{{ name }}', { name: value, reason: 'secret' })).toBe(value);
  });

  it('shows nothing for a fact that is null or absent, at any depth', () => {
    const text =
      '甲{{ reason }}乙{% for unit in units %}{{ unit.name }}{{ unit.why }}{% if unit.why %}！{% endif %}{% endfor %}丙{{ count }}';
    expect(render(text, { name: null, reason: null, units: [{ name: '东村' }] })).toBe('甲乙东村丙');
  });

  it('says what the facts are now, also when they were changed since they were last said', () => {
    const texts = createRenderer(new Map([['press', { file: 'press.md', text: '{{ name }}{{ units | size }}' }]]), { press: sample });
    const facts = { name: '东村', units: [{ name: '甲' }] };
    expect([texts.render('press', facts), texts.render('press', facts)]).toEqual(['东村1', '东村1']);
    facts.units.push({ name: '乙' });
    expect(texts.render('press', facts)).toBe('东村2');
  });

  it('calls nothing and follows no prototype', () => {
    const called: string[] = [];
    class Person {
      get name(): string {
        called.push('getter of the prototype');
        return 'x';
      }
    }
    const facts = { name: () => called.push('function'), units: [new Person()] };
    expect(render('{{ name }}{% for unit in units %}{{ unit.name }}{% endfor %}', facts)).toBe('');
    expect(called).toEqual([]);
  });

  it('leaves no line where only tags stand, and every line where words do', () => {
    const text = [
      '没交的：',
      '{% for unit in units %}',
      '  {% if unit.name %}',
      '{{ unit.name }}',
      '  {% endif %}',
      '{% endfor %}',
      '请抓紧。{% if count %}',
      '{% endif %}谢谢',
    ].join('\n');
    expect(render(text, { units: [{ name: '东村' }, { name: '西村' }], count: 1 })).toBe('没交的：\n东村\n西村\n请抓紧。\n谢谢');
  });

  it('cuts spaces at line ends and blank lines, and keeps what is indented', () => {
    expect(render('\n \n　　首行  \r\n\n\n \n{{ reason }}\t次行　\n\n', { reason: null })).toBe('　　首行\n 次行');
  });

  it('drops control characters and marks that reverse the text, and keeps the place of the receipt number', () => {
    expect(render('{{ name }}', { name: `a\u0000b\u001B[31m\u009Fc\u202Ed\u2066e\nf${receiptMark}👨‍👩‍👧` })).toBe(
      `ab[31mcde\nf${receiptMark}👨‍👩‍👧`,
    );
  });

  it('tells of all broken templates with file, line and column before anything is rendered', () => {
    const sources = new Map([
      ['press', { file: 'templates/press.md', text: '好\n{{ nmae }}' }],
      ['remind', { file: 'templates/remind.md', text: '{% include "x" %}' }],
      ['receipt', { file: 'templates/receipt.md', text: '好' }],
    ]);
    expect(() => createRenderer(sources, { press: sample, remind: {}, receipt: {} })).toThrow(
      expect.objectContaining({
        code: 'template-broken',
        message: 'templates/press.md:2:4  variable  nmae\ntemplates/remind.md:1:1  tag  include',
      }),
    );
  });

  it('has no words for a message without a template', () => {
    const texts = createRenderer(new Map(), { press: sample });
    expect(() => texts.render('constructor', {})).toThrow(expect.objectContaining({ code: 'template-missing' }));
  });

  it('tells nothing of the facts when rendering fails', () => {
    const renderer = createRenderer(new Map([['own', { file: 'own.md', text: '好\n{{ lacking }}' }]]), {});
    const attempt = () => renderer.render('own', { name: 'canary' });
    expect(attempt).toThrow(new PermanentError('template-failed', 'The template own cannot be rendered at 2:4.'));
  });
});
