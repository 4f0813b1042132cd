import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { booked, newestCycle, recordOf, versionsOf } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

const megabyte = 1024 * 1024;
const jpg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 9]);

const lastQuestion = '  - { id: issue, type: text, text: 主要问题，或要镇里协调的事？, label: 问题 }\n';
const board = '  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月 }\n';
const wall = '  - { id: wall, type: photo, text: 宣传墙拍一张, label: 宣传墙, reason: 看内容 }\n';

let town: Township;

async function asked(...questions: string[]): Promise<void> {
  const withPhotos = replace(files.selfCheck, lastQuestion, [lastQuestion, ...questions].join(''));
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(withPhotos) });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，');
}

function sendsPhoto(who: string, bytes: Uint8Array = jpg, fileName = 'photo.jpg'): Promise<string> {
  return town.does((hub, id) => hub.photo({ from: town.account(who), bytes, fileName, id }));
}

async function kept(): Promise<string[]> {
  return readdir(join(town.home, 'data', 'files'));
}

afterEach(() => town.end());

test('a photo where a number is asked is not kept, and the number is still asked for', async () => {
  await asked();
  await town.says('赵小梅', '逐题');
  await town.says('赵小梅', '是');
  town.expects('赵小梅', '第1题');
  town.expects('赵小梅', '第2题');
  await sendsPhoto('赵小梅');
  town.expects('赵小梅', '照片没存，现在没有要照片的题');
  expect(await kept()).toEqual([]);
  await town.says('赵小梅', '3');
  town.expects('赵小梅', '第2题记3次', '第3题');
});

test('a photo that a question wants is kept under a name of its own, and its receipt says how many there are', async () => {
  await asked(board);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '第4题', '发照片，看贴到几月');
  await sendsPhoto('赵小梅', jpg, '../../赵小梅的身份证.exe');
  town.expects('赵小梅', '4 公开栏：照片1张', '回执');
  const [file] = await kept();
  expect(file).toMatch(/^[0-9a-f]{32}\.jpg$/u);
  expect((await stat(join(town.home, 'data', 'files', file ?? ''))).mode & 0o777).toBe(0o600);
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '无', [file]] }]);
});

test('words where a photo is wanted are asked again with the reason, and may be skipped the second time', async () => {
  await asked(board);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '第4题');
  await town.says('赵小梅', '在墙上贴着呢');
  town.expects('赵小梅', '第4题请发照片，看贴到几月');
  await town.says('赵小梅', '拍不了');
  town.expects('赵小梅', '答不上回：跳过');
  await town.says('赵小梅', '跳过');
  town.expects('赵小梅', '4 公开栏：没答，跳过', '回执');
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '无', null] }]);
});

test('photos before, among and behind the other answers of a 逐题 all count, up to nine', async () => {
  await asked(board);
  await town.says('赵小梅', '逐题');
  town.expects('赵小梅', '第1题');
  await sendsPhoto('赵小梅', jpg);
  town.expects('赵小梅', '第4题现有1张', '第1题');
  for (const answer of ['是', '3', '无']) await town.says('赵小梅', answer);
  town.expects('赵小梅', '第2题');
  town.expects('赵小梅', '第3题');
  town.expects('赵小梅', '4 公开栏：照片1张', '回执');
  for (let photos = 2; photos <= 9; photos += 1) {
    await sendsPhoto('赵小梅', png, 'p.png');
    town.expects('赵小梅', `照片${photos}张`, '回执');
  }
  await sendsPhoto('赵小梅');
  town.expects('赵小梅', '第4题已有9张，这张没存');
  const versions = await versionsOf(town, 'dongcun');
  expect(versions).toHaveLength(9);
  expect(versions.at(-1)?.answers['board']).toMatchObject({ files: expect.arrayContaining(await kept()) });
  expect(await kept()).toHaveLength(9);
});

test('the question a 逐题 stands at takes the photo when two want one; otherwise the bot does not guess', async () => {
  await asked(board, wall);
  await sendsPhoto('赵小梅');
  town.expects('赵小梅', '要照片的不止一题，这张没存', '逐题');
  await town.says('赵小梅', '逐题');
  for (const answer of ['是', '3', '无']) await town.says('赵小梅', answer);
  for (const question of ['第1题', '第2题', '第3题', '第4题：公开栏拍一张']) town.expects('赵小梅', question);
  await sendsPhoto('赵小梅');
  town.expects('赵小梅', '第4题现有1张', '第5题：宣传墙拍一张');
  await sendsPhoto('赵小梅');
  town.expects('赵小梅', '4 公开栏：照片1张\n5 宣传墙：照片1张', '回执');
  expect(await kept()).toHaveLength(2);
});

test('a photo over 10 MB and a file that is none are refused, each with its reason, and leave nothing behind', async () => {
  await asked(board);
  await sendsPhoto('赵小梅', new Uint8Array(10 * megabyte + 1).fill(0xff));
  town.expects('赵小梅', '太大', '10兆');
  await sendsPhoto('赵小梅', Buffer.from('<script>alert(1)</script>'), 'photo.jpg');
  town.expects('赵小梅', '不是照片，没存');
  await sendsPhoto('赵小梅', new Uint8Array(0));
  town.expects('赵小梅', '没存');
  expect(await kept()).toEqual([]);
  expect(await recordOf(town, 'dongcun')).toMatchObject({ version: 0 });
  const whole = new Uint8Array(10 * megabyte);
  whole.set(jpg);
  await sendsPhoto('赵小梅', whole);
  town.expects('赵小梅', '第4题现有1张', '还差这3题');
  expect(await kept()).toHaveLength(1);
});

test('the same photo message arriving again is kept once and answered once', async () => {
  await asked(board);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '第4题');
  const id = await sendsPhoto('赵小梅');
  town.expects('赵小梅', '照片1张', '回执');
  for (let time = 0; time < 4; time += 1) await town.again(id);
  expect(await kept()).toHaveLength(1);
  expect(await versionsOf(town, 'dongcun', await newestCycle(town))).toHaveLength(1);
});
