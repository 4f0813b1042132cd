/** Reads a reply to a question of yes or no. */
import type { YesNoQuestion } from '../question.js';
import type { Typed } from './plain.js';
import { type Reading, unclear, understood } from './reading.js';
import { headEnd, tailOf, takesBack } from './remark.js';
import { readVerbForm } from './verb-form.js';
import { bare, isNotKnown } from './wording.js';

const yesWords = new Set('是 是的 是了 有 有的 有过 嗯 嗯嗯 对 对的 √ ✓ ✔ ☑ ✅ y yes 已完成 完成'.split(' '));
const noWords = new Set('否 不是 没 没有 没有的 没得 木有 无 暂无 未 还没 还没有 不 × ✗ ✘ ❌ x n no'.split(' '));
const hedges = /好像|应该|可能|大概|估计|也许|似乎|貌似|算是|吧$/;
const plans = /下周|下月|下个月|明天|后天|准备|打算|计划|即将|月底|过几天|过两天|快了|正要|马上/;
/** Tells when or how often instead of whether: 开了两次, 20号开的. */
const told = /^(?:有|开|研究|专题研究|学|讲)了?[\d一二两三四五六七八九十]|^[^,。]{0,12}[号日天周](?:开|研究|学|讲)[的过了]$/;
const parts = /一半|部分|一点|一些|有的有|差不多|基本/;

function readWord(question: string, word: string): boolean | undefined {
  const lower = word.toLowerCase();
  if (yesWords.has(lower)) return true;
  if (noWords.has(lower)) return false;
  const form = readVerbForm(question, lower);
  return form === undefined ? undefined : form === 'done';
}

/** Why a form that is neither yes nor no is neither. Hedges and plans carry what they lean to. */
function explain(question: YesNoQuestion, text: string): Reading {
  if (text.length > 60) return unclear('not-understood');
  if (/^[\d.]+$/.test(text)) return unclear('bare-number');
  if (/不是没|没有不|没不|不是不/.test(text)) return unclear('double-negative');
  if (/^(?:有没有|是不是|开不开)?(?:都行|都可以|随便|无所谓)$/.test(text)) return unclear('ambiguous');
  if (/^(?:没|没有|没啥|没什么|无)问题$/.test(text)) return unclear('ambiguous');
  if (isNotKnown(text)) return unclear('not-known');
  if (hedges.test(text)) {
    const leaning = readWord(
      question.text,
      text.replace(/^(?:好像|应该|可能|大概|估计|也许|似乎|貌似|算)(?:是(?=.))?/, '').replace(/吧$/, ''),
    );
    return unclear('unsure', leaning === undefined ? {} : { guess: { type: 'yes-no', yes: leaning } });
  }
  if (parts.test(text)) return unclear('partly');
  if (told.test(text)) return unclear('unsure', { guess: { type: 'yes-no', yes: true } });
  if (plans.test(text)) return unclear('planned', { guess: { type: 'yes-no', yes: false } });
  return unclear('not-understood');
}

/** Guarantees that a yes is recorded only when nothing behind it denies, postpones or doubts it; a no keeps what was added. */
export function readYesNo(question: YesNoQuestion, input: Typed): Reading {
  const all = bare(input.text);
  const end = headEnd(all);
  const whole = end === all.length ? undefined : readWord(question.text, all);
  if (whole !== undefined) return understood({ type: 'yes-no', yes: whole });
  const yes = readWord(question.text, all.slice(0, end));
  if (yes === undefined) return explain(question, all);
  const answer = { type: 'yes-no', yes } as const;
  const tail = tailOf(input, end);
  if (tail.kind !== 'remark') return understood(answer);
  const opposite = readWord(question.text, bare(tail.text)) === !yes;
  const start = tail.text.slice(0, 40);
  if (opposite || takesBack(tail.text)) return unclear('contradiction', { guess: answer });
  if (yes && plans.test(start)) return unclear('planned', { guess: { type: 'yes-no', yes: false } });
  if (yes && /没|未|不|但|只是/.test(start)) return unclear('contradiction', { guess: answer });
  return understood({ ...answer, remark: tail.words });
}
