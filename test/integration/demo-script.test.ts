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
    expect(differences).toEqual([expect.stringMatching(/^not expected → 张建国: .*18个单位/)]);
  });

  it('differs where another number of people is written to', async () => {
    const { differences } = await play((await opening()).replace('to: 16', 'to: 15'));
    expect(differences).toEqual([expect.stringMatching(/expected “8月自查，5题” → 15, was → 16: /)]);
  });

  it('differs where the counts are others', async () => {
    const { differences } = await play(`${await opening()}- counts: { answered: 18 }\n`);
    expect(differences).toEqual([expect.stringContaining('expected {"answered":18}, was {"total":18,"answered":0')]);
  });

  it('stops at somebody who does not exist', async () => {
    await expect(play('- { who: 孙悟空, says: 状态 }\n')).rejects.toMatchObject({ code: 'script-person' });
  });

  it('is refused, with the step, when it is not a script', async () => {
    await expect(play('- { who: 赵小梅 }\n')).rejects.toMatchObject({ code: 'bad-script', message: expect.stringContaining('[0]') });
  });
});
