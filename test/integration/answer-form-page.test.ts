import { afterAll, beforeAll, expect, test } from 'vitest';
import { answered, byForm, linkFor } from '../harness/answer-forms.js';
import { openBrowser, type Tab, type TestBrowser } from '../harness/browser.js';
import { openTestConsole, type TestConsole } from '../harness/console.js';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

const cycle = 'monthly-self-check-20260825-0900';
const questions = `  - { id: when, type: date, text: 哪天开的会？, label: 开会 }
  - { id: way, type: choice, text: 怎么公开的？, options: [公开栏, 微信群, 两样都有], label: 公开 }
  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月, optional: true }
remind:`;
/** One pixel. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const phone = { viewport: { width: 390, height: 844 } };
/** For whoever wants to see it. */
const shots = process.env['ZERENTIAN_SHOTS'];

let town: Township;
let console: TestConsole;
let browser: TestBrowser;

beforeAll(async () => {
  town = await Township.open({
    at: '2026-08-25 08:59',
    prepare: hamletWith(
      byForm,
      replace(files.selfCheck, 'remind:', questions),
      replace(
        files.selfCheck,
        '专题研究过党风廉政吗？, label: 专题研究',
        '专题研究过党风廉政吗？, label: 专题研究, follow-up: no, follow-up-text: 准备几号补上？',
      ),
      replace(files.roster, 'name: 石桥村', "name: '石桥村<img src=x onerror=alert(1)>'"),
    ),
  });
  console = await openTestConsole(town);
  browser = await openBrowser();
  await town.until('2026-08-25 09:10');
  town.takeEverything();
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
});

async function look(tab: Tab, name: string): Promise<void> {
  if (shots !== undefined) await tab.page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

async function openForm(who: string, options: object = phone): Promise<Tab> {
  const tab = await browser.open(console.url, options);
  await tab.page.goto(`${console.url}${await linkFor(town, who)}`);
  await tab.page.getByRole('button', { name: '交上去' }).waitFor();
  return tab;
}

test('a liaison answers on a phone: what is wrong is said beside its question, what was typed outlasts a reload, and the receipt comes', async () => {
  const tab = await openForm('赵小梅');
  const { page, complaints } = tab;
  expect(await page.title()).toBe('东村8月自查');
  await page.getByText('截止：9月1日（周二）18:00').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await page.getByText('属实，就这样交').isVisible()).toBe(false);
  await look(tab, 'form-empty');
  await page.getByText('否', { exact: true }).click();
  await page.getByLabel('准备几号补上？').fill('9月5日前');
  await page.getByLabel('咬耳扯袖谈了几次？').fill('1000');
  await page.getByLabel('主要问题').fill(answered.issue.text);
  await page.getByText('17 / 5000字').waitFor();
  await page.reload();
  await page.getByText('17 / 5000字').waitFor();
  expect(await page.getByLabel('准备几号补上？').inputValue()).toBe('9月5日前');
  await page.getByRole('button', { name: '交上去' }).click();
  await page.getByText('0到99之间，再看一眼。').waitFor();
  expect(await page.getByText('选日期，没开展就勾“没有”。').isVisible()).toBe(true);
  expect(await page.getByText('选一个。').isVisible()).toBe(true);
  expect(await page.evaluate('document.activeElement.type')).toBe('number');
  await look(tab, 'form-wrong');
  await page.getByLabel('咬耳扯袖谈了几次？').fill('3');
  await page.locator('input[type=date]').fill('2026-08-20');
  await page.getByText('B　微信群').click();
  await page.locator('input[type=file]').setInputFiles({ name: 'board.png', mimeType: 'image/png', buffer: png });
  await page.getByAltText('照片1').waitFor();
  await look(tab, 'form-filled');
  await page.getByRole('button', { name: '交上去' }).click();
  await page.getByRole('heading', { name: '交好了' }).waitFor();
  await look(tab, 'form-receipt');
  const shown = await page.locator('main').innerText();
  const number = /回执 (\d+)/u.exec(shown)?.[1];
  expect(town.expects('赵小梅', '东村8月自查记下了', `回执 ${number}`)).not.toContain('公章');
  const reply = await town.bot.world.stores.replies.latest(cycle, 'dongcun');
  expect(reply?.answers).toEqual({
    meeting: { type: 'yes-no', yes: false, remark: '9月5日前' },
    talks: { type: 'number', number: 3 },
    issue: { type: 'text', text: answered.issue.text },
    when: { type: 'date', date: '2026-08-20' },
    way: { type: 'choice', letter: 'B' },
    board: { type: 'photo', files: [expect.stringMatching(/\.jpg$/)] },
  });
  await page.goBack().catch(() => undefined);
  await page.goForward().catch(() => undefined);
  await page.getByText('这个链接已经交过一份').waitFor();
  await look(tab, 'form-used');
  expect(complaints.filter((one) => !/422|410/.test(one))).toEqual([]);
  await page.context().close();
});

test('by the keyboard alone, at night, with a name that is HTML: it is read as what it is', async () => {
  const tab = await openForm('马春生', { ...phone, colorScheme: 'dark' });
  const { page, complaints } = tab;
  expect(await page.getByRole('heading').innerText()).toBe('石桥村<img src=x onerror=alert(1)>8月自查');
  expect(await page.locator('img').count()).toBe(0);
  await look(tab, 'form-dark');
  const { keyboard } = page;
  for (const key of ['Tab', 'ArrowRight', 'ArrowLeft', 'Tab']) await keyboard.press(key);
  await keyboard.insertText('5');
  await keyboard.press('Tab');
  await keyboard.insertText('无');
  await page.getByLabel('没有').focus();
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await keyboard.press('Space');
  await page.getByRole('button', { name: '交上去' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '交好了' }).waitFor();
  town.expects('马春生', '记下了');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a link that is over says how to get another', async () => {
  const { page } = await browser.open(console.url, phone);
  await page.goto(`${console.url}/f/${'x'.repeat(43)}`);
  await page.getByText('这个链接不能用了').waitFor();
  expect(await page.getByText('到聊天里回：题目').isVisible()).toBe(true);
  await page.context().close();
});
