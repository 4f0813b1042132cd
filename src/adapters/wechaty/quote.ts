/** Quoted parts of a message: what somebody answered to, which the platform puts in front of what they wrote. */

/** Closing bracket, a line of dashes, and then the reply. WeChat draws `- - - -`, WeCom `------`. */
const separator = /[」”"][ \t]*\r?\n(?:- ){4,}-?[ \t]*\r?\n|[」”"][ \t]*\r?\n-{5,}[ \t]*\r?\n/g;

/** A quotation opens with its bracket; WeCom puts a line of its own before it. */
const opening = /^\s*(?:[「“"]|这是一条引用\/回复消息：\s*["“])/;

/**
 * The text without the quotation in front of it. A quoted message may itself hold a quotation, so the last separator counts. A text that
 * only looks similar (a bracket without a separator) is left as it is.
 */
export function stripQuote(text: string): string {
  if (!opening.test(text)) return text;
  const last = [...text.matchAll(separator)].at(-1);
  return last === undefined ? text : text.slice(last.index + last[0].length);
}
