/** Reads a reply to a question with lettered options. */
import { type ChoiceQuestion, letterOf } from '../question.js';
import { readOrdinal } from './numeral.js';
import type { Typed } from './plain.js';
import { type Reading, unclear, understood } from './reading.js';
import { tailOf, takesBack } from './remark.js';
import { bare, isNotKnown } from './wording.js';

/** An option's words without what does not tell options apart; the ways to deny are made one. */
function essence(words: string): string {
  return words
    .toLowerCase()
    .replace(/没有|未|没/g, '没')
    .replace(/[了的吧呢呀啊过\s,。、;!]/g, '');
}

const essences = new WeakMap<ChoiceQuestion, readonly string[]>();

function essencesOf(question: ChoiceQuestion): readonly string[] {
  const known = essences.get(question) ?? question.options.map((option) => essence(option.normalize('NFKC')));
  essences.set(question, known);
  return known;
}

function denies(words: string): boolean {
  return /[没不无否非]/.test(words);
}

/** The letters whose option is meant by the words: the very option, or those that contain the words and agree in denying. */
function matching(question: ChoiceQuestion, words: string): string[] {
  const wanted = essence(words);
  const options = essencesOf(question);
  const letters = (test: (option: string) => boolean): string[] =>
    options.flatMap((option, index) => (test(option) ? [letterOf(index)] : []));
  if (wanted.length === 0 || wanted.length > 60) return [];
  const exact = letters((option) => option === wanted);
  if (exact.length > 0) return exact;
  return wanted.length < 2 ? [] : letters((option) => option.includes(wanted) && denies(option) === denies(wanted));
}

function noSuchOption(question: ChoiceQuestion): Reading {
  return unclear('no-such-option', { detail: { letters: question.options.map((_, place) => letterOf(place)) } });
}

function readLetter(question: ChoiceQuestion, input: Typed, letter: string, end: number): Reading {
  if (letter.charCodeAt(0) - 65 >= question.options.length) return noSuchOption(question);
  const guess = { type: 'choice', letter } as const;
  const rest = bare(input.text.slice(end).replace(/^[\s.:、,)]+/, ''));
  if (rest === '' || /^(?:吧|项|的)$/.test(rest)) return understood(guess);
  const another = /^(?:和|或者?|、|及|还是|\/|\+)?\s*([a-z])(?![a-z])/i.exec(rest)?.[1];
  if (another !== undefined) return unclear('several', { detail: { letters: [letter, another.toUpperCase()] } });
  const named = matching(question, rest);
  if (named.includes(letter)) return understood(guess);
  if (named.length > 0) return unclear('contradiction', { guess, detail: { letters: [letter, ...named] } });
  const tail = tailOf(input, end);
  if (tail.kind !== 'remark' || takesBack(tail.text)) return unclear('unsure', { guess });
  return understood({ ...guess, remark: tail.words });
}

const lettered = /^(?:我?选|选项|选择|是|答案?)?[\s:]*\(?([a-z])\)?(?![a-z])/i;
const numbered = /^(?:选|选项)?第?(\d{1,2}|[一二三四五六七八])(?:个|项|种)?(?:吧)?$/;

/** Guarantees a letter that exists. `single` also takes 1 for A, which in a whole reply would be the number of a question. */
export function readChoice(question: ChoiceQuestion, input: Typed, single: boolean): Reading {
  const text = bare(input.text);
  const run = /^[a-z]{2,8}$/i.exec(text);
  if (run && [...text.toUpperCase()].every((letter) => letter.charCodeAt(0) - 65 < question.options.length)) {
    return unclear('several', { detail: { letters: [...text.toUpperCase()] } });
  }
  const letter = lettered.exec(text);
  if (letter) return readLetter(question, input, (letter[1] ?? '').toUpperCase(), letter[0].length);
  const place = numbered.exec(text);
  const ordinal = place ? readOrdinal(place[1] ?? '') : undefined;
  if (ordinal !== undefined) {
    const guess = letterOf(ordinal - 1);
    if (ordinal < 1 || ordinal > question.options.length) return noSuchOption(question);
    return single || text.includes('第')
      ? understood({ type: 'choice', letter: guess })
      : unclear('which-option', { guess: { type: 'choice', letter: guess } });
  }
  const found = matching(question, text.replace(/^(?:选|选的|是|我们)/, ''));
  const [only] = found;
  if (only !== undefined && found.length === 1) return understood({ type: 'choice', letter: only });
  if (found.length > 1) return unclear('which-option', { detail: { letters: found } });
  if (isNotKnown(text)) return unclear('not-known');
  return unclear(/^(?:差不多|都行|随便|一般|还行|还好)$/.test(text) ? 'vague' : 'not-understood');
}
