import { describe, expect, it } from 'vitest';
import { standingOf, wholeOf, type Stage } from '../../src/domain/campaign.js';

const stages: Stage[] = [
  { id: 'own', name: '自查自纠', from: '2026-09-01', until: '2026-09-30' },
  { id: 'look', name: '集中检查', from: '2026-10-08', until: '2026-11-30' },
];

describe('where a campaign stands', () => {
  it.each([
    ['2026-08-31', { kind: 'before', next: 0 }],
    ['2026-09-01', { kind: 'running', stage: 0 }],
    ['2026-09-30', { kind: 'running', stage: 0 }],
    ['2026-10-01', { kind: 'between', next: 1 }],
    ['2026-10-08', { kind: 'running', stage: 1 }],
    ['2026-11-30', { kind: 'running', stage: 1 }],
    ['2026-12-01', { kind: 'over' }],
  ])('on %s', (today, standing) => {
    expect(standingOf(stages, today)).toEqual(standing);
  });

  it('lasts from the first moment of its first day to the last of its last, in the committee’s timezone', () => {
    expect(wholeOf(stages, 'Asia/Shanghai')).toEqual({
      from: Date.UTC(2026, 7, 31, 16),
      to: Date.UTC(2026, 10, 30, 16),
    });
  });
});
