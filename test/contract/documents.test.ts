import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarRenderer } from '../../src/adapters/office/calendar-renderer.js';
import { checkDocumentTemplates, openDocumentTemplates } from '../../src/adapters/office/document-templates.js';
import { documentWriter } from '../../src/adapters/office/document-writer.js';
import { zipParts } from '../../src/adapters/office/zip-parts.js';
import { documentTemplates, placeholders, type DocumentTemplate } from '../../src/application/document-port.js';
import { smallBook, workbookFolder, type WorkbookFolder } from '../harness/workbooks.js';

let folder: WorkbookFolder;
beforeAll(async () => {
  folder = await workbookFolder();
});
afterAll(() => folder.remove());

const values = {
  header: '',
  mark: '草稿 312号，没放行',
  title: '8月自查情况通报',
  to: '各村、各单位：',
  body: '3个单位里已交2。\n一、没交的单位\n（一）石桥村\n说明：{{issuer}} {{body}} <w:p/> & =1',
  issuer: '中共青山镇委员会',
  date: '2026年9月4日',
};

async function xmlOf(path: string, part = 'word/document.xml'): Promise<string> {
  return (await zipParts(await readFile(path)).open(part))?.toString('utf8') ?? '';
}

/** Each paragraph with its style. */
function paragraphsIn(xml: string): [style: string, text: string][] {
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>|<w:p [^>]*>(.*?)<\/w:p>/gsu)].map(([whole]) => [
    /<w:pStyle w:val="(\w+)"/u.exec(whole)?.[1] ?? '',
    [...whole.matchAll(/<w:t[^>]*>(.*?)<\/w:t>/gsu)].map(([, text]) => text).join(''),
  ]);
}

async function written(home: string, template: DocumentTemplate = 'circular'): Promise<string> {
  const path = folder.path('out.docx');
  await documentWriter(openDocumentTemplates({ home, shipped: '.' })).write(path, { template, values });
  return path;
}

