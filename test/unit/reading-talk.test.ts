import { describe, expect, it } from 'vitest';
import { isNo, isYes, plain, readFollowUp, readIdle } from '../../src/domain/reading/index.js';

describe('small talk with no question running', () => {
  it.each([
    ['收到', 'thanks'],
    ['👌', 'thanks'],
    ['👌🏻', 'thanks'],
    ['🇨🇳', 'thanks'],
    ['[OK]', 'thanks'],
    ['好的谢谢', 'thanks'],
    ['收到，谢谢领导。', 'thanks'],
    ['在吗', 'hello'],
    ['你好，在吗？', 'hello'],
    ['您好', 'hello'],
    ['您好。', 'hello'],
    ['还没弄', 'not-yet'],
    ['还没自查呢，周一弄', 'not-yet'],
    ['我们还没报', 'not-yet'],
    ['我昨天下午就发了啊', 'already-sent'],
    ['早发了', 'already-sent'],
    ['我发过了', 'already-sent'],
    ['昨天就交了', 'already-sent'],
    ['前天晚上发您了', 'already-sent'],
    ['我不是发过了吗', 'already-sent'],
    ['发了', 'nothing'],
    ['昨天发了通知给村里', 'nothing'],
    ['这题啥意思', 'question'],
    ['还没自查呢，会计不在是不是先写无', 'question'],
    ['晚点', 'later'],
    ['明天报', 'later'],
    ['周一弄', 'later'],
    ['在忙，晚上填', 'later'],
    ['你是机器人吗', 'robot'],
    ['你是谁', 'robot'],
    ['撤回', 'recall'],
    ['我撤回了刚才那条', 'recall'],
    ['[聊天记录]', 'forwarded'],
    ['张三和李四的聊天记录', 'forwarded'],
    ['昨天有事走了', 'nothing'],
    ['进渡 8月自查', 'nothing'],
    ['状态', 'nothing'],
    ['', 'nothing'],
  ])('reads %j as %s', (text, kind) => {
    expect(readIdle(text)).toEqual({ kind });
  });
});

describe('confirmations', () => {
  it.each(['是', '是的', '对', '对的', '好', '好的', '嗯', '确认', '可以', '没错', '是。', '　对　', 'OK', '👌'])('%j is a yes', (text) => {
    expect([isYes(text), isNo(text)]).toEqual([true, false]);
  });

  it.each(['否', '不', '不是', '不对', '不用', '算了', '别改', '取消', '不。'])('%j is a no', (text) => {
    expect([isYes(text), isNo(text)]).toEqual([false, true]);
  });

  it.each(['', '是不是', '对不对', '是，不过第三题也要改', '收到', '1', '好像是'])('%j is neither', (text) => {
    expect([isYes(text), isNo(text)]).toEqual([false, false]);
  });
});

describe('the day something is planned for', () => {
  it.each([
    ['下周三', '2026-09-02'],
    ['9月2日', '2026-09-02'],
    ['明天', '2026-08-27'],
    ['周五', '2026-08-28'],
    ['周一', '2026-08-31'],
    ['28号', '2026-08-28'],
    ['3号', '2026-09-03'],
    ['下个月5号', '2026-09-05'],
    ['三天后', '2026-08-29'],
    ['打算下周三开', '2026-09-02'],
    ['下周三开', '2026-09-02'],
    ['1月5号', '2027-01-05'],
    ['9.2', '2026-09-02'],
  ])('reads %s as %s', (text, date) => {
    expect(readFollowUp(text, { today: '2026-08-26' })).toEqual({ kind: 'date', date });
  });

  it.each(['没定', '还没定', '待定', '说不准', '无', '看情况'])('takes %s as undecided', (text) => {
    expect(readFollowUp(text, { today: '2026-08-26' })).toEqual({ kind: 'undecided' });
  });

  it.each(['等支书回来', '8月20号', '月底', '下周三左右', '昨天', '1'])('keeps %s as it was written', (text) => {
    expect(readFollowUp(text, { today: '2026-08-26' })).toEqual({ kind: 'text', text });
  });

  it('keeps what was added to the day', () => {
    expect(readFollowUp('下周三，支书回来就开', { today: '2026-08-26' })).toEqual({
      kind: 'date',
      date: '2026-09-02',
      remark: '支书回来就开',
    });
  });
});

describe('plain text', () => {
  it.each([
    ['１、是　２、３次', '1、是 2、3次'],
    ['①是②3', '(1)是(2)3'],
    ['1️⃣是', '1)是'],
    ['改\u202e派\u200b 谢莉', '改派 谢莉'],
    ['👌🏻', '👌'],
    ['  a\t b \r\n\r\n c ', 'a b\nc'],
    ['\u0000收到\ud800\ufffc', '收到'],
    ['ａｂｃ，！？：', 'abc,!?:'],
  ])('makes %j %j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });
});
