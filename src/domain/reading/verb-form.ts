/** Whether a short form says that a thing was done or was not done: 开了, 研究过, 没开成, 还没登记. */

/** Verbs that speak of any question's matter; others must be the question's own predicate. */
const commonVerbs = new Set(
  '开 召开 开会 研究 专题研究 学 学习 谈 谈话 讲 做 搞 组织 开展 进行 讨论 安排 部署 公开 登记 完成 落实'.split(' '),
);

/** The words right behind which a question names what is asked. */
const openers = ['是否', '是否有', '有没有', '有无', '是不是', '都', '按时', '及时', '按规定'];

/** A word is the question's predicate when 过 or 了 follows it, or an opener such as 是否 stands before it. A noun of the question is not enough. */
function isPredicate(question: string, word: string): boolean {
  for (let at = question.indexOf(word); at >= 0; at = question.indexOf(word, at + 1)) {
    const before = question.slice(Math.max(0, at - 4), at);
    if ('过了'.includes(question.charAt(at + word.length) || '-')) return true;
    if (openers.some((opener) => before.endsWith(opener))) return true;
  }
  return false;
}

function isVerb(question: string, word: string): boolean {
  return commonVerbs.has(word) || (word.length > 0 && word.length <= 8 && isPredicate(question, word));
}

const setting = '(?:我们|我|本月|这个月|上月|暂时|目前|今年|确实|一直){0,2}';
const negative = new RegExp(`^${setting}(?:还|都|也|均)?(?:没有|木有|没能|未能|没得|没|未)`);
const positive = new RegExp(`^${setting}(?:已经|都已|都|全部|全|均|有|已)?`);
const noTime = /^(?:来得及|来的及|顾上|顾得上|空|时间)/;

/** Reads a short form without remark; undefined when it is neither. Nouns (没问题) are no verbs and decide nothing. */
export function readVerbForm(question: string, text: string): 'done' | 'not-done' | undefined {
  if (text.length === 0 || text.length > 20) return undefined;
  const negation = negative.exec(text)?.[0];
  if (negation !== undefined) {
    const rest = text.slice(negation.length);
    const stem = rest.replace(/[呢呀啊哦的了]+$/, '').replace(/[过成上]$/, '');
    return stem === '' || noTime.test(rest) || isVerb(question, stem) || isVerb(question, rest) ? 'not-done' : undefined;
  }
  const lead = positive.exec(text)?.[0] ?? '';
  const rest = text.slice(lead.length);
  const stem = rest.replace(/(?:过了|好了|完了|过|了)$/, '');
  const marked = stem !== rest || /[有已]/.test(lead);
  return marked && isVerb(question, stem) ? 'done' : undefined;
}
