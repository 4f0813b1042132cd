/** Words that occur nowhere else, put wherever people may write, and looked for wherever nobody may read them. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** In every one of them: it tells of a leak whichever it was, also where only Chinese characters are spelled in another way. */
const bird = '金丝雀鸣';

/** A word of its own for each place, without digits, so that no reader takes a part of it for a number. */
export function canary(place: string): string {
  const digits = createHash('sha256').update(place).digest('hex').slice(0, 14);
  const letters = digits.replace(/./g, (digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16)));
  return `${bird}zq${letters}`;
}

/** A text that must not be found, in each spelling that a program may give it. `guessable`: so short that a digest without a key tells it. */
export interface Secret {
  name: string;
  text: string;
  guessable?: boolean;
}

/** All spellings of a text, by name: bytes to look for. */
export function spellings({ text, guessable = false }: Secret): Map<string, Buffer> {
  const utf8 = Buffer.from(text);
  const found = new Map<string, Buffer>([
    ['utf-8', utf8],
    ['utf-16le', Buffer.from(text, 'utf16le')],
    ['utf-16be', Buffer.from(text, 'utf16le').swap16()],
    ['hex', Buffer.from(utf8.toString('hex'))],
    ['HEX', Buffer.from(utf8.toString('hex').toUpperCase())],
    ['JSON', Buffer.from(escaped(text, (code) => `\\u${code}`))],
    ['JSON, upper case', Buffer.from(escaped(text, (code) => `\\u${code.toUpperCase()}`))],
    ['URL', Buffer.from(encodeURIComponent(text))],
    ['Redis', Buffer.from(escapedBytes(utf8))],
  ]);
  for (const before of [0, 1, 2]) {
    const aligned = Buffer.concat([Buffer.alloc(before), utf8])
      .toString('base64')
      .replaceAll('=', '');
    // What its neighbours have a part in is cut off.
    const own = aligned.slice(before === 0 ? 0 : before + 1, (utf8.length + before) % 3 === 0 ? undefined : -1);
    found.set(`base64, ${before}`, Buffer.from(own));
    found.set(`base64url, ${before}`, Buffer.from(own.replaceAll('+', '-').replaceAll('/', '_')));
  }
  for (const algorithm of guessable ? ['md5', 'sha1', 'sha256'] : []) {
    const digest = createHash(algorithm).update(utf8).digest();
    found.set(`${algorithm}, hex`, Buffer.from(digest.toString('hex').slice(0, 24)));
    found.set(`${algorithm}, base64`, Buffer.from(digest.toString('base64').slice(0, 20)));
    found.set(`${algorithm}, base64url`, Buffer.from(digest.toString('base64url').slice(0, 20)));
  }
  return found;
}

function escaped(text: string, form: (code: string) => string): string {
  return text.replace(/[^\x20-\x7e]/gu, (character) => form(character.charCodeAt(0).toString(16).padStart(4, '0')));
}

function escapedBytes(bytes: Buffer): string {
  return [...bytes]
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`))
    .join('');
}

export interface Leak {
  secret: string;
  spelling: string;
  where: string;
}

/** Looks for many secrets in many places. */
export class Watch {
  readonly #patterns: { secret: string; spelling: string; bytes: Buffer }[];

  constructor(secrets: readonly Secret[]) {
    const all = [...secrets, { name: 'what all canaries share', text: bird }];
    this.#patterns = all.flatMap((secret) => [...spellings(secret)].map(([spelling, bytes]) => ({ secret: secret.name, spelling, bytes })));
  }

  leaksIn(where: string, content: string | Uint8Array): Leak[] {
    const bytes = Buffer.from(content);
    return this.#patterns.filter((pattern) => bytes.includes(pattern.bytes)).map(({ secret, spelling }) => ({ secret, spelling, where }));
  }

  /** The files of a folder and all below it: their names as well as what is in them. */
  async leaksInFolder(folder: string): Promise<{ leaks: Leak[]; files: string[] }> {
    const leaks: Leak[] = [];
    const files: string[] = [];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      leaks.push(...this.leaksIn(`the name ${path}`, entry.name));
      if (!entry.isFile()) continue;
      files.push(path.slice(folder.length + 1));
      leaks.push(...this.leaksIn(path, await readFile(path)));
    }
    return { leaks, files };
  }
}
