/** Small documents of each kind, as programs write them, and files that only pretend to be one. */

/** A zip archive of empty entries; `unpackedBytes` is what it declares of the first. */
export function archive(names: readonly string[], unpackedBytes = 0): Buffer {
  const local = names.map((name) =>
    Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(22), lengthOf(name), Buffer.alloc(2), Buffer.from(name)]),
  );
  let offset = 0;
  const entries = names.map((name, index) => {
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(index === 0 ? unpackedBytes : 0, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt32LE(offset, 42);
    offset += local[index]?.length ?? 0;
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

function lengthOf(name: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(Buffer.byteLength(name), 0);
  return length;
}

const compound = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export const documents = {
  docx: archive(['[Content_Types].xml', '_rels/.rels', 'word/document.xml']),
  xlsx: archive(['[Content_Types].xml', 'xl/workbook.xml']),
  doc: Buffer.concat([compound, Buffer.alloc(1_000), Buffer.from('WordDocument', 'utf16le'), Buffer.alloc(500)]),
  pdf: Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n', 'latin1'),
  txt: Buffer.from('一、开了会\r\n二、谈了话\r\n'),
} as const;

export const pretenders = {
  program: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from('This program cannot be run in DOS mode.')]),
  archive: archive(['报告.docx', '附件.exe']),
  bomb: archive(['[Content_Types].xml', 'word/document.xml'], 0xfffffff0),
  macros: archive(['[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin']),
  oldMacros: Buffer.concat([documents.doc, Buffer.from('_VBA_PROJECT', 'utf16le')]),
  oldWorkbook: Buffer.concat([compound, Buffer.from('Workbook', 'utf16le')]),
  torn: documents.docx.subarray(0, documents.docx.length - 30),
  photo: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2, 3]),
} as const;
