import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/domain/question.js';
import { isBoilerplate, type Reading, readAnswer } from '../../src/domain/reading/index.js';
import { disclosure, issue, keeper, lesson, meeting, talks, thursday } from './reading-questions.js';

/** One short line for what was read, so that tables can be read like the specification. */
function shown(reading: Reading): string {
  if (reading.kind === 'unclear') return `? ${reading.why}`;
  if (reading.kind !== 'understood') return reading.kind;
  const { answer } = reading;
  const remark = answer.remark === undefined ? '' : ` 附 ${answer.remark}`;
  switch (answer.type) {
    case 'yes-no':
      return (answer.yes ? '是' : '否') + remark;
    case 'number':
      return `${answer.about ? '约' : ''}${answer.number}${remark}`;
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

function table(name: string, question: Question, rows: readonly (readonly [string, string])[]): void {
  describe(name, () => {
    it.each(rows)('reads %j as %s', (text, expected) => {
      expect(shown(readAnswer(question, text, thursday))).toBe(expected);
    });
  });
}

table('a question of yes or no', meeting, [
  ['是', '是'],
  ['是的', '是'],
  ['有', '是'],
  ['有的', '是'],
  ['开了', '是'],
  ['开过', '是'],
  ['研究了', '是'],
  ['嗯', '是'],
  ['对', '是'],
  ['√', '是'],
  ['y', '是'],
  ['有，20号开的', '是 附 20号开的'],
  ['否', '否'],
  ['没', '否'],
  ['没开', '否'],
  ['没有', '否'],
  ['木有', '否'],
  ['无', '否'],
  ['未', '否'],
  ['还没', '否'],
  ['没来得及', '否'],
  ['×', '否'],
  ['没开，月底补', '否 附 月底补'],
  ['没有专题研究', '否'],
  ['没开成', '否'],
  ['没问题', '? ambiguous'],
  ['不是没开', '? double-negative'],
  ['好像开了', '? unsure'],
  ['应该有吧', '? unsure'],
  ['开了一半', '? partly'],
  ['下周开', '? planned'],
  ['有没有都行', '? ambiguous'],
  ['1', '? bare-number'],
  ['收到', 'no-answer'],
  ['好的', 'no-answer'],
  ['不清楚', '? not-known'],
  ['是不是要有记录', 'question'],
  ['已经开了', '是'],
  ['开过了', '是'],
  ['Y', '是'],
  ['✔️', '是'],
  ['是。', '是'],
  ['　是　', '是'],
  ['是（会议记录有）', '是 附 会议记录有'],
  ['❌', '否'],
  ['还没开呢', '否'],
  ['没顾上', '否'],
  ['没空', '否'],
  ['本月没有研究过', '否'],
  ['没，有', '? contradiction'],
  ['有，不过没专题研究', '? contradiction'],
  ['有，下周开', '? planned'],
  ['是，这样算吗', 'question'],
  ['是吗', 'question'],
  ['是？', '? unsure'],
  ['没数', '? not-understood'],
  ['开了两次', '? unsure'],
  ['11月20号开的', '? unsure'],
  ['还没自查呢，周一弄', 'no-answer'],
  ['会计不在是不是先写无', 'question'],
  ['支部会顺带讲了算不算是', 'question'],
  ['是村里的事', '? not-understood'],
  ['跳过', 'skipped'],
  ['不适用', 'not-applicable'],
  ['属实', 'attested'],
  ['同上月', '? not-lasting'],
  ['同上', '? same-as-what'],
  ['', '? empty'],
  ['。。。', '? empty'],
]);

table('a question of how many', talks, [
  ['3', '3'],
  ['３次', '3'],
  ['三次', '3'],
  ['两次', '2'],
  ['俩', '2'],
  ['一回', '1'],
  ['十二', '12'],
  ['3人次', '3'],
  ['三次左右', '约3'],
  ['约10次', '约10'],
  ['3次，都是支委', '3 附 都是支委'],
  ['0', '0'],
  ['零', '0'],
  ['没有', '0'],
  ['无', '0'],
  ['暂无', '0'],
  ['没谈', '0'],
  ['两三次', '? range'],
  ['3-5次', '? range'],
  ['十来次', '? vague'],
  ['好几次', '? vague'],
  ['若干', '? vague'],
  ['每周一次', '? rate'],
  ['3.5', '? not-whole'],
  ['-1', '? out-of-range'],
  ['300', '? out-of-range'],
  ['不少于3次', '? bound'],
  ['是', '? how-many'],
  ['同上月', '? not-lasting'],
  ['谈了3次', '3'],
  ['一共四次', '4'],
  ['二十', '20'],
  ['二十一次', '21'],
  ['3次。', '3'],
  ['没谈，月底补', '0 附 月底补'],
  ['0次', '0'],
  ['３　次', '3'],
  ['3次以上', '? bound'],
  ['3次到5次', '? range'],
  ['三五次', '? range'],
  ['3次还是4次', '? range'],
  ['十几次', '? vague'],
  ['3次吧', '? unsure'],
  ['3次？', '? unsure'],
  ['一次都没有', '0'],
  ['3次，不对，4次', '? unsure'],
  ['3次 4次', '? several'],
  ['3天', '? unsure'],
  ['3份', '? other-measure'],
  ['1,200', '? out-of-range'],
  ['99999999999999999999', '? out-of-range'],
  ['收到', 'no-answer'],
  ['晚点', 'no-answer'],
  ['不知道', '? not-known'],
  ['几次算多', '? vague'],
  ['顺带讲的算不算', 'question'],
  ['没数', '? not-understood'],
  ['负一', '? out-of-range'],
]);

table('a question with options', disclosure, [
  ['A', 'A'],
  ['a', 'A'],
  ['Ａ', 'A'],
  ['选A', 'A'],
  ['A吧', 'A'],
  ['第一个', 'A'],
  ['1', 'A'],
  ['按时全公开', 'A'],
  ['B 公开了一部分', 'B'],
  ['部分', 'B'],
  ['没公开', 'C'],
  ['AB', '? several'],
  ['A或B', '? several'],
  ['D', '? no-such-option'],
  ['公开了', '? which-option'],
  ['差不多', '? vague'],
  ['A、按时全公开', 'A'],
  ['C本月没公开', 'C'],
  ['未公开', 'C'],
  ['全公开', 'A'],
  ['B，会计请假', 'B 附 会计请假'],
  ['A 本月没公开', '? contradiction'],
  ['A和B', '? several'],
  ['A B', '? several'],
  ['4', '? no-such-option'],
  ['没按时全公开', '? not-understood'],
  ['A级', '? unsure'],
  ['按时全公开了吗', 'question'],
  ['（B）', 'B'],
  ['选项c', 'C'],
  ['不清楚', '? not-known'],
  ['收到', 'no-answer'],
  ['不适用我们所没有村务', 'not-applicable'],
]);

table('a question of which day', lesson, [
  ['11月3号', '11-03'],
  ['11.3', '11-03'],
  ['11/3', '11-03'],
  ['十一月三号', '11-03'],
  ['３号', '11-03'],
  ['1103', '11-03'],
  ['2026年11月3日', '11-03'],
  ['上周五', '11-20'],
  ['周一', '11-23'],
  ['上个礼拜三', '11-18'],
  ['昨天', '11-25'],
  ['今天上午', '11-26'],
  ['10月28', '10-28'],
  ['113', '? which-date'],
  ['月初', '? vague'],
  ['上月底', '? vague'],
  ['20号左右', '? about'],
  ['12月3号', '? not-yet'],
  ['28号', '? other-month'],
  ['31号', '? no-such-day'],
  ['农历十月十五', '? lunar'],
  ['2025.11.3', '? other-year'],
  ['没学', '无'],
  ['无', '无'],
  ['忘了', '? forgotten'],
  ['８月２０号', '08-20'],
  ['8月20日（周四）', '08-20'],
  ['8月20日周五', '? weekday-differs'],
  ['20261103', '11-03'],
  ['2026-11-3', '11-03'],
  ['826', '08-26'],
  ['二〇二六年十一月三日', '11-03'],
  ['11月3号学的', '11-03'],
  ['11月3号，学的扶贫案例', '11-03 附 学的扶贫案例'],
  ['上个月20号', '10-20'],
  ['本月3号', '11-03'],
  ['前天', '11-24'],
  ['周四', '11-26'],
  ['周五', '? other-week'],
  ['这周五', '? not-yet'],
  ['11月3号和10号', '? several'],
  ['11.3、11.10', '? several'],
  ['11.3-11.5', '? several'],
  ['20', '? bare-number'],
  ['2月30号', '? no-such-day'],
  ['13月5号', '? not-understood'],
  ['明天', '? not-yet'],
  ['是3号', '11-03'],
  ['九月二十八', '09-28'],
  ['三天前', '11-23'],
  ['没学，支书住院', '无 附 支书住院'],
  ['不记得了', '? forgotten'],
  ['11月3号吗', 'question'],
  ['11月3日支部会上学的', '? unsure'],
  ['今天会计不在', '? not-understood'],
  ['去年11月3号', '? other-year'],
  ['上上周三', '11-11'],
  ['0000', '? not-understood'],
  ['999999999999', '? not-understood'],
]);

table('an open question', issue, [
  ['无', '“无”'],
  ['没有', '“无”'],
  ['暂无', '“无”'],
  ['没啥', '“无”'],
  ['无问题', '“无”'],
  ['/', '“无”'],
  ['一切正常', '“一切正常”'],
  ['公开栏坏了', '“公开栏坏了”'],
  ['同上', '? same-as-what'],
  ['见附件', '? attachment'],
  ['。', '? empty'],
  ['收到', 'no-answer'],
  ['高度重视，狠抓落实', '? boilerplate'],
  ['无，谢谢', '“无”'],
  ['会计刚交接，９月补公开', '“会计刚交接，９月补公开”'],
  ['有', '? not-understood'],
  ['还没弄', 'no-answer'],
  ['这题啥意思', 'question'],
  ['不清楚', '? not-known'],
  ['能不能给换个公开栏？', '? ambiguous'],
  ['马上要换会计，没人报账', '“马上要换会计，没人报账”'],
  ['下午报账没人', '“下午报账没人”'],
  ['明天交', 'no-answer'],
  ['同上月', '? not-lasting'],
  ['公开栏坏了，还没修\u202e', '“公开栏坏了，还没修”'],
]);

table('an open question that lasts', keeper, [
  ['同上月', 'carry'],
  ['同上次', 'carry'],
  ['和上个月一样', 'carry'],
  ['没变', 'carry'],
  ['孙国栋', '“孙国栋”'],
]);

describe('what is asked again', () => {
  it.each([
    [meeting, '下周开', { type: 'yes-no', yes: false }],
    [meeting, '应该有吧', { type: 'yes-no', yes: true }],
    [lesson, '113', { type: 'date', date: '2026-11-03' }],
    [lesson, '20号左右', { type: 'date', date: '2026-11-20' }],
    [lesson, '28号', { type: 'date', date: '2026-10-28' }],
    [lesson, '2025.11.3', { type: 'date', date: '2025-11-03' }],
    [issue, '高度重视，狠抓落实', { type: 'text', text: '高度重视，狠抓落实' }],
  ] as const)('proposes what the reply leans to (%#)', (question, text, guess) => {
    expect(readAnswer(question, text, thursday)).toMatchObject({ kind: 'unclear', guess });
  });

  it.each([
    [talks, '两三次', { from: 2, to: 3 }],
    [talks, '3-5次', { from: 3, to: 5 }],
    [talks, '300', { min: 0, max: 99 }],
    [disclosure, '公开了', { letters: ['A', 'B'] }],
    [disclosure, 'D', { letters: ['A', 'B', 'C'] }],
    [lesson, '31号', { month: 11, day: 31 }],
    [lesson, '12月3号', { date: '2026-12-03' }],
  ] as const)('says what the doubt is about (%#)', (question, text, detail) => {
    expect(readAnswer(question, text, thursday)).toMatchObject({ kind: 'unclear', detail });
  });

  it('gives no guess where nothing was leaned to', () => {
    expect(readAnswer(talks, '好几次', thursday)).toEqual({ kind: 'unclear', why: 'vague' });
  });

  it('keeps the reason of a question that does not apply', () => {
    expect(readAnswer(disclosure, '不适用，我们所没有村务', thursday)).toEqual({ kind: 'not-applicable', reason: '我们所没有村务' });
  });
});

describe('days near the turn of the year', () => {
  it('places December in the year before when it is January', () => {
    expect(shown(readAnswer(lesson, '12.28', { today: '2027-01-10' }))).toBe('12-28');
    expect(readAnswer(lesson, '12.28', { today: '2027-01-10' })).toMatchObject({ answer: { date: '2026-12-28' } });
    expect(readAnswer(lesson, '28号', { today: '2027-01-10' })).toMatchObject({ why: 'other-month', guess: { date: '2026-12-28' } });
    expect(readAnswer(lesson, '上周五', { today: '2027-01-04' })).toMatchObject({ answer: { date: '2027-01-01' } });
  });
});

table('an answer with faces around it', talks, [
  ['3次😊', '3'],
  ['👍 三次 🙏🏻🙏🏻', '3'],
  ['3次[微笑]', '3'],
  ['3次🇨🇳', '3'],
  ['😂', 'no-answer'],
  ['3次❓', '? unsure'],
]);

table('a yes with faces around it', meeting, [
  ['是👌', '是'],
  ['没有😭', '否'],
  ['✅', '是'],
  ['❌', '否'],
  ['是❌', '? not-understood'],
  ['😂', 'no-answer'],
]);

table('words with faces around them', issue, [['公开栏坏了🙏', '“公开栏坏了🙏”']]);

describe('stock phrases', () => {
  it.each(['高度重视，加强领导，狠抓落实，确保实效', '高度重视，狠抓落实', '提高认识，切实加强组织领导。'])(
    'finds nothing but stock phrases in %s',
    (text) => {
      expect(isBoilerplate(text)).toBe(true);
    },
  );

  it.each([
    '无',
    '没有',
    '公开栏坏了',
    '一切正常',
    '9月22日支委会重核3户低保，拿下1户',
    '高度重视，9月22日重核低保',
    '认真落实了李家湾水管维修',
    '重视',
    '',
  ])('leaves the honest or concrete %s alone', (text) => {
    expect(isBoilerplate(text)).toBe(false);
  });
});
