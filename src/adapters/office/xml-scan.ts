/** Goes over XML once, in time that grows with its length whatever is in it. Follows no reference to anything outside and knows no entity of one's own. */
import { ZipTrouble } from './zip-parts.js';

export interface XmlTag {
  /** Without the prefix: programs disagree on it. */
  name: string;
  /** `empty`: opened and closed at once. */
  kind: 'open' | 'close' | 'empty';
  attributes: () => ReadonlyMap<string, string>;
}

export interface XmlHearer {
  tag(tag: XmlTag): void;
  text?(text: string): void;
}

const closing = 0x3e;
const doubleQuote = 0x22;
const singleQuote = 0x27;

const nameOf = /^[^\s/]+/u;
const attribute = /([^\s=/"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Throws a ZipTrouble `damaged` for what is no XML, and for a document type, which no Office file has. */
export function scanXml(xml: string, hearer: XmlHearer): void {
  let at = 0;
  for (;;) {
    const open = xml.indexOf('<', at);
    if (hearer.text !== undefined && open !== at) hearer.text(decoded(xml.slice(at, open === -1 ? xml.length : open)));
    if (open === -1) return;
    if (xml.startsWith('<!--', open)) at = behind(xml, '-->', open);
    else if (xml.startsWith('<![CDATA[', open)) {
      at = behind(xml, ']]>', open);
      hearer.text?.(xml.slice(open + 9, at - 3));
    } else if (xml.startsWith('<?', open)) at = behind(xml, '?>', open);
    else if (xml.startsWith('<!', open)) throw new ZipTrouble('damaged');
    else {
      const end = endOfTag(xml, open);
      hearer.tag(tagOf(xml.slice(open + 1, end)));
      at = end + 1;
    }
  }
}

/** The bytes of a part as text, in the encoding they say they are in. */
export function xmlText(bytes: Buffer): string {
  const head = bytes.subarray(0, 200).toString('latin1');
  const [, declared = 'utf-8'] = /encoding\s*=\s*["']([\w.-]+)["']/u.exec(head.replaceAll('\0', '')) ?? [];
  const encoding =
    bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : head.startsWith('<\0') || head.startsWith('\xff\xfe') ? 'utf-16le' : declared;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ZipTrouble('damaged', error);
  }
}

function behind(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found === -1) throw new ZipTrouble('damaged');
  return found + mark.length;
}

/** Where the tag that begins here ends: a value may hold what ends one. */
function endOfTag(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === closing) return at;
    if (code !== doubleQuote && code !== singleQuote) continue;
    at = xml.indexOf(xml.charAt(at), at + 1);
    if (at === -1) break;
  }
  throw new ZipTrouble('damaged');
}

function tagOf(inner: string): XmlTag {
  const isClose = inner.startsWith('/');
  const isEmpty = inner.endsWith('/');
  const [whole = ''] = nameOf.exec(isClose ? inner.slice(1) : inner) ?? [];
  return {
    name: whole.slice(whole.indexOf(':') + 1),
    kind: isClose ? 'close' : isEmpty ? 'empty' : 'open',
    attributes: () => new Map([...inner.matchAll(attribute)].map(([, key = '', one, other]) => [key, decoded(one ?? other ?? '')])),
  };
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,4});/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole;
    const code = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
