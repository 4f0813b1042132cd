import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestCommand, readCommand, wordOf, type Command } from '../../src/domain/command.js';
import { plain } from '../../src/domain/reading/index.js';

const everything = () => true;

const commands: [string, Command][] = [
  // everybody
  ['帮助', { verb: 'help' }],
  ['怎么用', { verb: 'help' }],
  ['怎么用？', { verb: 'help' }],
  ['HELP', { verb: 'help' }],
  ['我的', { verb: 'mine' }],
  ['我的 8月', { verb: 'mine', period: '8月' }],
  ['我的8月', { verb: 'mine', period: '8月' }],
  ['我的 ８月自查', { verb: 'mine', period: '8月自查' }],
  ['我的 三季度报告', { verb: 'mine', period: '三季度报告' }],
  ['我的全部', { verb: 'mine', period: '全部' }],
  ['我的 谁看过', { verb: 'mine', period: '谁看过' }],
  ['我的保存期', { verb: 'mine', period: '保存期' }],
  ['删 草稿', { verb: 'forget', what: 'drafts' }],
  ['删除我的草稿。', { verb: 'forget', what: 'drafts' }],
  ['删掉 微信绑定', { verb: 'forget', what: 'account' }],
  ['删 答案', { verb: 'forget', what: 'other' }],
  ['删', { verb: 'forget' }],
  ['登记 东村 公开栏没换', { verb: 'enter', text: '东村 公开栏没换' }],
  ['登记 3号井盖丢了', { verb: 'enter', text: '3号井盖丢了' }],
  // how things stand
  ['状态', { verb: 'status' }],
  ['状态。', { verb: 'status' }],
  ['  状 态 ', { verb: 'status' }],
  ['状态\n', { verb: 'status' }],
  ['现在什么情况？', { verb: 'status' }],
  ['谁没交', { verb: 'pending' }],
  ['谁没交？', { verb: 'pending' }],
  ['谁没交呢', { verb: 'pending' }],
  ['哪些还没交的', { verb: 'pending' }],
  ['逾期', { verb: 'overdue' }],
  ['进度', { verb: 'progress' }],
  ['进度 8月自查', { verb: 'progress', name: '8月自查' }],
  ['进度８月自查', { verb: 'progress', name: '8月自查' }],
  ['进度：月度主体责任自查', { verb: 'progress', name: '月度主体责任自查' }],
  ['进展 民主生活会', { verb: 'progress', name: '民主生活会' }],
  ['查', { verb: 'look' }],
  ['查柳湾村', { verb: 'look', unit: '柳湾村' }],
  ['查 柳湾村', { verb: 'look', unit: '柳湾村' }],
  ['查：柳湾村。', { verb: 'look', unit: '柳湾村' }],
  ['查　柳湾村', { verb: 'look', unit: '柳湾村' }],
  ['查 柳湾村 7月', { verb: 'look', unit: '柳湾村', period: '7月' }],
  ['查 柳湾村 7月自查', { verb: 'look', unit: '柳湾村', period: '7月自查' }],
  ['查 柳湾村 7月 自查', { verb: 'look', unit: '柳湾村', period: '7月自查' }],
  ['查柳湾村７月', { verb: 'look', unit: '柳湾村', period: '7月' }],
  ['查三岔口村上月', { verb: 'look', unit: '三岔口村', period: '上月' }],
  ['查一下柳湾村', { verb: 'look', unit: '柳湾村' }],
  ['查看 财政所', { verb: 'look', unit: '财政所' }],
  ['查三岔口村', { verb: 'look', unit: '三岔口村' }],
  ['催办', { verb: 'urge' }],
  ['催办 石桥村', { verb: 'urge', unit: '石桥村' }],
  ['催办石桥村', { verb: 'urge', unit: '石桥村' }],
  ['催一下石桥村', { verb: 'urge', unit: '石桥村' }],
  ['催石桥村！', { verb: 'urge', unit: '石桥村' }],
  // answering
  ['题目', { verb: 'questions' }],
  ['再发一遍', { verb: 'questions' }],
  ['逐题', { verb: 'one-by-one' }],
  ['逐题吧', { verb: 'one-by-one' }],
  ['一题一题来', { verb: 'one-by-one' }],
  ['跳过', { verb: 'skip' }],
  ['我来答', { verb: 'take-over' }],
  ['说明', { verb: 'explain' }],
  ['说明 ……', { verb: 'explain' }],
  ['说明 会计换人，今天才交接完', { verb: 'explain', text: '会计换人，今天才交接完' }],
  ['说明：会计换人，今天才交接完。', { verb: 'explain', text: '会计换人，今天才交接完。' }],
  ['说明会计换人', { verb: 'explain', text: '会计换人' }],
  ['说明……会计换人', { verb: 'explain', text: '会计换人' }],
  ['说明 是不是可以缓一缓？', { verb: 'explain', text: '是不是可以缓一缓？' }],
  // deciding
  ['放行', { verb: 'release', naming: false }],
  ['放行312', { verb: 'release', no: 312, naming: false }],
  ['放行 312', { verb: 'release', no: 312, naming: false }],
  ['放行３１２。', { verb: 'release', no: 312, naming: false }],
  ['放行（312号）', { verb: 'release', no: 312, naming: false }],
  ['放行 312 点名', { verb: 'release', no: 312, naming: true }],
  ['放行312点名', { verb: 'release', no: 312, naming: true }],
  ['放行312号，点名。', { verb: 'release', no: 312, naming: true }],
  ['不发 312 原因', { verb: 'withhold', no: 312, reason: '原因' }],
  ['不发312，村里有实际困难', { verb: 'withhold', no: 312, reason: '村里有实际困难' }],
  ['不发 312号 会计住院，刚交接', { verb: 'withhold', no: 312, reason: '会计住院，刚交接' }],
  ['不发 312', { verb: 'withhold', no: 312 }],
  ['不发', { verb: 'withhold' }],
  ['再发77', { verb: 'resend', no: 77 }],
  ['再发 77号', { verb: 'resend', no: 77 }],
  ['再发77，本人说没收到', { verb: 'resend', no: 77 }],
  ['已到 77', { verb: 'arrived', no: 77 }],
  ['已到77，电话问过', { verb: 'arrived', no: 77 }],
  ['发起 月度主体责任自查', { verb: 'start', name: '月度主体责任自查' }],
  ['发起月度主体责任自查', { verb: 'start', name: '月度主体责任自查' }],
  // matters and bindings; 请假 is known and not carried out yet
  ['延期3天 会计住院', { verb: 'extend', text: '3天 会计住院' }],
  ['有困难 公开栏让雨泡了', { verb: 'difficulty', text: '公开栏让雨泡了' }],
  ['不适用我们所没有村务', { verb: 'not-applicable', text: '我们所没有村务' }],
  ['改派 谢莉', { verb: 'reassign', text: '谢莉' }],
  ['请假9.7到9.11，孙国栋代', { verb: 'leave', text: '9.7到9.11,孙国栋代' }],
  ['请假', { verb: 'leave' }],
  ['请假 下周一', { verb: 'leave', text: '下周一' }],
  ['销假', { verb: 'back' }],
  ['销假 赵小梅', { verb: 'back', text: '赵小梅' }],
  ['调离 刘芳 10月15日 周小兰接', { verb: 'transfer', text: '刘芳 10月15日 周小兰接' }],
  ['绑定码 马春生', { verb: 'bind-code', name: '马春生' }],
  ['绑定５８３２０４１７', { verb: 'bind', code: '58320417' }],
  ['同意208', { verb: 'agree', no: 208 }],
  ['不同意 208 原因', { verb: 'refuse', no: 208, text: '原因' }],
  ['协调209 镇里换', { verb: 'coordinate', no: 209, text: '镇里换' }],
  ['已办 61 文号', { verb: 'done', no: 61, text: '文号' }],
  ['台账', { verb: 'ledger' }],
];

