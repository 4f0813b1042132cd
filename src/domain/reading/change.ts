/** Reads corrections: the strict 改 2 4, and the many free ways to say that something was wrong. */
import type { Question } from '../question.js';
import { readTyped } from './answer.js';
import { readOrdinal } from './numeral.js';
import type { Typed } from './plain.js';
import type { Change, ReadingContext, WholeReading } from './reading.js';
import { type Item, segment } from './segment.js';

const strictOpening = /^改\s*(?=[\d第(])(?!第?\d{1,2}(?:天|点|个|月|日|号))/;
const opening =
  /^(?:更正|纠正|订正|更改|修改|补正|请|帮我|我要?|要|想|改一下|改下|改|上面|上边|前面|刚才|刚刚|昨天|之前|那个|的|把|将|不对|(?:写|搞|发|填|弄|答|报)错了?|[:,。;\s])/;
const explicit = /更正|纠正|订正|更改|修改|补正|改|把|将|错/;
const reference = /^(第)?\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?(题|问|项|条)?/;
const changed = /^[的\s,:]*(?:我|应该|应)?(?:[搞写填弄报答记发打说]?错了?|不对|有误|改成|改为|改到|改|更正为|换成|应该是|应是|应为)/;

function changesOf(items: readonly Item[], strict: boolean): WholeReading {
  const changes: Change[] = [];
  for (const { question, reading, number } of items) {
    if (!question) return { kind: 'unclear', why: 'no-such-question', number };
    if (changes.some((change) => change.question === question.id)) return { kind: 'unclear', why: 'same-question-twice', number };
    changes.push({ question: question.id, reading });
  }
  return { kind: 'change', strict: strict && items.every(({ marker }) => !marker.glued), changes };
}

function readStrict(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const start = strictOpening.exec(input.text)?.[0].length;
  if (start === undefined) return /^改(?:成|为|正)?$|^改[成为]/.test(input.text) ? { kind: 'unclear', why: 'change-what' } : undefined;
  const rest = input.slice(start);
  const named = reference.exec(rest.text);
  const number = readOrdinal(named?.[2] ?? '');
  const into = /^\s?(?:成|为|到)\s?/.exec(rest.text.slice(named?.[0].length ?? 0));
  if (named && number !== undefined && into)
    return changeOne(questions, rest.slice(named[0].length + into[0].length), number, true, context);
  const items = segment(questions, rest, context);
  if (items.length > 0) return changesOf(items, true);
  const missing = number !== undefined && number > questions.length ? 'no-such-question' : 'change-what';
  return { kind: 'unclear', why: missing, ...(number === undefined ? {} : { number }) };
}

/** The new value may be introduced by 是, which is itself the answer to a question of yes or no. */
function changeOne(questions: readonly Question[], value: Typed, number: number, strict: boolean, context: ReadingContext): WholeReading {
  const question = questions[number - 1];
  if (!question) return { kind: 'unclear', why: 'no-such-question', number };
  if (value.text === '') return { kind: 'unclear', why: 'change-what', number };
  const direct = readTyped(question, value, context, true);
  const copula = /^(?:是|为)(?=.)/.test(value.text) && (direct.kind !== 'understood' || question.type === 'text');
  const reading = copula ? readTyped(question, value.slice(1), context, true) : direct;
  return { kind: 'change', strict, changes: [{ question: question.id, reading }] };
}

function readFree(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  let at = 0;
  let said = false;
  for (let step = 0; step < 8; step += 1) {
    const word = opening.exec(input.text.slice(at, at + 20))?.[0];
    if (word === undefined) break;
    said ||= explicit.test(word);
    at += word.length;
  }
  const rest = input.slice(at);
  const named = reference.exec(rest.text.slice(0, 20));
  const number = readOrdinal(named?.[2] ?? '');
  if (!named || number === undefined) return undefined;
  const certain = named[1] !== undefined || named[3] !== undefined || /\d/.test(named[2] ?? '');
  let end = named[0].length;
  const mark = changed.exec(rest.text.slice(end, end + 20))?.[0];
  if (mark !== undefined && (certain || /[改换]./.test(mark))) {
    end += mark.length;
    end += /^[\s,:。;]*(?:应该是|应是|应为|应该|改成|改为)?[\s:]*/.exec(rest.text.slice(end, end + 40))?.[0].length ?? 0;
    return changeOne(questions, rest.slice(end), number, false, context);
  }
  if (!said || !certain) return undefined;
  const items = segment(questions, rest, context);
  return items.length > 0 && items.every(({ marker }) => !marker.counting) ? changesOf(items, false) : undefined;
}

/**
 * Decides whether a message corrects answers given before. `改 题号 内容` is strict; everything else is to be confirmed first. The new value comes
 * as a reading, which may itself be unclear.
 */
export function readChange(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  return readStrict(questions, input, context) ?? readFree(questions, input, context);
}
