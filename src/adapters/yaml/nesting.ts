/** Guards the YAML parser against nesting that would overflow its stack: that ends the whole process, no error can be caught. */
import { Lexer } from 'yaml';

/** Deeper than anything people write here; far below what the parser bears. */
const deepestFlow = 20;
const deepestIndent = 100;
const mostIndicators = 20;

/** The offset of the first token that is nested too deeply; undefined: the text may be parsed. Takes time linear in the text's length. */
export function tooDeepAt(text: string): number | undefined {
  let offset = 0;
  let flow = 0;
  let lineStart = 0;
  let indicators = 0;
  for (const token of new Lexer().lex(text)) {
    // The lexer marks documents and scalars by control characters that are not in the text.
    const isMark = token === '\u0002' || token === '\u0018' || token === '\u001f';
    if (!isMark && token.includes('\n')) {
      lineStart = offset + token.lastIndexOf('\n') + 1;
      indicators = 0;
    }
    if (token === '[' || token === '{') flow += 1;
    if (token === ']' || token === '}') flow -= 1;
    const isIndicator = token === '-' || token === '?' || (token === ':' && flow <= 0);
    if (isIndicator) indicators += 1;
    const indented = isIndicator && offset - lineStart > deepestIndent;
    if (flow > deepestFlow || indicators > mostIndicators || indented) return offset;
    if (!isMark) offset += token.length;
  }
  return undefined;
}
