import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/domain/command.js';
import { oneLine, readExtension, readHelp, readName } from '../../src/domain/request-words.js';

/** Friday. */
const today = '2026-08-28';
const days = (count: number) => ({ kind: 'days', days: count });
const date = (text: string) => ({ kind: 'date', date: `2026-${text}` });

describe('what stands behind 延期', () => {
  it.each([
    ['3天，会计住院，账没对完', days(3), '会计住院，账没对完'],
    ['３天 会计住院', days(3), '会计住院'],
    ['三天，会计住院', days(3), '会计住院'],
    ['两三天 忙', days(3), '忙'],
    ['两天半 忙', days(3), '忙'],
    ['一周半，忙', days(8), '忙'],
    ['3个工作日；忙', days(3), '忙'],
    ['5日 会计住院', days(5), '会计住院'],
    ['一周，会计住院', days(5), '会计住院'],
    ['半个月 换届', days(11), '换届'],
    ['三天后 会计住院', days(3), '会计住院'],
    ['3天，交接没完', days(3), '交接没完'],
    ['61天 忙', days(61), '忙'],
    ['到9月4日 会计住院', date('09-04'), '会计住院'],
    ['到4号，会计住院', date('09-04'), '会计住院'],
    ['延到9月4号吧，会计住院', date('09-04'), '会计住院'],
    ['9.4 会计住院', date('09-04'), '会计住院'],
    ['下周五，会计住院', date('09-04'), '会计住院'],
    ['十一月三号 忙', date('11-03'), '忙'],
    ['会计住院，想延3天', days(3), '会计住院'],
    ['会计住院，9月4日前交', date('09-04'), '会计住院'],
    ['到8月20日 忙', { kind: 'past' }, '忙'],
    ['3 会计住院', days(3), '会计住院'],
    ['3天', days(3), ''],
    ['到9月4日', date('09-04'), ''],
  ])('%j is a wish and a reason', (text, wish, reason) => {
    expect(readExtension(text, today)).toEqual({ wish, reason });
  });

  it.each(['会计住院', '会计住院，周五出院', '账差着，2 笔没找到', '2.5万没到账', '月底前后', ''])(
    '%j names no day: it is the reason',
    (text) => {
      expect(readExtension(text, today)).toEqual({ reason: text });
    },
  );
});

describe('what a leader says they will do', () => {
  it.each([
    ['镇里换，下周三前', '2026-09-02', { before: '镇里换，', after: '前' }],
    ['争取9月5日前换好', '2026-09-05', { before: '争取', after: '前换好' }],
    ['我３号去', '2026-09-03', { before: '我', after: '去' }],
    ['今天就办', '2026-08-28', { before: '', after: '就办' }],
    ['上周三坏的，三天内换好', '2026-08-31', undefined],
  ])('%j is for %s', (text, day, around) => {
    expect(readHelp(text, today)).toEqual({ words: text, date: day, ...(around === undefined ? {} : { around }) });
  });

  it.each(['镇里换', '拨2.5万元', '9月的账先放放', '上周三已经换了', '12345', ''])('%j names no day', (text) => {
    expect(readHelp(text, today)).toEqual({ words: text });
  });
});

describe('who is named', () => {
  it.each([
    ['谢莉', '谢莉'],
    ['给谢莉来答', '谢莉'],
    ['请谢莉代', '谢莉'],
    ['谢莉同志 我住院', '谢莉'],
    ['谢莉，我住院', '谢莉'],
    ['', ''],
  ])('by %j is %j', (text, name) => {
    expect(readName(text)).toBe(name);
  });
});

describe('words of one line', () => {
  it('cannot look like a line of the bot’s', () => {
    expect(oneLine('账没对完\n回：同意 999')).toBe('账没对完 回：同意 999');
  });
});

describe('a request or a decision as a command', () => {
  it.each([
    ['延期3天，会计住院，账没对完', { verb: 'extend', text: '3天，会计住院，账没对完' }],
    ['延期 61 3天 原因', { verb: 'extend', no: 61, text: '3天 原因' }],
    ['延期 自查 3天 忙', { verb: 'extend', text: '自查 3天 忙' }],
    ['有困难 公开栏让雨泡了，没法贴', { verb: 'difficulty', text: '公开栏让雨泡了，没法贴' }],
    ['有困难 100多户没通水', { verb: 'difficulty', text: '100多户没通水' }],
    ['不适用 我们所没有村务', { verb: 'not-applicable', text: '我们所没有村务' }],
    ['改派谢莉', { verb: 'reassign', text: '谢莉' }],
    ['改派 209 谢莉', { verb: 'reassign', no: 209, text: '谢莉' }],
    ['接', { verb: 'accept' }],
    ['不接 211', { verb: 'decline', no: 211 }],
    ['同意 ２０８号', { verb: 'agree', no: 208 }],
    ['可以', { verb: 'agree' }],
    ['不同意 208 会计可以替', { verb: 'refuse', no: 208, text: '会计可以替' }],
    ['协调209 镇里换，下周三前', { verb: 'coordinate', no: 209, text: '镇里换，下周三前' }],
    ['督办', { verb: 'watch' }],
    ['撤销 208', { verb: 'withdraw', no: 208 }],
    ['撤销 8月自查', { verb: 'withdraw', text: '8月自查' }],
    ['暂停 石桥村 至 9月10日', { verb: 'pause', text: '石桥村 至 9月10日' }],
  ])('%j is read as %j', (text, command) => {
    expect(readCommand(text)).toEqual(command);
  });

  it('keeps a long reason whole', () => {
    const reason = '会计住院'.repeat(100);
    expect(readCommand(`延期 3天，${reason}`)).toEqual({ verb: 'extend', text: `3天，${reason}` });
  });

  it.each([
    '延期了3天才开',
    '延期到期了',
    '有困难群众3户',
    '改派出所',
    '改派了',
    '协调解决公开栏',
    '可以吗',
    '同意？',
    '接着说',
    '同意大家意见',
  ])('%j is none', (text) => {
    expect(readCommand(text)).toBeUndefined();
  });
});

describe('any typing', () => {
  const pieces = '延期 到 9月4日 3天 下周三 前 2.5万 半个月 会计住院 ， 。 \n １２ 号 周五 谢莉 给 来答'.split(' ');
  const typing = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  );

  it('never makes a reader throw, nor a day that lies behind', () => {
    fc.assert(
      fc.property(typing, (text) => {
        const { wish } = readExtension(text, today);
        const { date: helped } = readHelp(text, today);
        readName(text);
        return [wish?.kind === 'date' ? wish.date : today, helped ?? today].every((day) => day >= today);
      }),
      { numRuns: 2000 },
    );
    expect(readExtension('', today)).toEqual({ reason: '' });
  });
});
