import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { drawFrom, seedOf, type Lot } from '../../src/domain/draw.js';
import { killClis, runCli } from '../harness/cli.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { spotCheckText } from '../harness/spot-checks.js';
import { Township } from '../harness/township.js';

const more = 'officer: discipline-secretary\n';
const prepare = hamletWith(hamlet, async (home) => {
  await writeFile(
    join(home, 'schedules', 'spot.yaml'),
    spotCheckText({ cron: '0 10 8 9 *', sample: 1, units: ['dongcun', 'shiqiao'], more }),
  );
});

interface Document {
  lot: Lot;
  lotText: string;
  seed: string;
  secret: string;
  number: string;
  commitment: { lot: string; secret: string };
  drawn: string[];
  names: Record<string, string>;
  plan: object;
}

let town: Township;
beforeAll(async () => {
  town = await Township.open({ at: '2026-09-08 09:59', prepare });
  await town.until('2026-09-08 10:05');
});
afterEach(killClis);
afterAll(() => town.close());

/** With which somebody else would have been drawn. */
function otherNumber({ lot, secret, drawn }: Document): string {
  for (let number = 59; ; number += 1) {
    const again = drawFrom(lot, seedOf(secret, String(number), sha256), sha256);
    if (again.join() !== drawn.join()) return String(number);
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('beside a running bot, a draw', () => {
  it('is shown to nobody before it is over', async () => {
    const { code, stdout, stderr } = await runCli(['draw', 'show', 'latest', '--json'], { home: town.home });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'not-public' } });
    expect(`${stdout}${stderr}`).not.toMatch(/dongcun|shiqiao|[0-9a-f]{64}/u);
    expect((await runCli(['draw', 'verify', '1'], { home: town.home })).code).toBe(1);
    expect((await runCli(['draw', 'show', '99'], { home: town.home })).stderr).toContain('There is no draw 99.');
  });

  it('is told whole afterwards, and anybody can draw again from the file alone', async () => {
    await town.says('周正平', '抽 58');
    await town.until('2026-09-08 10:10');
    const who = town.takeAll('随机抽到')[0] ?? '';
    await town.says(who, '都在');
    await town.until('2026-09-08 10:12');
    const { code, stdout } = await runCli(['draw', 'show', 'latest', '--json'], { home: town.home });
    expect(code).toBe(0);
    const document = JSON.parse(stdout) as Document;
    expect(document.plan).toEqual({ name: '2026年明察暗访计划', filing: '青纪备〔2026〕3号' });
    expect(document.number).toBe('58');
    // As with `sha256sum`.
    expect(sha256(document.lotText)).toBe(document.commitment.lot);
    expect(sha256(document.secret)).toBe(document.commitment.secret);
    expect(sha256(`${document.secret}:58`)).toBe(document.seed);
    const file = join(town.home, 'draw.json');
    await writeFile(file, stdout);

    const nowhere = join(town.home, 'data', 'nowhere');
    const right = await runCli(['draw', 'verify', file], { home: nowhere });
    expect([right.code, right.stdout.trim()]).toEqual([
      0,
      `对得上：名单、种子都没改，重抽还是这几家：${Object.values(document.names).join('、')}`,
    ]);
    expect((await runCli(['draw', 'verify', 'latest'], { home: town.home })).code).toBe(0);
    for (const [from, to, says] of [
      ['"weight":1', '"weight":2', '名单改过'],
      ['"sample":1', '"sample":2', '名单改过'],
      [`"secret":"${document.secret}"`, `"secret":"${'0'.repeat(64)}"`, '种子换过'],
      ['"number":"58"', `"number":"${otherNumber(document)}"`, '抽出来的不是这几家'],
      [`"drawn":["${document.drawn[0]}"]`, '"drawn":["qingshan"]', '抽出来的不是这几家'],
    ] as const) {
      const text = await readFile(file, 'utf8');
      expect(text).toContain(from);
      await writeFile(`${file}.changed`, text.replace(from, to));
      const { code: refused, stdout: told } = await runCli(['draw', 'verify', `${file}.changed`], { home: nowhere });
      expect([refused, told]).toEqual([1, expect.stringContaining(says)]);
    }
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"lot":{}}', 'is not the document of a draw'],
    ['[]', 'is not the document of a draw'],
    [
      '{"lot":{"draw":"x","sample":1,"candidates":[{"unit":"a","weight":0.5}],"excluded":[]},"commitment":{"lot":"","secret":""}}',
      'look at lot.candidates.0.weight',
    ],
  ])('is not verified from a file that holds %s', async (text, says) => {
    const file = join(town.home, 'bad.json');
    await writeFile(file, text);
    const { code, stderr } = await runCli(['draw', 'verify', file], {});
    expect([code, stderr]).toEqual([1, expect.stringContaining(says)]);
  });

  it('says plainly that there is no such file', async () => {
    const { code, stderr } = await runCli(['draw', 'verify', '/nowhere/draw.json'], {});
    expect([code, stderr.trim()]).toEqual([1, '/nowhere/draw.json cannot be read.']);
  });
});
