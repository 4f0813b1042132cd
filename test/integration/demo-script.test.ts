import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shipped } from '../../src/main/open-home.js';
import type { Output } from '../../src/main/output.js';
import { playScript, type ScriptResult } from '../../src/main/script.js';

let folder: string;
let printed: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zrt-script-'));
  printed = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function play(script: string): Promise<ScriptResult> {
  const file = join(folder, 'script.yaml');
  await writeFile(file, script);
  const output: Output = { json: false, print: (text) => void printed.push(text), tell: () => undefined };
  return playScript(file, output, new AbortController().signal);
}

/** The shipped script up to the first scene in which somebody answers. */
async function opening(): Promise<string> {
  const script = await readFile(join(shipped, 'examples', 'demo-script.yaml'), 'utf8');
  return script.slice(0, script.indexOf('- scene: 一条答完'));
}

/** What comes along with the words. */
const board = expect.stringMatching(/^not expected → 张建国: 〔图片：进度板\.png，\d+ KB〕$/);

describe('a script', () => {
  it('is played as written', async () => {
    const { messages, differences } = await play(await opening());
    expect(differences).toEqual([]);
    expect(messages).toBeGreaterThan(17);
    expect(printed.join('\n')).toContain('→ 赵小梅');
  });

  it('differs where a message is expected that does not come', async () => {
    const { differences } = await play(`${await opening()}- expect: 赵小梅\n  has: [天上掉馅饼]\n`);
    expect(differences).toEqual([expect.stringMatching(/^\d+: expected → 赵小梅: 天上掉馅饼$/)]);
  });

  it('differs where a message comes that nobody expected', async () => {
    const script = await opening();
    const { differences } = await play(`${script}- { who: 张建国, says: 状态 }\n`);
    expect(differences).toEqual([expect.stringMatching(/^not expected → 张建国: .*18个单位/), board]);
  });

  it('differs where another number of people is written to', async () => {
    const { differences } = await play((await opening()).replace('to: 16', 'to: 15'));
    expect(differences).toEqual([expect.stringMatching(/expected “8月自查，5题” → 15, was → 16: /)]);
  });

  it('differs in the scene in which a message came that nobody expected, though a later one asks for it', async () => {
    const later = '- scene: 后来\n- expect: 张建国\n  has: [18个单位]\n';
    const { differences } = await play(`${await opening()}- { who: 张建国, says: 状态 }\n${later}`);
    expect(differences).toEqual([
      expect.stringMatching(/^not expected → 张建国: .*18个单位/),
      board,
      expect.stringMatching(/^\d+: expected → 张建国: 18个单位$/),
    ]);
  });

  it('differs where friendly words go to others, and takes nothing else for one', async () => {
    const nudged = '- until: 2026-08-26 11:00\n- { expect: 许敏, has: [审计封存码] }\n- nudges: 18\n- nudges: [何晓燕]\n';
    const { differences } = await play(`${await opening()}- { who: 张建国, says: 状态 }\n${nudged}`);
    expect(differences).toEqual([
      expect.stringMatching(/^\d+: expected nudges → 18, was → 19: /),
      expect.stringMatching(/^\d+: expected nudges → 何晓燕, was → 0: $/),
      expect.stringMatching(/^not expected → 张建国: .*18个单位/),
      board,
    ]);
  });

  it('carries a number from what the bot says into what is said, and expects the same number again', async () => {
    const bound = [
      '- { who: 何晓燕, says: 绑定码 马春生 }',
      "- { expect: 何晓燕, has: ['的码：{码}'] }",
      "- { who: 陌生人, says: '绑定{码}' }",
      '- { expect: 马春生, has: [马春生同志，绑好了] }',
      '- { who: 何晓燕, says: 绑定码 赵小梅 }',
      "- { expect: 何晓燕, has: ['的码：{码}'] }",
    ];
    const { differences } = await play(`${await opening()}${bound.join('\n')}\n`);
    expect(differences).toEqual([
      expect.stringMatching(/^\d+: expected → 何晓燕: 的码：\{码\}$/),
      expect.stringMatching(/^not expected → 何晓燕: 赵小梅/),
    ]);
  });

  it('lets a file be edited, which is in force when the next one speaks', async () => {
    const edited = "- change: roster.yaml\n  from: 'name: 郑海波, title: 副镇长'\n  to: 'name: 郑海波, title: 人大主席'\n";
    const asked = '- { who: 秦小红, says: 有困难 公章丢了 }\n- expect: 秦小红\n  has: [已请郑海波人大主席协调]\n';
    const { differences } = await play(
      `${await opening()}${edited}${asked}- until: 2026-08-25 09:40\n- expect: 郑海波\n  has: [公章丢了]\n`,
    );
    expect(differences).toEqual([]);
  });

  it('differs where the counts are others', async () => {
    const { differences } = await play(`${await opening()}- counts: { answered: 18 }\n  of: 8月自查\n`);
    expect(differences).toEqual([expect.stringContaining('expected {"answered":18}, was {"total":18,"answered":0')]);
  });

  it('stops at somebody who does not exist', async () => {
    await expect(play('- { who: 孙悟空, says: 状态 }\n')).rejects.toMatchObject({ code: 'script-person' });
  });

  it('stops at a number that nobody has told', async () => {
    await expect(play("- { who: 王志强, says: '同意 {延期}' }\n")).rejects.toMatchObject({ code: 'script-number' });
  });

  it('stops at an edit of words that do not stand in the file once', async () => {
    for (const from of ['没有这一句', '联络员'])
      await expect(play(`- { change: roster.yaml, from: ${from}, to: 别的 }\n`)).rejects.toMatchObject({ code: 'script-file' });
  });

  it('is refused, with the step, when it is not a script', async () => {
    await expect(play('- { who: 赵小梅 }\n')).rejects.toMatchObject({ code: 'bad-script', message: expect.stringContaining('[0]') });
  });
});