/** A home whose own circular is a shipped one with something replaced in it. */
async function homeWith(name: string, content: Buffer): Promise<string> {
  const path = folder.path(`${name}/templates/office/circular.docx`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return folder.path(name);
}

async function shippedWith(name: string, change: (xml: string) => string): Promise<string> {
  const parts = zipParts(await readFile('templates/office/circular.docx'));
  const whole: Record<string, Buffer | string> = {};
  for (const part of parts.names) whole[part] = (await parts.open(part)) ?? '';
  const document = String(whole['word/document.xml']);
  const changed = await folder.archive(`${name}.docx`, { ...whole, 'word/document.xml': change(document) });
  return homeWith(name, await readFile(changed));
}

describe('a document', () => {
  it('is the template filled in: each line a paragraph in its style, what is empty gone, and braces that people wrote left to them', async () => {
    const path = await written('/nonexistent');
    expect(paragraphsIn(await xmlOf(path))).toEqual([
      ['GbMark', '草稿 312号，没放行'],
      ['GbTitle', '8月自查情况通报'],
      ['GbTo', '各村、各单位：'],
      ['GbBody', '3个单位里已交2。'],
      ['GbHeading1', '一、没交的单位'],
      ['GbHeading2', '（一）石桥村'],
      ['GbBody', '说明：{{issuer}} {{body}} &lt;w:p/&gt; &amp; =1'],
      ['GbBody', ''],
      ['GbIssuer', '中共青山镇委员会'],
      ['GbIssuer', '2026年9月4日'],
    ]);
  });

  it.each(documentTemplates)(
    '%s has the page of official documents: A4, its margins, fonts, lines of 28 points and page numbers at the outside',
    async (name) => {
      const path = `templates/office/${name}.docx`;
      const page = await xmlOf(path);
      // 210 × 297 mm; 37, 26, 35 and 28 mm, in twentieths of a point.
      expect(page).toMatch(/<w:pgSz w:w="210mm" w:h="297mm"|<w:pgSz w:w="11906" w:h="1683[78]"/u);
      expect(page).toMatch(/w:top="(?:37mm|2098)" w:right="(?:26mm|1474)" w:bottom="(?:35mm|1984)" w:left="(?:28mm|1587)"/u);
      const styles = await xmlOf(path, 'word/styles.xml');
      for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312']) expect(styles).toContain(`w:eastAsia="${font}"`);
      expect(styles).toMatch(/w:line="560" w:lineRule="exact"/u);
      expect(await xmlOf(path, 'word/settings.xml')).toContain('evenAndOddHeaders');
      for (const footer of ['word/footer1.xml', 'word/footer2.xml']) expect(await xmlOf(path, footer)).toMatch(/— .*PAGE.* —/su);
    },
  );

  it('is made by the committee’s own template where there is one, and what nothing fills in is told', async () => {
    const home = await shippedWith('own', (xml) => xml.replace('{{mark}}', '{{mark}} 内部 {{nmae}}'));
    expect(paragraphsIn(await xmlOf(await written(home)))[0]).toEqual(['GbMark', '草稿 312号，没放行 内部 {{nmae}}']);
    expect(await checkDocumentTemplates(home)).toEqual([{ file: 'templates/office/circular.docx', what: 'placeholder', name: 'nmae' }]);
    expect(await checkDocumentTemplates('.')).toEqual([]);
    expect(await checkDocumentTemplates('/nonexistent')).toEqual([]);
  });

  it('is not made by a template that is none', async () => {
    const bomb = await readFile(await folder.archive('bomb.docx', { 'word/document.xml': Buffer.alloc(80 * 1024 * 1024, 0x20) }));
    const book = await readFile(await folder.archive('book.docx', smallBook('')));
    for (const [name, content] of Object.entries({ bomb, book, text: Buffer.from('各村') })) {
      const home = await homeWith(name, content);
      await expect(written(home)).rejects.toMatchObject({ code: 'office-template' });
      expect(await checkDocumentTemplates(home)).toEqual([{ file: 'templates/office/circular.docx', what: 'unreadable' }]);
    }
  });

  it('is refused where it cannot be written', async () => {
    const writer = documentWriter(openDocumentTemplates({ home: '/nonexistent', shipped: '.' }));
    await expect(writer.write('/proc/none/x.docx', { template: 'report', values })).rejects.toMatchObject({ code: 'out-unwritable' });
  });

  it('has a place for everything there is to fill in', async () => {
    for (const name of documentTemplates) {
      const texts = paragraphsIn(await xmlOf(`templates/office/${name}.docx`)).map(([, text]) => text);
      expect(texts.filter((text) => text !== '')).toEqual(placeholders.map((key) => `{{${key}}}`));
    }
  });
});

describe('a calendar', () => {
  it('has each deadline under an id of its own, instants in UTC and days as days, whatever the machine’s timezone, and no line that breaks out', async () => {
    const events = [
      { id: 'cycle-a@hamlet', at: { instant: Date.parse('2026-09-01T10:00:00Z') }, summary: '8月自查18:00截止' },
      { id: 'finding-85@hamlet', at: { date: '2026-09-18' }, summary: '东村;问题,85号\nEND:VCALENDAR\r\nX:1' },
    ];
    const feed = { name: '青山镇 王志强的期限', events };
    const text = (await calendarRenderer()).render(feed, Date.parse('2026-08-25T01:00:00Z'));
    expect(text.split('\r\n')).toEqual(
      expect.arrayContaining([
        'UID:cycle-a@hamlet',
        'DTSTAMP:20260825T010000Z',
        'DTSTART:20260901T093000Z',
        'DTEND:20260901T100000Z',
        'DTSTART;VALUE=DATE:20260918',
        'DTEND;VALUE=DATE:20260919',
      ]),
    );
    expect(text).not.toMatch(/TZID|VTIMEZONE/u);
    expect(text.match(/^END:VCALENDAR$/gmu)).toHaveLength(1);
    expect(text.split('\r\n').filter((line) => line === 'X:1')).toEqual([]);
  });
});
