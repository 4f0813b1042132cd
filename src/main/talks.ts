/** What was said in a demonstration, by talk: only the last of it, so that memory stays flat however long the demonstration runs. */
import type { TalkHead, TalkId, TalkLine } from '../adapters/console/demo-port.js';
import type { Instant } from '../domain/time.js';

const keptLines = 2_000;
const keptCharacters = 2_000_000;
const keptPictureBytes = 64 * 1024 * 1024;
/** More is not read by anybody; what the bot makes of it stands in its answer. */
const longestText = 20_000;
const previewLength = 40;

export interface Spoken {
  /** undefined: the bot. */
  from?: string;
  at: Instant;
  text: string;
  picture?: Uint8Array;
}

interface Talk {
  lines: TalkLine[];
  characters: number;
  next: number;
  said: number;
}

export class Talks {
  readonly #talks = new Map<TalkId, Talk>();
  readonly #pictures = new Map<number, Uint8Array>();
  #pictureBytes = 0;
  #pictureNo = 0;

  add(id: TalkId, { from, at, text, picture }: Spoken): { line: TalkLine; said: number } {
    const talk = this.#talks.get(id) ?? { lines: [], characters: 0, next: 0, said: 0 };
    this.#talks.set(id, talk);
    const line: TalkLine = {
      no: talk.next,
      from: from ?? null,
      at,
      text: text.slice(0, longestText),
      picture: picture === undefined ? null : this.#keep(picture),
    };
    talk.next += 1;
    talk.lines.push(line);
    talk.characters += line.text.length;
    if (from === undefined) talk.said += 1;
    while (talk.lines.length > keptLines || talk.characters > keptCharacters) talk.characters -= talk.lines.shift()?.text.length ?? 0;
    return { line, said: talk.said };
  }

  linesOf(id: TalkId): readonly TalkLine[] {
    return this.#talks.get(id)?.lines ?? [];
  }

  headOf(id: TalkId): TalkHead {
    const talk = this.#talks.get(id);
    const last = talk?.lines.at(-1);
    return {
      said: talk?.said ?? 0,
      last:
        last === undefined
          ? null
          : { at: last.at, text: last.text.slice(0, previewLength).replaceAll(/\s+/gu, ' '), picture: last.picture !== null },
    };
  }

  picture(no: number): Uint8Array | undefined {
    return this.#pictures.get(no);
  }

  #keep(picture: Uint8Array): number {
    this.#pictureNo += 1;
    this.#pictures.set(this.#pictureNo, picture);
    this.#pictureBytes += picture.length;
    for (const [no, oldest] of this.#pictures) {
      if (this.#pictureBytes <= keptPictureBytes) break;
      this.#pictures.delete(no);
      this.#pictureBytes -= oldest.length;
    }
    return this.#pictureNo;
  }
}
