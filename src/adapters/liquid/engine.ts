/** Liquid cut down to what a message needs: no files, no partials, nothing of JavaScript, and bounds on everything. */
import { Liquid, Parser, Tokenizer, TypeGuards, type Template, type TopLevelToken } from 'liquidjs';

export const blockTags = ['if', 'unless', 'case', 'for', 'assign'];
const innerTags = ['else', 'elsif', 'when', 'endif', 'endunless', 'endcase', 'endfor'];

const listFilters = ['join', 'size', 'first', 'last', 'map', 'uniq', 'compact', 'reverse'];
const textFilters = ['default', 'strip', 'slice', 'truncate'];
const numberFilters = ['plus', 'minus', 'times', 'divided_by', 'modulo', 'at_least', 'at_most', 'round', 'floor', 'ceil'];

/** Characters of a template. */
export const longestTemplate = 50_000;
const renderMs = 1_000;
/** The limit goes by the clock on the wall: a machine that stood still for a second is no fault of the template. */
const renderTries = 3;
/** Characters and list items that a rendering may make on its way; a message is far below. */
const renderSize = 5_000_000;

const tagNames: ReadonlySet<string> = new Set([...blockTags, ...innerTags]);
export const filterNames: ReadonlySet<string> = new Set([...listFilters, ...textFilters, ...numberFilters]);

/**
 * An engine that knows only the tags and filters above. Unknown names are errors, except in conditions and for `default`; a dot reaches
 * only what the facts themselves hold.
 */
export function createEngine(): Liquid {
  const engine = new Liquid({
    templates: {},
    ownPropertyOnly: true,
    strictVariables: true,
    lenientIf: true,
    strictFilters: true,
    parseLimit: longestTemplate,
    renderLimit: renderMs,
    memoryLimit: renderSize,
  });
  for (const name of Object.keys(engine.tags)) if (!tagNames.has(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) if (!filterNames.has(name)) delete engine.filters[name];
  return engine;
}

/** Cuts a template into tokens. Throws liquidjs' error with a position when a bracket is not closed. */
export function tokenize(engine: Liquid, text: string): TopLevelToken[] {
  return new Tokenizer(text, engine.options.operators).readTopLevelTokens(engine.options);
}

/** The tags of a template that the engine does not know. */
export function forbiddenTags(tokens: readonly TopLevelToken[]): { name: string; line: number; column: number }[] {
  return tokens.filter(TypeGuards.isTagToken).flatMap((token) => {
    const [line = 1, column = 1] = token.getPosition();
    return tagNames.has(token.name) ? [] : [{ name: token.name, line, column }];
  });
}

/** Parses a template. A line on which only tags stand leaves no line in the message. Throws liquidjs' errors. */
export function parseTemplate(engine: Liquid, text: string): Template[] {
  const tokens = tokenize(engine, text);
  dropTagLines(tokens, text);
  return new Parser(engine).parseTokens(tokens);
}

/** Renders what was parsed. Throws liquidjs' errors. */
export function renderParsed(engine: Liquid, templates: Template[], facts: object): string {
  for (let tried = 1; ; tried += 1) {
    try {
      return String(engine.renderSync(templates, facts));
    } catch (error) {
      const tookTooLong = error instanceof Error && error.message.startsWith('template render limit exceeded');
      if (!tookTooLong || tried === renderTries) throw error;
    }
  }
}

function dropTagLines(tokens: readonly TopLevelToken[], text: string): void {
  const tag = '\u0001';
  let masked = '';
  for (const token of tokens) {
    const source = text.slice(token.begin, token.end);
    if (TypeGuards.isTagToken(token)) masked += tag.repeat(source.length);
    else masked += TypeGuards.isOutputToken(token) ? 'x'.repeat(source.length) : source.replaceAll(tag, 'x');
  }
  const lines = masked.matchAll(/^[ \t]*\u0001[ \t\u0001]*(?:\r?\n|$)/gm);
  const tagLines = [...lines].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  for (const token of tokens.filter(TypeGuards.isHTMLToken)) {
    for (const { from, to } of tagLines) {
      if (from <= token.begin && token.begin < to) token.trimLeft = Math.max(token.trimLeft, Math.min(to, token.end) - token.begin);
      else if (token.begin < from && from < token.end) token.trimRight = Math.max(token.trimRight, token.end - from);
    }
  }
}
