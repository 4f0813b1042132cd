/** Judges what follows a command word: its object, or the rest of a sentence that merely begins with the word and is no command. */
import { readCalendarWish } from './calendar-wish.js';
import { readDrawNumber } from './draw-number.js';
import { readForgettable, readOwnTopic } from './own-topic.js';
import { isQuestion } from './reading/wording.js';

/**
 * What may follow a word. A blank makes anything short an object; without one it must look like it, for many answers begin with such a word
 * (查账时没问题, 进展顺利, 我的答案是3次). `apart`: a blank or a number. `words`: the same, and behind a number a question
 * too. `view`: behind a blank, what a list is narrowed to. `time`: how long, or until when. `dated`: something with a day in it. `name`: somebody's.
 * `own`: a cycle, or something of one's own; `forgettable`: something of one's own. `wish`: what is to become of one's calendar. `numeral`: a number in whatever form, or anything that stands apart.
 */
export type Takes =
  | 'nothing'
  | 'view'
  | 'number'
  | 'unit'
  | 'cycle'
  | 'text'
  | 'apart'
  | 'words'
  | 'time'
  | 'name'
  | 'own'
  | 'forgettable'
  | 'numeral'
  | 'wish'
  | 'dated'
  | 'anything';

/** Characters of an object: a unit, a cycle, a period. */
export const maxObject = 24;
const maxRequest = 60;
/** Somebody's own words behind a word that stands apart may be long. */
const maxWords = 2000;

/** A number that counts nothing (再发3次 is no number 3), and what is said after it. */
export const numbered =
  /^\(?(\d{1,9})(?![\d万千百十亿元块个次遍回天月日年人件份家只题多几余户亩周星]|\.\d)\s*号?\)?[\s,:;、。]*([\s\S]*)$/u;

/** What joins the numbers of a list: by itself, or together with a blank or a comma. */
const joined = /^(?:\s*(?:[、和及与跟]|还有|以及)\s*)/u;
const joinedLoosely = /^(?:\s*(?:[,;、和及与跟]|还有|以及)?\s*)/u;
const upTo = /^\s*(?:到|至|-|~|—)+\s*\d/u;
const inList = /^(\d{1,9})(?![\d万千百十亿元块个次遍回天月日年人件份家只题多几余户亩周星%]|\.\d)\s*号?/u;

export interface FurtherNumbers {
  numbers: number[];
  /** What is said behind them. */
  rest: string;
}

/**
 * More numbers right behind the first: 和209号, 、64. `typed`: as it stands behind the command word, with the first number. `loose`: a blank or a
 * comma is enough between them. undefined: there are none. `range`: 208到210, which names none for certain.
 */
export function furtherNumbers(typed: string, loose: boolean): FurtherNumbers | 'range' | undefined {
  const [first = ''] = /^\s*\(?\d{1,9}\s*号?\)?/u.exec(typed) ?? [];
  if (first === '') return undefined;
  const numbers: number[] = [];
  let rest = typed.slice(first.length);
  for (;;) {
    if (upTo.test(rest)) return 'range';
    const [between] = (loose ? joinedLoosely : joined).exec(rest) ?? [];
    const [whole, digits] = between === undefined ? [] : (inList.exec(rest.slice(between.length)) ?? []);
    if (between === undefined || whole === undefined) break;
    numbers.push(Number(digits));
    rest = rest.slice(between.length + whole.length);
  }
  return numbers.length === 0 ? undefined : { numbers, rest: rest.replace(/^[\s,;:。、]+/u, '') };
}
const looksLikeUnit = /^(?![\d过完不无出到得着账帐没看实清明处摆办阅询找验收错漏有])[^\s的没不是都在过]{2,16}$/u;
const looksLikePeriod =
  /^(?:\d{1,4}[月年季]|[一二三四五六七八九十]{1,2}[月季]|第[一二三四]季|上个?[月季周]|本[月季周年]|[今去]年|[月季年]度|每[月周季年])/u;

const looksLikeTime = /^(?!到(?:期|了|底|现在|今天为止))(?:[\d一二两三四五六七八九十半到至]|[今明后]天|[下本这]个?[周月星礼])/u;
const looksLikeName = /^(?:\d|(?![了过到的]|出所|工作|任务)[给由请]?\p{Script=Han}{2,4}(?:$|[\s,，:：、]|来?[答办代]))/u;

const looksDated = /^(?![了过的]).*(?:\d|[今明后]天|周|星期|礼拜|[月日号])/u;

/** Whether an argument, never empty, is one that the word takes. `apart`: something stands between them. */
export function accepts(takes: Exclude<Takes, 'nothing'>, argument: string, apart: boolean): boolean {
  switch (takes) {
    case 'view':
      return apart && isObject(argument);
    case 'number':
      return numbered.test(argument);
    case 'unit':
      return isObject(argument) && (apart || looksLikeUnit.test(argument));
    case 'cycle':
      return isObject(argument) && (apart || looksLikePeriod.test(argument));
    case 'text':
      return apart || !(isQuestion(argument) || /^(?:[书白的了不]|会(?!计)|一下|[什啥])/u.test(argument));
    case 'apart':
      return (apart || /^\d/.test(argument)) && isRequest(argument, maxWords);
    case 'words': {
      const said = numbered.exec(argument)?.[2];
      return said === undefined ? apart && isRequest(argument, maxWords) : said === '' || /[\p{L}\p{N}]/u.test(said);
    }
    case 'time':
      return (apart || looksLikeTime.test(argument)) && isRequest(argument, maxWords);
    case 'name':
      return (apart || looksLikeName.test(argument)) && isRequest(argument);
    case 'own':
      return isObject(argument) && (apart || looksLikePeriod.test(argument) || readOwnTopic(argument) !== undefined);
    case 'numeral':
      return (apart && isRequest(argument)) || readDrawNumber(argument).kind !== 'none';
    case 'forgettable':
      return readForgettable(argument) !== undefined;
    case 'wish':
      return readCalendarWish(argument) !== undefined;
    case 'dated':
      return (apart || looksDated.test(argument)) && isRequest(argument);
    case 'anything':
      return isRequest(argument);
    default:
      return takes satisfies never;
  }
}

function isObject(argument: string): boolean {
  return argument.length <= maxObject && !/[，。；！？,;!?了吗呢]/u.test(argument);
}

function isRequest(argument: string, most = maxRequest): boolean {
  return argument.length <= most && !/[吗呢么?？]$/u.test(argument);
}
