import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formLinkMs } from '../../src/domain/answer-form.js';
import { address, answered, byForm, linkFor, linkIn } from '../harness/answer-forms.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { hears, hearsWithReceipt, phone, play } from '../harness/scene.js';
import { spotChecks } from '../harness/spot-checks.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';
const secret = answered.issue.text;

async function asked(town: Township, who = '赵小梅'): Promise<string> {
  await town.until('2026-08-25 09:30');
  const path = linkIn(town.expects(who));
  town.takeEverything();
  return path;
}

const submit = (town: Township, path: string, entries: object = answered) =>
  town.bot.hearing.submit(path.slice('/f/'.length), entries as Parameters<typeof town.bot.hearing.submit>[1]);

test('a self-check by form: the prompt has a link and no question, the chat gets the receipt and no answer', () =>
  play({ at, prepare: byForm }, async (town) => {
    await town.until('2026-08-25 09:30');
    const prompt = town.expects('赵小梅');
    expect(prompt.replace(/\/f\/\S+/u, '/f/…')).toBe(
      phone(
        `赵小梅同志：⏎东村8月自查，3题⏎截止：9月1日（周二）18:00⏎这件在单位内网的网页上答，聊天里不写内容。⏎点开就能答：⏎${address}/f/…⏎24小时内有效，交一次就作废。⏎只给您用，别转给人。⏎过了时间，回：题目⏎不好办，回：延期、有困难、改派，加一句原因⏎依据：镇党委落实主体责任实施意见⏎党政办 何晓燕（代镇党委）`,
      ),
    );
    town.takeEverything();
    const outcome = await submit(town, linkIn(prompt));
    hearsWithReceipt(
      town,
      '赵小梅',
      '收到，东村8月自查记下了。⏎内容只在内网，聊天里不放。⏎要改，回：题目，给您新链接⏎9月1日18:00前都能改。',
    );
    expect(outcome).toMatchObject({ kind: 'handed-in', text: expect.stringMatching(/\n回执 \d+$/u) });
    const [reply] = await town.bot.world.stores.replies.all('monthly-self-check-20260825-0900');
    expect(reply).toMatchObject({ unit: 'dongcun', by: 'zhao', version: 1, late: false });
    expect(reply?.answers).toEqual({
      meeting: { type: 'yes-no', yes: true },
      talks: { type: 'number', number: 3 },
      issue: { type: 'text', text: secret },
    });
    await town.says('张建国', '查 东村 8月');
    hears(town, '张建国', '东村8月自查：已交，8月25日⏎内容在内网，聊天里不放。⏎要看内容，找党政办在内网查');
    await town.says('赵小梅', '我的 8月');
    hears(town, '赵小梅', '东村8月自查：已交，8月25日⏎内容在内网，聊天里不放。⏎要改，回：题目');
  }));

test('what is written in chat for it is turned to the link and not kept, and other words do what they do', () =>
  play({ at, prepare: byForm }, async (town) => {
    await asked(town);
    const { replies } = town.bot.world.stores;
    for (const text of ['1是 2 3次 3 公章一个人管', '是 3次 无', '改 2 4', '逐题', '1是']) {
      await town.says('赵小梅', text);
      hears(town, '赵小梅', '东村8月自查在网页上答，聊天里不收。⏎刚才那条我没存，请撤回。⏎链接在发题那条里，过期了回：题目');
    }
    expect(await replies.all('monthly-self-check-20260825-0900')).toEqual([]);
    expect(await replies.draft('monthly-self-check-20260825-0900', 'dongcun', 'zhao')).toBeUndefined();
    expect(await town.bot.world.stores.conversation.dialog('zhao')).toBeUndefined();
    await town.says('赵小梅', '状态');
    town.expects('赵小梅', '8月自查');
    await town.says('赵小梅', '延期 3天 会计住院');
    town.expects('赵小梅', '王志强');
    await town.says('王志强', '同意');
    town.takeEverything();
    const path = await linkFor(town, '赵小梅');
    expect(await submit(town, path)).toMatchObject({ kind: 'handed-in' });
    town.expects('赵小梅', '内容只在内网');
    town.takeEverything();
  }));

