import { describe, expect, it } from 'vitest';
import type { Answer, Question } from '../../src/domain/question.js';
import { type ReadingContext, readWhole, sampleLine, type WholeReading } from '../../src/domain/reading/index.js';
import { disclosure, issue, meeting, questions, seals, talks, thursday } from './reading-questions.js';

function shownAnswer(answer: Answer): string {
  const remark = answer.remark === undefined ? '' : `(${answer.remark})`;
  switch (answer.type) {
    case 'yes-no':
      return (answer.yes ? '是' : '否') + remark;
    case 'number':
      return `=${answer.number}${remark}`;
    case 'choice':
      return answer.letter + remark;
    case 'date':
      return (answer.date?.slice(5) ?? '无') + remark;
    case 'text':
      return `“${answer.text}”`;
    default:
      return answer.type;
  }
}

/** Answers by number, then what is unclear (?), carried (~), not applicable (-), attested (!) and missing, then how it was read. */
function shown(reading: WholeReading, asked: readonly Question[]): string {
  const numbers = (ids: readonly string[]): string => ids.map((id) => asked.findIndex((question) => question.id === id) + 1).join('、');
  switch (reading.kind) {
    case 'answers': {
      const parts = asked.flatMap(({ id }, index) => {
        const answer = reading.answers[id];
        const point = reading.unclear.find(({ question }) => question === id);
        if (answer) return [`${index + 1}${shownAnswer(answer)}`];
        if (point) return [`${index + 1}?${point.why}`];
        if (reading.carry.includes(id)) return [`${index + 1}~`];
        if (reading.attested.includes(id)) return [`${index + 1}!`];
        return reading.notApplicable.filter(({ question }) => question === id).map(({ reason }) => `${index + 1}-${reason ?? ''}`);
      });
      if (reading.inOrder) parts.push('按顺序');
      return reading.missing.length === 0 ? parts.join(' ') : `${parts.join(' ')} 问${numbers(reading.missing)}`;
    }
    case 'change': {
      const changes = reading.changes.map(({ question, reading: read }) => {
        const words = read.kind === 'understood' ? shownAnswer(read.answer) : read.kind === 'unclear' ? `?${read.why}` : read.kind;
        return `${numbers([question])}${words}`;
      });
      return `${reading.strict ? '改' : '确认后改'} ${changes.join(' ')}`;
    }
    case 'unclear':
      return `? ${reading.why}${reading.number === undefined ? '' : ` ${reading.number}`}`;
    case 'idle':
      return `idle ${reading.what}`;
    case 'question':
      return reading.question === undefined ? 'question' : `question ${numbers([reading.question])}`;
    default:
      return reading.kind;
  }
}

function table(name: string, asked: readonly Question[], context: ReadingContext, rows: readonly (readonly [string, string])[]): void {
  describe(name, () => {
    it.each(rows)('reads %j as %s', (text, expected) => {
      expect(shown(readWhole(asked, text, context), asked)).toBe(expected);
    });
  });
}

table('a reply to five questions', questions, { today: '2026-11-26', askedOn: '2026-08-25' }, [
  ['1、是 2、3次', '1是 2=3 问3、4、5'],
  ['1.是2.3次', '1是 2=3 问3、4、5'],
  ['①是②3③A', '1是 2=3 3A 问4、5'],
  ['一是 二3次', '1是 2=3 问3、4、5'],
  ['第一题是，第二题三次', '1是 2=3 问3、4、5'],
  ['1:是;2:3', '1是 2=3 问3、4、5'],
  ['1=是 2=3', '1是 2=3 问3、4、5'],
  ['1是👌 2 3次😊', '1是 2=3 问3、4、5'],
  ['1是 2 3 3A 4 11.3 5、=1+1', '1是 2=3 3A 411-03 5“=1+1”'],
  ['1是23次3A', '1是 2=3 3A 问4、5'],
  ['是 3 A 11.3 无', '1是 2=3 3A 411-03 5“无” 按顺序'],
  ['1是 2 3次', '1是 2=3 问3、4、5'],
  ['是 3 A', '1是 2=3 3A 按顺序 问4、5'],
  ['1是 1否', '? same-question-twice 1'],
  ['6是', '? no-such-question 6'],
  ['都没有', '? all-none'],
  ['1-5同上月', 'carry-all'],
  ['1否 2 0 3B 4 8.12 5无', '? sample-copied'],
  ['改2 4', '改 2=4'],
  ['2改成4次', '确认后改 2=4'],
  ['更正：第二题4次', '确认后改 2=4'],
]);

