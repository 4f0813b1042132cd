/** What somebody whose turn it is says next of a finding or a draw: left to chance alone, few would go all their way. */
import { addDays, dateOf } from '../../../src/domain/date-text.js';
import { openObjection, overseersOf, type Finding } from '../../../src/domain/finding.js';
import { askedUnits, officersOf, type Draw } from '../../../src/domain/spot-check.js';
import { standingInSteps } from './postings.js';
import type { Town } from './town.js';

export interface Step {
  who: string;
  words: string;
}

export function nextStep(town: Town, pick: number): Step | undefined {
  const asked = standingInSteps(town, pick);
  if (asked.length > 0 && pick % 2 === 0) return asked.at(-1)?.();
  const findings = town.findings.map((finding) => () => ofFinding(town, finding, pick));
  const draws = town.draws.map((draw) => () => ofDraw(town, draw, pick));
  const open = (pick % 3 === 0 && draws.length > 0) || findings.length === 0 ? draws : findings;
  // The latest most often: what is old may wait for nothing any more.
  return open.at(-1 - (pick % Math.min(3, Math.max(1, open.length))))?.();
}

function ofFinding(town: Town, finding: Finding, pick: number): Step | undefined {
  const { no, state, owner, rechecks } = finding;
  const [overseer] = overseersOf(town.roster, finding);
  if (overseer === undefined) return undefined;
  switch (state) {
    case 'proposed':
      return { who: overseer, words: `立 ${no} ${dayAhead(town, 1 + (pick % 5))}` };
    case 'open':
    case 'working':
      if (openObjection(finding) !== undefined) return { who: overseer, words: `${pick % 3 === 0 ? '同意' : '不同意'} ${no} 看过了` };
      return { who: owner, words: pick % 7 === 0 ? `异议 ${no} 那不归我们` : `已改 ${no} 第${pick}天修好了` };
    case 'reported':
      return { who: overseer, words: pick % 4 === 0 ? `退回 ${no} 还差一点` : `销号 ${no}` };
    case 'closed': {
      const last = rechecks.at(-1);
      if (last === undefined) return undefined;
      if (last.found === undefined) return { who: last.by, words: `${pick % 3 === 0 ? '正常' : '反弹'} ${no} 又去看了` };
      return last.found.holds ? undefined : { who: overseer, words: `重开 ${no} ${dayAhead(town, 2)}` };
    }
    case 'dropped':
      return undefined;
    default:
      return state satisfies never;
  }
}

function ofDraw(town: Town, draw: Draw, pick: number): Step | undefined {
  const [officer] = officersOf(town.roster, draw);
  if (officer === undefined) return undefined;
  if (draw.state === 'committed') return { who: officer, words: `抽 ${1 + pick * 37}` };
  const units = askedUnits(draw);
  const unit = town.roster.units.get(units[pick % Math.max(1, units.length)] ?? '');
  return draw.state === 'calling' && unit !== undefined ? { who: officer, words: `核 ${unit.name} 电话通了，在村部` } : undefined;
}

function dayAhead(town: Town, days: number): string {
  const [, month = '', day = ''] = /-0?(\d+)-0?(\d+)$/u.exec(addDays(dateOf(town.clock.now(), 'Asia/Shanghai'), days)) ?? [];
  return `${month}月${day}日`;
}
