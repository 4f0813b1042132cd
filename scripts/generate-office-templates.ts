/** Writes templates/office/*.docx anew, in the layout of official documents (GB/T 9704): `npx tsx scripts/generate-office-templates.ts`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AlignmentType, BorderStyle, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { documentTemplates, placeholders, type DocumentTemplate, type Placeholder } from '../src/application/document-port.js';

const folder = join(fileURLToPath(new URL('..', import.meta.url)), 'templates', 'office');

/** In half points: 小初, 2号, 3号, 4号. */
const sizes = { header: 72, title: 44, body: 32, page: 28 };
const lineTwips = 28 * 20;
const fonts = { title: '方正小标宋简体', body: '仿宋_GB2312', first: '黑体', second: '楷体_GB2312', page: '宋体' };
const red = 'FF0000';

function font(eastAsia: string): { ascii: string; hAnsi: string; eastAsia: string } {
  return { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia };
}

const spacing = { line: lineTwips, lineRule: LineRuleType.EXACT, before: 0, after: 0 };
/** Two characters of the body. */
const indent = { firstLine: sizes.body * 20 };

const styleOf: Record<Placeholder, string> = {
  header: 'GbHeader',
  mark: 'GbMark',
  title: 'GbTitle',
  to: 'GbTo',
  body: 'GbBody',
  issuer: 'GbIssuer',
  date: 'GbIssuer',
};

const paragraphStyles = [
  { id: 'GbBody', name: '公文正文', run: { font: font(fonts.body), size: sizes.body }, paragraph: { spacing, indent } },
  { id: 'GbHeading1', name: '公文一级标题', run: { font: font(fonts.first), size: sizes.body }, paragraph: { spacing, indent } },
  { id: 'GbHeading2', name: '公文二级标题', run: { font: font(fonts.second), size: sizes.body }, paragraph: { spacing, indent } },
  { id: 'GbTo', name: '公文主送', run: { font: font(fonts.body), size: sizes.body }, paragraph: { spacing } },
  {
    id: 'GbMark',
    name: '公文编号',
    run: { font: font(fonts.body), size: sizes.body },
    paragraph: { spacing, alignment: AlignmentType.CENTER },
  },
  {
    id: 'GbTitle',
    name: '公文标题',
    run: { font: font(fonts.title), size: sizes.title },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { line: 36 * 20, lineRule: LineRuleType.EXACT, before: lineTwips, after: lineTwips },
    },
  },
  {
    id: 'GbHeader',
    name: '公文版头',
    run: { font: font(fonts.title), size: sizes.header, color: red },
    paragraph: {
      alignment: AlignmentType.CENTER,
      spacing: { before: 0, after: lineTwips },
      border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 12, color: red } },
    },
  },
  {
    id: 'GbIssuer',
    name: '公文落款',
    run: { font: font(fonts.body), size: sizes.body },
    paragraph: { spacing, alignment: AlignmentType.RIGHT, indent: { right: sizes.body * 20 } },
  },
];

/** Outside: odd pages at the right, even ones at the left, one character in. */
function footer(alignment: (typeof AlignmentType)['LEFT' | 'RIGHT']): Footer {
  const run = { font: font(fonts.page), size: sizes.page };
  const children = [
    new TextRun({ ...run, text: '— ' }),
    new TextRun({ ...run, children: [PageNumber.CURRENT] }),
    new TextRun({ ...run, text: ' —' }),
  ];
  return new Footer({ children: [new Paragraph({ alignment, indent: { left: 280, right: 280 }, children })] });
}

function templateOf(name: DocumentTemplate): Document {
  const blank = new Paragraph({ style: 'GbBody', children: [] });
  const part = (key: Placeholder): Paragraph => new Paragraph({ style: styleOf[key], children: [new TextRun(`{{${key}}}`)] });
  const parts = placeholders.flatMap((key) => (key === 'issuer' ? [blank, part(key)] : [part(key)]));
  return new Document({
    title: name,
    creator: '',
    evenAndOddHeaderAndFooters: true,
    styles: { paragraphStyles, default: { document: { run: { font: font(fonts.body), size: sizes.body } } } },
    sections: [
      {
        properties: {
          page: {
            size: { width: '210mm', height: '297mm' },
            margin: { top: '37mm', bottom: '35mm', left: '28mm', right: '26mm', footer: '25mm' },
          },
        },
        footers: { default: footer(AlignmentType.RIGHT), even: footer(AlignmentType.LEFT) },
        children: parts,
      },
    ],
  });
}

await mkdir(folder, { recursive: true });
for (const name of documentTemplates) await writeFile(join(folder, `${name}.docx`), await Packer.toBuffer(templateOf(name)));