table('the conversations of August', questions, { today: '2026-08-27', askedOn: '2026-08-25' }, [
  ['１、是　２、３次　３、Ａ　４、８月２０号　５、无', '1是 2=3 3A 408-20 5“无”'],
  ['改 2 4', '改 2=4'],
  ['上面第四题搞错了，是21号', '确认后改 408-21'],
  ['改 4 8.24', '改 408-24'],
  ['1是 2 1次 3不适用我们所没有村务 4 8.19 5无', '1是 2=1 3-我们所没有村务 408-19 5“无”'],
  ['还没自查呢，会计不在是不是先写无', 'question'],
  ['第1题，支部会顺带讲了算不算是', 'question 1'],
  ['还没自查呢，周一弄', 'idle not-yet'],
  ['是', '? which-question'],
  ['1是 2 3次 3A 4 8.20 5无 谢谢', '1是 2=3 3A 408-20 5“无”'],
]);

table('late and with stock phrases', questions, { today: '2026-09-28' }, [
  ['1是 2 1次 3B 4 8.27 5会计刚交接，9月补公开', '1是 2=1 3B 408-27 5“会计刚交接，9月补公开”'],
  ['1是 2 1 3A 4 9.22 5高度重视，加强领导，狠抓落实，确保实效', '1是 2=1 3A 409-22 5?boilerplate'],
  ['5 9月22日支委会重核3户低保，拿下1户', '5“9月22日支委会重核3户低保，拿下1户” 问1、2、3、4'],
  ['5属实', '5! 问1、2、3、4'],
  ['属实', 'attested'],
]);

table('questions that last', seals, { today: '2026-10-12', carried: ['keeper', 'boards'] }, [
  ['同上月', 'carry-all'],
  ['1是2两份4九月二十八', '1是 2=2 409-28 问3、5'],
  ['1否 2 0 4 9.12 同上月', '1否 2=0 3~ 409-12 5~'],
  ['1是 2 3 同上月', '1是 2=3 3~ 5~ 问4'],
  ['1是 3同上月', '1是 3~ 问2、4、5'],
  ['3和5同上月', '3~ 5~ 问1、2、4'],
  ['3-5同上月', '3~ 4?not-lasting 5~ 问1、2'],
  ['1否 2 0 4 9.29 同上月', '? sample-copied'],
]);

table('numbers in all places', questions, thursday, [
  ['1是\n2 3次\n3A\n4 11.3\n5无', '1是 2=3 3A 411-03 5“无”'],
  ['是\n3\nA\n11.3\n无', '1是 2=3 3A 411-03 5“无” 按顺序'],
  ['是，3，A，11.3，公开栏坏了，要换', '1是 2=3 3A 411-03 5“公开栏坏了，要换” 按顺序'],
  ['是 好几次 A 11.3 无', '1是 2?vague 3A 411-03 5“无” 按顺序'],
  ['东村自查：1是 2 3 3A 4 11.3 5无', '1是 2=3 3A 411-03 5“无”'],
  ['1是 2好几次 3A', '1是 2?vague 3A 问4、5'],
  ['1没开，月底补 2 0 3C 4没学 5会计空缺', '1否(月底补) 2=0 3C 4无 5“会计空缺”'],
  ['1有，20号开的 2 3 3A', '1是(20号开的) 2=3 3A 问4、5'],
  ['3A 1是 2 3次', '1是 2=3 3A 问4、5'],
  ['1是 2 3 3A 411.3', '1是 2=3 3A 411-03 问5'],
  ['1️⃣是 2️⃣3次', '1是 2=3 问3、4、5'],
  ['第1题：是 第2题：3次', '1是 2=3 问3、4、5'],
  ['1、是，2、3次，3、A，4、11月3日，5、公开栏坏了，9月补。', '1是 2=3 3A 411-03 5“公开栏坏了，9月补。”'],
  ['1是 2 3次 3A 4 11.3 5有两条：1 公开栏坏了 2 会计没到位', '1是 2=3 3A 411-03 5“有两条：1 公开栏坏了 2 会计没到位”'],
  ['1是 2 3次 3A 4 11.3 5人手不够', '1是 2=3 3A 411-03 5“人手不够”'],
  ['1是 2 3次 3A 4 11.3 5人没参加', '1是 2=3 3A 411-03 5?doubtful-number'],
  ['2 -1', '2?out-of-range 问1、3、4、5'],
  ['5会计没到位', '5“会计没到位” 问1、2、3、4'],
  ['3不公开', 'nothing'],
  ['8是', '? no-such-question 8'],
  ['第6题是', '? no-such-question 6'],
]);