test('a correction goes by a new link, which makes the one before void; an old or a used one hands in nothing', () =>
  play({ at, prepare: byForm }, async (town) => {
    const first = await asked(town);
    const second = await linkFor(town, '赵小梅');
    expect(await submit(town, first)).toEqual({ kind: 'over', why: 'gone' });
    expect(await submit(town, second)).toMatchObject({ kind: 'handed-in' });
    town.expects('赵小梅', '记下了');
    expect(await submit(town, second)).toEqual({ kind: 'over', why: 'used' });
    const third = await linkFor(town, '赵小梅');
    await submit(town, third, { ...answered, talks: { number: 4 } });
    town.expects('赵小梅', '东村8月自查改好了。', '回执');
    const versions = await town.bot.world.stores.replies.versions('monthly-self-check-20260825-0900', 'dongcun');
    expect(versions.map(({ answers }) => answers['talks'])).toEqual([
      { type: 'number', number: 3 },
      { type: 'number', number: 4 },
    ]);
    const fourth = await linkFor(town, '赵小梅');
    await town.until('2026-08-26 12:00');
    expect(town.now()).toBeGreaterThan(formLinkMs);
    expect(await submit(town, fourth)).toEqual({ kind: 'over', why: 'gone' });
    town.takeEverything();
  }));

test('who may hand in is asked when it is handed in: a link of somebody who has left the unit is good for nothing', () =>
  play({ at, prepare: byForm }, async (town) => {
    const path = await asked(town);
    await replace(files.roster, ', liaison: zhao', ', liaison: ma')(town.home);
    await town.pass('1s');
    await town.pass('1s');
    expect(await submit(town, path)).toEqual({ kind: 'over', why: 'gone' });
    town.takeEverything();
  }));

test('with another self-check open, what is written in chat is meant for that one', () =>
  play({ at, prepare: hamletWith(byForm, secondCheck) }, async (town) => {
    await town.until('2026-08-25 09:30');
    town.takeEverything();
    await town.says('赵小梅', '1是');
    town.expects('赵小梅', '在聊天里答', '回执');
    await town.says('赵小梅', '1是 2 3次 3无');
    expect(town.expects('赵小梅')).not.toContain('3次');
    town.takeEverything();
  }));

/** Answered in chat as ever. */
async function secondCheck(home: string): Promise<void> {
  await writeFile(
    join(home, 'schedules/other.yaml'),
    'name: 聊天里答的自查\nkind: self-check\ncron: "0 9 25 * *"\nquestions: [{ id: one, type: yes-no, text: 在聊天里答吗？, label: 在聊天里答 }]\n',
  );
}

test('a spot check by form asks as one, is thanked for as one, and says nothing of the answer in the chat', () =>
  play({ at: '2026-09-01 09:59', prepare: spotByForm }, async (town) => {
    await town.until('2026-09-01 10:05');
    town.expects('许敏', '请您报个数');
    await town.says('许敏', '58');
    town.takeEverything();
    await town.until('2026-09-01 10:07');
    const prompt = town.expects('马春生');
    expect(prompt.replace(/\/f\/\S+/u, '/f/…')).toBe(
      phone(
        `抽查，随机抽到石桥村，不针对谁。⏎截止：9月1日（周二）10:35⏎这件在单位内网的网页上答，聊天里不写内容。⏎点开就能答：⏎${address}/f/…⏎24小时内有效，交一次就作废。⏎只给您用，别转给人。⏎过了时间，回：题目⏎走不开，会有人打个电话。⏎依据：镇党委明察暗访安排⏎镇纪委 许敏`,
      ),
    );
    expect(await submit(town, linkIn(prompt), { now: { text: '都在，一个下组了' } })).toMatchObject({ kind: 'handed-in' });
    hearsWithReceipt(town, '马春生', '记下了，谢谢。');
    await town.until('2026-09-01 10:08');
    expect(town.expects('许敏')).not.toContain('下组');
    await town.says('许敏', '抽签');
    expect(town.expects('许敏', '石桥村')).not.toContain('下组');
    town.takeEverything();
  }));

async function spotByForm(home: string): Promise<void> {
  await spotChecks({ cron: '0 10 1,8 9 *', units: ['shiqiao'], sample: 1, more: 'via: form\n' })(home);
  await replace(files.settings, 'console: {', `console: { address: ${address},`)(home);
}
