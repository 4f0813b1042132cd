import { describe, expect, it } from 'vitest';
import { cycleName } from '../../src/domain/cycle-name.js';
import type { SelfCheckSchedule } from '../../src/domain/schedule.js';

const zone = 'Asia/Shanghai';

function scheduleCalled(name: string): SelfCheckSchedule {
  return {
    id: 'monthly',
    kind: 'self-check',
    name,
    trigger: { kind: 'cron', cron: '0 9 25 * *', workday: 'next' },
    audience: { units: 'all' },
    ask: 'liaison',
    deadline: { kind: 'workdays', days: 5 },
    prompt: 'self-check',
    questions: [],
    remind: [],
    escalate: [],
    urgent: false,
  };
}

function nameOf(name: string, plannedAt = '2026-08-25T09:00+08:00') {
  return cycleName({ schedule: scheduleCalled(name), plannedAt: Date.parse(plannedAt) }, zone);
}

describe('the name of a cycle', () => {
  it.each([
    ['月度主体责任自查', 'month', '主体责任自查', '自查'],
    ['每月印章合同自查', 'month', '印章合同自查', '自查'],
    ['季度廉政风险排查', 'quarter', '廉政风险排查', '排查'],
    ['每季度履责报告', 'quarter', '履责报告', '报告'],
    ['每季履责报告', 'quarter', '履责报告', '报告'],
    ['年度述责述廉', 'year', '述责述廉', '述廉'],
    ['每年述职', 'year', '述职', '述职'],
    ['每周值班自查', 'week', '值班自查', '自查'],
    ['周度值班自查', 'week', '值班自查', '自查'],
    ['主体责任自查', 'other', '主体责任自查', '自查'],
  ])('%s is of each %s, goes on with %s, and is %s for short', (name, period, rest, short) => {
    expect(nameOf(name)).toMatchObject({ period, rest, short });
  });

  it.each(['周边环境自查', '周末值班自查', '周报'])('%s does not come weekly because it begins like it', (name) => {
    expect(nameOf(name)).toMatchObject({ period: 'other', rest: name });
  });

  it.each(['月度', '每周', '季度'])('keeps %s when nothing follows', (name) => {
    expect(nameOf(name)).toMatchObject({ period: 'other', rest: name });
  });

  it('is short without what stands behind it in brackets', () => {
    expect(nameOf('月度主体责任自查（试行）')).toMatchObject({ rest: '主体责任自查（试行）', short: '自查' });
    expect(nameOf('月度自查(村)')).toMatchObject({ short: '自查' });
    expect(nameOf('（试行）')).toMatchObject({ short: '行）' });
  });

  it.each([
    ['季度履责报告', '2026-10-10T09:00+08:00', { year: 2026, quarter: 3 }],
    ['季度履责报告', '2026-09-28T09:00+08:00', { year: 2026, quarter: 3 }],
    ['季度履责报告', '2027-01-10T09:00+08:00', { year: 2026, quarter: 4 }],
    ['年度述责述廉报告', '2027-01-10T09:00+08:00', { year: 2026 }],
    ['年度述责述廉报告', '2026-12-01T09:00+08:00', { year: 2026 }],
    ['月度履责报告', '2026-10-10T09:00+08:00', { month: 10 }],
  ])('of the report %s asked for at %s is that of the period it is about', (name, plannedAt, period) => {
    const schedule = { ...scheduleCalled(name), kind: 'report' as const, readers: [] };
    expect(cycleName({ schedule, plannedAt: Date.parse(plannedAt) }, zone)).toMatchObject({ ...period, short: name.slice(2) });
  });

  it('of a self-check asked for in the first month of a quarter is that quarter’s', () => {
    expect(nameOf('季度廉政风险排查', '2026-10-10T09:00+08:00')).toMatchObject({ quarter: 4 });
  });

  it('does not cut a rare character in half', () => {
    expect(nameOf('月度𠮷𠮷查')).toMatchObject({ short: '𠮷查' });
  });

  it('takes the day in the committee’s timezone from when it was planned, not when it opened', () => {
    expect(nameOf('月度自查', '2026-09-30T16:30Z')).toMatchObject({ year: 2026, month: 10, day: 1, quarter: 4 });
    expect(nameOf('月度自查', '2026-09-30T15:30Z')).toMatchObject({ year: 2026, month: 9, day: 30, quarter: 3 });
  });

  it.each([
    ['2026-01-05', 1],
    ['2026-03-31', 1],
    ['2026-04-01', 2],
    ['2026-12-31', 4],
  ])('on %s is in quarter %i', (date, quarter) => {
    expect(nameOf('季度排查', `${date}T09:00+08:00`)).toMatchObject({ quarter });
  });
});
