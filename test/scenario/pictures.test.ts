/** Pictures go along with words: to whoever may know what is in them, one-to-one, and never instead of the words. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { BoardPicture, ChainPicture, Picture } from '../../src/application/picture-port.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { established, nothingAsked, officers } from '../harness/ledger-town.js';
import { openDrawing, remembering } from '../harness/pictures.js';
import { hears, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';

const drawing = openDrawing();
const pictures = remembering(drawing);
const at = '2026-08-25 08:59';
const digest = 'name: 每周周报\nkind: digest\ncron: "0 9 * * 1"\nworkday: next\nto: [secretary]\n';

afterAll(() => drawing.close());

beforeEach(() => {
  pictures.asked.length = 0;
});

/** The round of August is out; the two villages and the committee are to answer. */
async function asked(town: Township): Promise<void> {
  await town.until('2026-08-25 10:00');
  town.takeEverything();
}

/** A changed file counts once it has stood still. */
async function takesUp(town: Township): Promise<void> {
  for (let look = 0; look < 2; look += 1) await town.pass('1s');
  town.takeEverything();
}

/** What was drawn last, as one of a kind. */
function last<Kind extends Picture['kind']>(kind: Kind): Extract<Picture, { kind: Kind }> {
  const picture = pictures.asked.at(-1);
  expect(picture?.kind).toBe(kind);
  return picture as Extract<Picture, { kind: Kind }>;
}

/** Each unit with the letter of its mark, and that of its rung. */
function board({ cycles, marks }: BoardPicture): string[] {
  const letterOf = new Map(marks.map(({ mark, letter }) => [mark, letter]));
  return cycles.flatMap(({ groups }) =>
    groups.flatMap(({ units }) => units.map(({ name, mark, rung }) => `${name}${letterOf.get(mark) ?? ''}${rung ?? ''}`)),
  );
}

function chain({ rows }: ChainPicture): string[] {
  return rows.map(({ depth, name, note, state }) => `${'　'.repeat(depth)}${state === 'broken' ? '×' : ''}${name} ${note}`.trimEnd());
}

describe('状态', () => {
  test('comes with a board of what the reader oversees, right behind the words; a unit of its own needs none, and a group gets none', () =>
    play({ at, prepare: hamlet, pictures }, async (town) => {
      await asked(town);
      await town.says('赵小梅', '1是 2 1次 3无');
      await town.says('马春生', '延期3天，会计住院');
      town.takeEverything();
      await town.says('张建国', '状态');
      town.expects('张建国', '3个单位：已交1，没交2');
      town.expectsExactly('张建国', '进度板.png');
      expect(board(last('board'))).toEqual(['镇党委待', '东村交', '石桥村请']);
      await town.says('王志强', '状态');
      town.expects('王志强', '2个单位：已交1，没交1');
      town.expectsExactly('王志强', '进度板.png');
      expect(board(last('board'))).toEqual(['东村交', '石桥村请']);

      await town.says('赵小梅', '状态');
      town.expects('赵小梅', '东村8月自查：已交');
      await town.saysInGroup('张建国', '状态');
      town.expects('群', '已交1');
      town.expects('张建国', '3个单位：已交1');
      expect(pictures.asked).toHaveLength(2);

      await town.says('王志强', '同意');
      await town.until('2026-09-02 10:00');
      town.takeEverything();
      await town.says('周正平', '状态');
      town.expects('周正平', '3个单位：已交1，没交1，延期1');
      town.expectsExactly('周正平', '进度板.png');
      expect(board(last('board'))).toEqual(['镇党委没催', '东村交', '石桥村延']);
    }));

  test('a draft about the secretary shows on the board of discipline, and not on the secretary’s own', () =>
    play({ at, prepare: hamlet, pictures }, async (town) => {
      await asked(town);
      await town.until('2026-09-05 10:00');
      town.takeEverything();
      for (const who of ['周正平', '张建国']) await town.says(who, '状态');
      const [discipline, secretary] = pictures.asked.filter((picture) => picture.kind === 'board').map(board);
      expect(discipline).toEqual(['镇党委没通', '东村没通', '石桥村没通']);
      expect(secretary).toEqual(['镇党委没催', '东村没通', '石桥村没通']);
      town.takeEverything();
    }));

  test('has no picture when nothing is open, and none when the settings want none', () =>
    play(
      { at, prepare: hamletWith(replace(files.settings, 'pacing: false', 'pacing: false\npictures: false')), pictures },
      async (town) => {
        await town.says('张建国', '状态');
        town.expects('张建国');
        await asked(town);
        await town.says('张建国', '状态');
        town.expects('张建国', '3个单位');
        expect(pictures.asked).toEqual([]);
        await replace(files.settings, 'pictures: false', 'pictures: true')(town.home);
        await takesUp(town);
        await town.says('张建国', '状态');
        town.expects('张建国', '3个单位');
        town.expectsExactly('张建国', '进度板.png');
      },
    ));
});

