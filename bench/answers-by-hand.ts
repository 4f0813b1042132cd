/** Answers to the cycle of cycle.ts as the bot would record them, for measurements of the stores alone. */
import { receiptMark, type ReplyToRecord } from '../src/application/ports.js';
import type { Answers } from '../src/domain/question.js';
import { scopesIn, type BenchCycle } from './cycle.js';

const answers: Answers = {
  meeting: { type: 'yes-no', yes: true },
  talks: { type: 'number', number: 3 },
  disclosure: { type: 'choice', letter: 'A' },
  'case-study': { type: 'date', date: '2026-08-20' },
  issue: { type: 'text', text: '无' },
};

const receipt = `已记录东村8月自查。\n1 专题研究：是\n2 谈话：3次\n3 村务公开：A 按时全公开\n4 学案例：8月20日\n5 问题：无\n回执 ${receiptMark}`;

export function replyOf({ id, openedAt }: BenchCycle, unit: string, given: Answers = answers): ReplyToRecord {
  return {
    messageId: `${id}-${unit}`,
    cycle: id,
    unit,
    by: `p-${unit}`,
    at: openedAt,
    late: false,
    body: { answers: given, supplements: [] },
    after: 0,
    scopes: [...scopesIn, unit],
    receipt: { to: `p-${unit}`, text: receipt },
    notices: [],
  };
}