table('numbers written in other ways', questions, thursday, [
  ['1.是 2.3 3.A 4.11.3 5.无', '1是 2=3 3A 411-03 5“无”'],
  ['1 是，2 3，3 A，4 11.3，5 无', '1是 2=3 3A 411-03 5“无”'],
  ['1-是 2-3 3-A 4-11.3 5-无', '1是 2=3 3A 411-03 5“无”'],
  ['1是的2谈了3次3选A4上周五5没有', '1是 2=3 3A 411-20 5“无”'],
  ['1否2没有3C4没学5没有', '1否 2=0 3C 4无 5“无”'],
  ['1是2三次3A4十一月三号5无', '1是 2=3 3A 411-03 5“无”'],
  ['一、是 二、3次 三、A 四、11月3日 五、无', '1是 2=3 3A 411-03 5“无”'],
  ['【1】是【2】3次', '1是 2=3 问3、4、5'],
  ['5无 4 11.3 3A 2 3 1是', '1是 2=3 3A 411-03 5“无”'],
  ['1是 2 3-5次 3A', '1是 2?range 3A 问4、5'],
  ['1是 2 10次 3B 4 10.8 5无', '1是 2=10 3B 410-08 5“无”'],
  ['1是 2 3次 3 1 4 11.3 5无', '1是 2=3 3?which-option 411-03 5“无”'],
  ['1是 2 3 3A 4 28号 5无', '1是 2=3 3A 4?other-month 5“无”'],
  ['1是 2不清楚 3A 4忘了 5无', '1是 2?not-known 3A 4?forgotten 5“无”'],
  ['1是 2怎么算 3A', '1是 2?question 3A 问4、5'],
  ['1有的 2有 3有', '1是 2?how-many 3?not-understood 问4、5'],
  ['1 是 2', '1?unsure 问2、3、4、5'],
  ['4 11.3 11.10', '4?several 问1、2、3、5'],
  ['1是 2 3 2 4', '? same-question-twice 2'],
  ['收到，1是 2 3', '1是 2=3 问3、4、5'],
  ['5问题：公开栏坏了', '5“问题：公开栏坏了” 问1、2、3、4'],
  ['5 项目进展慢', '5“项目进展慢” 问1、2、3、4'],
  ['5题：公开栏坏了', '5“公开栏坏了” 问1、2、3、4'],
  ['5景区评上了3A', '5“景区评上了3A” 问1、2、3、4'],
]);

table('corrections', questions, thursday, [
  ['改2成4次', '改 2=4'],
  ['改 2 4次 3 B', '改 2=4 3B'],
  ['改第二题 4', '改 2=4'],
  ['改24', '确认后改 2=4'],
  ['改 2', '? change-what 2'],
  ['改 7 是', '? no-such-question 7'],
  ['改 2 好几次', '改 2?vague'],
  ['第2题写错了，应该是4次', '确认后改 2=4'],
  ['刚才第三题填错了，是B', '确认后改 3B'],
  ['把2改成4次', '确认后改 2=4'],
  ['更正：第二题4次，第三题B', '确认后改 2=4 3B'],
  ['1改成否', '确认后改 1否'],
  ['第1题错了，是', '确认后改 1是'],
  ['第5题改成公开栏坏了', '确认后改 5“公开栏坏了”'],
  ['改天再说', 'idle later'],
  ['改派 谢莉', 'nothing'],
  ['第四题搞错了', '? change-what 4'],
  ['更正：2 4次 3B', '确认后改 2=4 3B'],
  ['改成否', '? change-what'],
]);

