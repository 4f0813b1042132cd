/** Word forms that mean the same whatever the question: none, unchanged, true as it stands, a question back. */

/** Decides whether a text consists of the given words and nothing else, taking the longest word at each place. Linear in the text. */
export function madeOf(text: string, words: ReadonlySet<string>, longest: number): boolean {
  let at = 0;
  while (at < text.length) {
    let length = Math.min(longest, text.length - at);
    while (length > 0 && !words.has(text.slice(at, at + length))) length -= 1;
    if (length === 0) return false;
    at += length;
  }
  return text.length > 0;
}

/** Drops closing punctuation that says nothing; a question mark says something and stays. */
export function bare(text: string): string {
  let end = text.length;
  while (end > 0 && ' \n,。.!;、~…'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Nothing in it but punctuation and symbols. The stroke people write for none is not empty. */
export function isEmpty(text: string): boolean {
  return !/^[0-9A-Za-z\u4e00-\u9fa5]/.test(text) && !/[\p{L}\p{N}\p{So}\p{Sm}/\\]/u.test(text);
}

const carryForm = /^(?:都|全|全部|均|还|仍)?(?:同上个?[月次期回]|[和跟与]上个?[月次期回]一样|没变化?|没有变化|无变化|不变|未变)[的了]?$/;

/** 同上月 and its variants: as it was in the last period. */
export function isCarry(text: string): boolean {
  return carryForm.test(bare(text));
}

export function isSameAbove(text: string): boolean {
  return /^(?:同上题?|如上|见上|同前)$/.test(bare(text));
}

/** 属实 and its variants. */
export function isAttested(text: string): boolean {
  return /^(?:(?:是|都|情况|以上|均|确实)?属实的?|就是这样的?|确实如此|就这样)$/.test(bare(text));
}

const noneWords = new Set(
  '无 没 没有 木有 没得 暂无 没啥 没什么 没有啥 没有什么 没有什么问题 没有啥问题 无问题 没问题 没有问题 没啥问题 没什么问题 不存在问题 无异常 暂时没有 暂时无 目前没有 目前无 没有了 都没有 / \\'.split(
    ' ',
  ),
);

/** The words for none, as an answer to a text, number or date question. */
export function isNone(text: string): boolean {
  return noneWords.has(bare(text));
}

const asks =
  /什么意思|啥意思|怎么[填写答算报弄回办选]|咋[填写答算报弄回办选]|为什么|为啥|是不是|算不算|要不要|能不能|可不可以|行不行|用不用|该不该|需不需要|对不对|是否需要|是否要|哪一?[题项]|指的?(?:什么|啥)|[填写](?:什么|啥|哪)|看不懂|没看懂|不明白|搞不懂/;

/** A question back, by its form. A long text is looked at in its first 200 characters and its end. */
export function isQuestion(text: string): boolean {
  return /(?:\?|吗|么|[行要能算]不)[。.!~]*$/.test(text.slice(-12)) || asks.test(text.slice(0, 200));
}

export function isNotKnown(text: string): boolean {
  return /^(?:我|我们|这个|这题|也|还)?(?:不清楚|不知道|不晓得|不了解|不确定|说不清|不好说|弄不清|搞不清|记不清)(?:了|呢|啊)?$/.test(
    bare(text),
  );
}

export function isForgotten(text: string): boolean {
  return /^(?:我|都|真)?(?:忘了|忘记了?|不记得|记不得|记不清|想不起来?)(?:是?哪天|日期|了)*$/.test(bare(text).slice(0, 20));
}
