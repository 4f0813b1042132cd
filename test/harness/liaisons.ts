/** The liaisons of many villages: each answers in their own way, again when no receipt comes, and keeps the receipts they saw. */
import type { Saying, SentByBot } from './bot-orders.js';
import type { Seeded } from './seeded.js';
import { liaisonOf, words } from './villages.js';

export interface SeenReceipt {
  village: string;
  no: string;
  /** What the receipt says was recorded; absent: what came after the deadline is noted beside the answer. */
  text?: string;
}

interface Wish {
  village: string;
  text: string;
  receipted: boolean;
  tries: number;
}

const promptForm = new RegExp(`^${words.prompt} (v\\d+)村 (\\S+)$`, 'u');
const receiptNumber = /^回执 ([A-Z0-9-]+)$/mu;
const echoedAnswer = /问题：(\S+)/u;
/** What was said is on record already, under a receipt before this. */
const settled = /答过了|没有变/u;
const repeatsAtMost = 20;

export class Liaisons {
  readonly receipts: SeenReceipt[] = [];
  /** In how many messages each answer was said. */
  readonly said = new Map<string, number>();
  readonly #chance: Seeded;
  /** Villages whose liaison saw the cycle's prompt, by its title. */
  readonly #asked = new Map<string, Set<string>>();
  #wishes: Wish[] = [];
  #count = 0;
  /** All that each liaison was sent. */
  readonly #heard = new Map<string, string[]>();

  constructor(chance: Seeded) {
    this.#chance = chance;
  }

  readonly hear = ({ to, text }: SentByBot): void => {
    const [, reader] = /^wxid_l_(v\d+)$/u.exec(to) ?? [];
    if (reader !== undefined) this.#heard.set(reader, [...(this.#heard.get(reader) ?? []), text]);
    for (const line of text.split('\n')) {
      const [, village, title] = promptForm.exec(line) ?? [];
      if (village === undefined || title === undefined || to !== liaisonOf(village)) continue;
      this.#asked.set(title, (this.#asked.get(title) ?? new Set()).add(village));
    }
    const [, no] = receiptNumber.exec(text) ?? [];
    if (reader === undefined || (no === undefined && !settled.test(text))) return;
    const [, answer] = echoedAnswer.exec(text) ?? [];
    if (no !== undefined) this.receipts.push({ village: reader, no, ...(answer === undefined ? {} : { text: answer }) });
    for (const wish of this.#wishes) if (wish.village === reader && wish.text === (answer ?? wish.text)) wish.receipted = true;
  };

  asked(title: string): string[] {
    return [...(this.#asked.get(title) ?? [])];
  }

  /** These answer, each with something nobody has said before. */
  answer(villages: readonly string[]): Saying[] {
    this.#wishes = villages.map((village) => ({ village, text: `事${(this.#count += 1)}x`, receipted: false, tries: 0 }));
    return this.sayAgain();
  }

  get waiting(): boolean {
    return this.#wishes.some(({ receipted }) => !receipted);
  }

  /** What is said by those who have seen no receipt yet. Some of it arrives twice. */
  sayAgain(): Saying[] {
    const waiting = this.#wishes.filter(({ receipted }) => !receipted);
    return waiting.flatMap((wish) => {
      wish.tries += 1;
      if (wish.tries > repeatsAtMost)
        throw new Error(
          `${wish.village} said ${wish.text} ${repeatsAtMost} times and got no receipt, but: ${this.#heard.get(wish.village)?.slice(-3).join('\n') ?? 'nothing'}`,
        );
      this.said.set(wish.text, wish.tries);
      const said = { from: liaisonOf(wish.village), text: `1是 2 ${wish.text}`, id: `m-${wish.text}-${wish.tries}` };
      return this.#chance.next() < 0.1 ? [said, said] : [said];
    });
  }
}