table('what is no answer', questions, thursday, [
  ['收到', 'idle thanks'],
  ['👌', 'idle thanks'],
  ['好的谢谢', 'idle thanks'],
  ['在吗', 'idle hello'],
  ['还没弄', 'idle not-yet'],
  ['这题啥意思', 'question'],
  ['晚点', 'idle later'],
  ['你是机器人吗', 'idle robot'],
  ['', 'nothing'],
  ['1', '? which-question'],
  ['无', '? all-none'],
  ['3次', '? which-question'],
  ['昨天有事走了', 'nothing'],
  ['3天后交', 'nothing'],
  ['5月3日开的会', 'nothing'],
  ['5个人参加', 'nothing'],
  ['五保户王大爷没领到', 'nothing'],
  ['8月自查还没弄', 'nothing'],
  ['2026年报表', 'nothing'],
  ['1号再说', 'nothing'],
  ['一是加强领导，二是狠抓落实', 'nothing'],
  ['第一书记不在', 'nothing'],
  ['例如：1否 2 0 3B 4 8.12 5无', 'nothing'],
  ['我们村有问题', 'nothing'],
  ['有，3号弄', 'nothing'],
  ['2-3次', 'nothing'],
  ['13800138000', 'nothing'],
  ['210', '? which-question'],
  ['23次', '? which-question'],
  ['411.3', 'nothing'],
  ['还没弄 1是 2 3', 'idle not-yet'],
  ['没有，还没开', 'nothing'],
  ['没有 没有', 'nothing'],
  ['一切正常', 'nothing'],
  ['2名党员缺席', 'nothing'],
  ['11.3', '? which-question'],
  ['2.3', '? which-question'],
]);

table('a single question of yes or no', [meeting], thursday, [
  ['是', '1是'],
  ['没开', '1否'],
  ['1是', '1是'],
  ['1、没开', '1否'],
  ['收到', 'idle thanks'],
  ['下周开', '1?planned'],
  ['是不是要有记录', 'question 1'],
]);
table('a single question of how many', [talks], thursday, [
  ['12', '1=12'],
  ['3次', '1=3'],
  ['1、3次', '1=3'],
  ['好几次', '1?vague'],
]);
table('a single question with options', [disclosure], thursday, [
  ['A', '1A'],
  ['1', '1A'],
  ['1B', '1B'],
  ['第二个', '1B'],
]);
table('a single open question', [issue], thursday, [
  ['我在李家湾看水管，支书在村部', '1“我在李家湾看水管，支书在村部”'],
  ['1、公开栏坏了', '1“公开栏坏了”'],
  ['5户没领到', '1“5户没领到”'],
  ['晚点', 'idle later'],
  ['收到', 'idle thanks'],
]);

table('the questions still open', questions, { ...thursday, open: ['lesson', 'issue'] }, [
  ['11.3 无', '411-03 5“无” 按顺序'],
  ['4 11.3', '411-03 问5'],
]);
table('the last open question', questions, { ...thursday, open: ['issue'] }, [
  ['无', '5“无” 按顺序'],
  ['谢谢领导', 'idle thanks'],
  ['今天会计来了', 'nothing'],
]);

describe('optional questions', () => {
  it('are not missing when they are left out', () => {
    const asked = questions.map((question) => (question.id === 'issue' ? { ...question, optional: true } : question));
    expect(readWhole(asked, '1是 2 3 3A 4 11.3', thursday)).toMatchObject({ kind: 'answers', missing: [] });
  });
});

describe('the sample line', () => {
  it('is the unflattering answer with a date thirteen days back', () => {
    expect(sampleLine(questions, '2026-08-25')).toBe('1否 2 0 3B 4 8.12 5无');
  });

  it('leaves out what may be carried over and says so', () => {
    expect(sampleLine(seals, '2026-10-12', ['keeper', 'boards'])).toBe('1否 2 0 4 9.29 同上月');
  });

  it('keeps what would be recorded once the person says it is true', () => {
    const reading = readWhole(questions, '1否2 0 3B 4 8.12 5无', { today: '2026-08-28', askedOn: '2026-08-25' });
    expect(reading).toMatchObject({
      kind: 'unclear',
      why: 'sample-copied',
      answers: { meeting: { yes: false }, lesson: { date: '2026-08-12' } },
    });
  });

  it('is no copy when one answer differs', () => {
    expect(readWhole(questions, '1否 2 1 3B 4 8.12 5无', { today: '2026-08-28', askedOn: '2026-08-25' }).kind).toBe('answers');
  });
});

describe('long answers', () => {
  it('keeps a very long text whole', () => {
    const long = '公开栏坏了，会计3月交接，5户没领到。'.repeat(900);
    const reading = readWhole(questions, `5 ${long}`, thursday);
    expect(reading.kind === 'answers' && reading.answers['issue']).toEqual({ type: 'text', text: long });
  });
});