describe('a command', () => {
  it.each(commands)('%j is read as %j, raw or made plain before', (text, command) => {
    expect(readCommand(text)).toEqual(command);
    const { verb } = command;
    const keepsWords = verb === 'explain' || verb === 'withhold';
    expect(readCommand(plain(text))).toEqual(keepsWords ? expect.objectContaining({ verb }) : command);
  });

  it('keeps an explanation in the person’s own words, with their punctuation', () => {
    expect(readCommand('说明：１、会计换人，２、账没对完！')).toEqual({ verb: 'explain', text: '１、会计换人，２、账没对完！' });
  });

  it('has a word to be shown for, the one people are told', () => {
    expect([wordOf('look'), wordOf('urge'), wordOf('pending'), wordOf('help')]).toEqual(['查', '催办', '谁没交', '帮助']);
  });
});

describe('a sentence that merely has a command’s word in it', () => {
  it.each([
    '我查了一下没问题',
    '请假了两个人',
    '调离了一个人',
    '状态不太好今天请个假',
    '这个进度有点慢吧',
    '放行李',
    '查无问题',
    '查账时发现2笔不对',
    '查出2个问题，都改了',
    '查过了',
    '查摆问题3个',
    '催了两次才交',
    '催过，没回',
    '进展顺利',
    '进度有点慢',
    '我的天',
    '我的答案是3次',
    '我的会计请假了',
    '我的请求书记知道',
    '删了3条',
    '删除违规公告2条',
    '删掉了不合规的',
    '草稿还没写',
    '说明书丢了',
    '说明会开了吗',
    '发起了倡议',
    '协调解决公开栏',
    '同意大家意见',
    '台账不全',
    '已办结3件',
    '再发3次',
    '已到9月1日',
    '不发3万元补贴了',
    '情况属实',
    '情况不太清楚',
    '再发放一批',
    '不发愁',
    '题目看不懂',
    '跳过我们村',
    '1是 2 3次 3A 4 8.20 5无',
    '是',
    '无',
    '收到',
    '好的',
    '',
    ' ',
  ])('%j is none', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });

  it.each([
    '放行312？',
    '放行？',
    '放行？…',
    '放行312？！',
    '放行312吗',
    '放行 312 还是不发',
    '放行312 先等等',
    '放行 312 不点名',
    '不发312行吗',
    '再发77？',
    '再发 77 不用了',
    '已到77没',
    '催办 石桥村？',
    '发起自查？',
  ])('%j is in doubt, and nothing is done', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });
});

