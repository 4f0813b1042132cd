import { describe, expect, it } from 'vitest';
import { documentKind } from '../../src/adapters/wechaty/document.js';
import { archive, documents, pretenders } from '../harness/documents.js';

const gbk = Buffer.from([0xd2, 0xbb, 0xa1, 0xa2, 0xbf, 0xaa, 0xbb, 0xe1, 0x0d, 0x0a]);
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('开了会', 'utf16le')]);

describe('what a document is', () => {
  it.each(Object.entries(documents))('%s is told by its content, whatever the file is called', (kind, bytes) => {
    for (const name of ['报告', `报告.${kind}`, '报告.exe', '../../报告.jpg', '']) expect(documentKind(bytes, name)).toBe(kind);
  });

  it('WPS is told from Word by the name alone, since both write the same', () => {
    expect(documentKind(documents.doc, '报告.WPS')).toBe('wps');
    expect(documentKind(documents.docx, '报告.wps')).toBe('docx');
    expect(documentKind(documents.txt, '报告.wps')).toBe('txt');
  });

  it.each([
    ['as older Chinese Windows writes it', gbk],
    ['in UTF-16', utf16],
    ['with a mark in front', Buffer.from('\ufeff开了会')],
  ])('plain text %s is text', (_how, bytes) => {
    expect(documentKind(bytes, '报告.txt')).toBe('txt');
  });

  it.each(Object.entries(pretenders))('%s is none', (_what, bytes) => {
    for (const name of ['报告.docx', '报告.doc', '报告.txt']) expect(documentKind(bytes, name)).toBeUndefined();
  });

  it('an archive that does not hold together is none, however it is cut or changed', () => {
    for (let length = 4; length < documents.docx.length; length += 1) {
      expect(documentKind(documents.docx.subarray(0, length), '报告.docx'), String(length)).toBeUndefined();
    }
    const many = archive(Array.from({ length: 6_000 }, (_, index) => (index === 0 ? 'word/document.xml' : `x${index}`)));
    expect(documentKind(many, '报告.docx')).toBeUndefined();
  });
});
