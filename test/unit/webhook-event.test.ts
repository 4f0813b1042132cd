import { describe, expect, it } from 'vitest';
import { eventOf, fieldsOf } from '../../src/domain/webhook-event.js';

const at = '1787619600000';
const cycle = 'monthly-20260825-0900';

describe('what other programs are told of an entry', () => {
  it.each([
    ['opened', cycle, 'cycle.opened', { cycle }],
    ['closed', cycle, 'cycle.closed', { cycle }],
    ['recorded', `${cycle}/dongcun#1`, 'reply.recorded', { cycle, unit: 'dongcun', version: 1 }],
    ['corrected', `${cycle}/dongcun#2`, 'reply.recorded', { cycle, unit: 'dongcun', version: 2 }],
    ['press', `${cycle}/dongcun#2`, 'rung.climbed', { rung: 'press', cycle, unit: 'dongcun' }],
    ['circulate', `${cycle}/dongcun#4`, 'rung.climbed', { rung: 'circulate', cycle, unit: 'dongcun' }],
    ['task-press', 'matter/61@3', 'rung.climbed', { rung: 'press', task: 61 }],
    ['finding-supervise', 'matter/208@7', 'rung.climbed', { rung: 'supervise', finding: 208 }],
    ['circular-released', `${cycle}/circular/3`, 'circular.released', { cycle, circular: 3 }],
    ['finding-established', 'matter/208@2', 'finding.established', { finding: 208 }],
    ['finding-closed', 'matter/208@5', 'finding.closed', { finding: 208 }],
    ['finding-reopened', 'matter/208@6', 'finding.reopened', { finding: 208 }],
    ['inspection-reported', 'matter/90@9', 'inspection.reported', { inspection: 90 }],
    ['missed', 'monthly@1787619600000', 'schedule.missed', { schedule: 'monthly', planned: '2026-08-25T01:00:00.000Z' }],
  ])('%s %s', (act, object, type, data) => {
    expect(eventOf({ at, act, object, actor: 'zhao' })).toEqual({ type, at: Number(at), data });
  });

  it.each([
    ['opened', 'weekly-digest@1787619600000'],
    ['read', `${cycle}/dongcun`],
    ['remind', `${cycle}/dongcun#1`],
    ['ask', `${cycle}/dongcun#0`],
    ['circular-withheld', `${cycle}/circular/3`],
    ['finding-proposed', 'matter/208@1'],
    ['finding-objected', 'matter/208@3'],
    ['request-opened', 'matter/208@1'],
    ['recorded', 'nonsense'],
    ['finding-closed', 'matter/'],
    ['missed', 'monthly@soon'],
    ['missed', '@1'],
    ['', ''],
  ])('nothing of %s %s', (act, object) => {
    expect(eventOf({ at, act, object })).toBeUndefined();
  });

  it('is nothing of an entry without a time that is one', () => {
    for (const wrong of ['', 'soon', '9e15', '1.5', '9'.repeat(16)])
      expect(eventOf({ at: wrong, act: 'closed', object: cycle }), wrong).toBeUndefined();
    expect(fieldsOf({ id: '1-0', fields: ['at', at, 'act'] })).toEqual({ at });
  });
});