describe('the command that was nearly typed', () => {
  it.each([
    ['进渡 8月自查', { typed: '进渡', command: '进度 8月自查' }],
    ['状太', { typed: '状太', command: '状态' }],
    ['态状', { typed: '态状', command: '状态' }],
    ['状态态。', { typed: '状态态', command: '状态' }],
    ['谁没教', { typed: '谁没教', command: '谁没交' }],
    ['崔办 石桥村', { typed: '崔办', command: '催办 石桥村' }],
    ['放形 312 点名', { typed: '放形', command: '放行 312 点名' }],
    ['在发 77', { typed: '在发', command: '再发 77' }],
    ['我来打', { typed: '我来打', command: '我来答' }],
  ])('%j was meant as %j', (text, suggestion) => {
    expect(nearestCommand(text, everything)).toEqual(suggestion);
  });

  it.each([
    '你好',
    '收到',
    '好的',
    '嗯嗯',
    '无',
    '是的',
    '没到',
    '可能',
    '名单',
    '季度',
    '不好',
    '开过',
    '状态',
    '今天天气不错',
    '进渡 了吗？是',
    '放形 先等等',
    '',
  ])('is none for %j', (text) => {
    expect(nearestCommand(plain(text), everything)).toBeUndefined();
  });

  it('is only one the person may use', () => {
    expect(nearestCommand('崔办 石桥村', (verb) => verb !== 'urge')).toBeUndefined();
  });
});

describe('any typing', () => {
  const pieces =
    '帮助 我的 状态 谁没交 进度 查 催办 逾期 题目 逐题 跳过 说明 放行 不发 再发 已到 发起 延期 同意 台账 312 号 点名 8月 石桥村 柳湾村 ？ 。 ， ： （ ） … 1 ３ 吗 吧'.split(
      ' ',
    );
  const typing = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(fc.constantFrom(...pieces, ' ', '\n', '\u200b', '\ud800'), { maxLength: 12 }).map((parts) => parts.join('')),
  );

  it('never makes a reader throw', () => {
    fc.assert(
      fc.property(typing, (text) => {
        expect(() => [readCommand(text), readCommand(plain(text)), nearestCommand(plain(text), everything)]).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  it('is only ever suggested as something that reads as a command the person may use', () => {
    fc.assert(
      fc.property(typing, (text) => {
        const near = nearestCommand(plain(text), (verb) => verb !== 'start');
        if (near === undefined) return;
        expect(['start', undefined]).not.toContain(readCommand(near.command)?.verb);
        expect(near.command).not.toBe(near.typed);
      }),
      { numRuns: 2000 },
    );
  });

  it('releases nothing unless it is the word, a number and 点名 at most', () => {
    fc.assert(
      fc.property(typing, (text) => {
        const command = readCommand(text);
        if (command?.verb !== 'release') return;
        expect(plain(text).replace(/[\s,.:;、。!~()]|\.\.\.|吧/gu, '')).toMatch(/^放行(?:\d+号?(?:点名)?)?$/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read in time that does not grow with its length', () => {
    for (const filler of ['。', ' ', '查', '放行', '1', '说明 ', '，。']) {
      const text = filler.repeat(200_000);
      const before = performance.now();
      readCommand(text);
      expect(performance.now() - before, filler).toBeLessThan(1000);
    }
  });
});