test('断链 comes with the tree, the breaks marked on it, as long as there is one', () =>
  play({ at, prepare: hamletWith(replace(files.roster, ', liaison: ma }', ' }')), pictures }, async (town) => {
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '还有1处：石桥村没有联络员。');
    town.expectsExactly('何晓燕', '责任体系图.png');
    expect(chain(last('chain'))).toEqual(['镇党委 张建国', '　东村 李德明，王志强分管', '　×石桥村 没有联络员']);
    await town.says('王志强', '断链');
    town.expects('王志强', '石桥村没有联络员');
    town.expectsExactly('王志强', '责任体系图.png');
    expect(chain(last('chain'))).toEqual(['东村 李德明，王志强分管', '×石桥村 没有联络员']);
    await replace(files.roster, 'supervisor: wang }', 'supervisor: wang, liaison: ma }')(town.home);
    await takesUp(town);
    await town.says('何晓燕', '断链');
    hears(town, '何晓燕', '都接得上，没有断链。');
    expect(pictures.asked).toHaveLength(2);
  }));

test('台账 comes with the ages of what is not settled, as far as the reader oversees it', () =>
  play({ at: '2026-09-09 09:00', prepare: hamletWith(officers, nothingAsked), pictures }, async (town) => {
    await town.says('周正平', '台账');
    town.expects('周正平', '没有台账');
    await established(town, '东村 村务公开 公开栏财务只到5月', '9月10日');
    await established(town, '石桥村 财务 收据没编号', '9月18日');
    await established(town, '东村 财务 会计没交接', '9月28日');
    await town.until('2026-09-16 10:00');
    town.takeEverything();
    for (const [who, rows] of [
      ['周正平', { 财务: [0, 2, 0, 0, 0], 村务公开: [0, 0, 1, 0, 0] }],
      ['王志强', { 财务: [0, 2, 0, 0, 0], 村务公开: [0, 0, 1, 0, 0] }],
    ] as const) {
      await town.says(who, '台账');
      town.expects(who, '问题：待整改3');
      town.expectsExactly(who, '台账一览.png');
      expect(Object.fromEntries(last('ages').rows.map(({ name, counts }) => [name, counts]))).toEqual(rows);
    }
    await town.says('李德明', '台账');
    town.expects('李德明', '问题：待整改2');
    await town.says('周正平', '台账 东村');
    town.expects('周正平', '东村');
    expect(pictures.asked).toHaveLength(2);
  }));

describe.each(worlds)('over the %s world', (over) => {
  test('the digest is followed by the month at a glance, to whoever gets it and to nobody else', () =>
    play(
      { at, over, prepare: hamletWith((home) => writeFile(join(home, 'schedules', 'weekly-digest.yaml'), digest)), pictures },
      async (town) => {
        const bytes = new Map<string, Uint8Array | undefined>();
        const stopListening = town.world.hub.onSent(({ text, photo }) => bytes.set(text, photo));
        await asked(town);
        for (const who of ['赵小梅', '马春生']) await town.says(who, '1是 2 1次 3无');
        await town.until('2026-08-30 18:00');
        town.takeEverything();
        await town.until('2026-08-31 09:10');
        town.expects('张建国', '上周（8月24日—28日）');
        town.expectsExactly('张建国', '近四周一览.png');
        stopListening();
        expect(Buffer.from(bytes.get('近四周一览.png') ?? []).toString('latin1', 1, 4)).toBe('PNG');
        const { days, events } = last('month');
        expect(days.filter(({ opened, answered }) => opened + answered > 0)).toEqual([
          { day: 25, month: null, opened: 1, due: 0, answered: 2 },
        ]);
        expect(events.map(({ of, text }) => `${of} ${text}`)).toEqual(['opened 8月自查']);
      },
    ));
});

test('an account whose hour is full sends the digest without its picture', () =>
  play(
    {
      at,
      prepare: hamletWith(replace(files.settings, 'pacing: false', 'pacing: { gap: [1s, 1s], perHour: 1, perDay: 100 }'), (home) =>
        writeFile(join(home, 'schedules', 'weekly-digest.yaml'), digest),
      ),
      pictures,
    },
    async (town) => {
      await town.until('2026-08-31 08:59');
      town.takeEverything();
      await town.until('2026-08-31 09:30');
      town.expects('张建国', '上周（8月24日—28日）');
      expect(pictures.asked).toEqual([]);
    },
  ));

test('the words go out though nothing can be drawn, and the log says why', () =>
  play({ at, prepare: hamlet, pictures: { draw: () => Promise.reject(new Error('out of ink')) } }, async (town) => {
    await asked(town);
    await town.says('张建国', '状态');
    town.expects('张建国', '3个单位');
    expect(town.logged.filter(({ level }) => level === 'warn').map(({ message }) => message)).toContain('a picture could not be drawn');
  }));
