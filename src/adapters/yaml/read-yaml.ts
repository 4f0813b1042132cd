/** Parses one YAML file of a single document, and refuses what could exhaust the machine or mean something else than it seems to. */
import { Composer, LineCounter, Parser, isAlias, isMap, isPair, visit, type Alias, type Document, type Node, type YAMLError } from 'yaml';
import type { FaultCode } from './fault-codes.js';
import type { FaultList, Hint, Position } from './fault.js';
import { tooDeepAt } from './nesting.js';
import { Place, keyText, offsetOf } from './place.js';
import { start, type TextFile } from './read-text.js';

/** What a file may hold when its aliases are written out; a bomb has millions. */
const mostAliases = 100;
const mostExpandedNodes = 10_000;

/** Of a faulty line, for a hint. */
const lookedAt = 200;

/** The file's root; undefined: faults were added and nothing is left to check. A doubled key is a fault, but the rest is checked. */
export function readYaml({ name, text }: TextFile, faults: FaultList): Place | undefined {
  const lines = new LineCounter();
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const deepAt = tooDeepAt(text);
  if (deepAt !== undefined) {
    const before = text.slice(0, deepAt).split('\n');
    faults.add(name, { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }, 'too-deep');
    return undefined;
  }
  const tokens = new Parser(lines.addNewLine).parse(text);
  const [document, second] = [...new Composer({ uniqueKeys: false }).compose(tokens, true, text.length)];
  if (!document?.contents || offsetOf(document.contents) === undefined || isBlank(text)) {
    faults.add(name, start, 'empty-file');
    return undefined;
  }
  if (second) faults.add(name, positionOf(second.range[0]), 'several-documents');
  const usable = addSyntaxFaults(name, text, document, positionOf, faults) && addKeyFaults(name, document, positionOf, faults);
  if (!usable || second || !aliasesAreSafe(name, document, positionOf, faults)) return undefined;
  return Place.ofFile({ name, document, lines });
}

/** Nothing but comments, spaces and document marks. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^(#.*|---|\.\.\.)?$/.test(line.trim()));
}

/** The first error only, and every tab: what follows an error is mostly the parser losing its way. True: there was none. */
function addSyntaxFaults(
  name: string,
  text: string,
  document: Document.Parsed,
  at: (offset: number) => Position,
  faults: FaultList,
): boolean {
  const problems = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  const telling = problems.find(isUnclosed) ?? problems[0];
  for (const problem of problems.filter((each) => each === telling || each.code === 'TAB_AS_INDENT')) {
    const position = at(problem.pos[0]);
    faults.add(name, position, codeOf(problem), { detail: problem.message }, hintFor(text, position.line));
  }
  return problems.length === 0;
}

/** True: every key is a text. The parser's own check for doubled keys takes time quadratic in their number. */
function addKeyFaults(name: string, document: Document.Parsed, at: (offset: number) => Position, faults: FaultList): boolean {
  let allText = true;
  visit(document, {
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        const text = keyText(key);
        if (text !== undefined && seen.has(text)) faults.add(name, at(offsetOf(key) ?? 0), 'duplicate-key', { key: text });
        if (text !== undefined) seen.add(text);
        else faults.add(name, at(offsetOf(key) ?? 0), 'key-not-text');
        allText &&= text !== undefined;
      }
    },
  });
  return allText;
}

function isUnclosed({ code, message }: YAMLError): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Missing closing');
}

function codeOf(error: YAMLError): FaultCode {
  if (isUnclosed(error)) return 'unclosed';
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'tab';
    case 'BAD_INDENT':
      return 'bad-indent';
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
      return 'no-key-and-value';
    case 'BAD_SCALAR_START':
      return 'bad-start';
    case 'TAG_RESOLVE_FAILED':
      return 'unknown-tag';
    case 'RESOURCE_EXHAUSTION':
      return 'too-deep';
    default:
      return 'syntax';
  }
}

/** The two slips that Chinese typing makes most often: a full-width colon behind a key, and a cron or room that needs quotes. */
function hintFor(text: string, line: number): Hint | undefined {
  const written = (text.split('\n', line).at(-1) ?? '').slice(0, lookedAt);
  if (/^[\s-]*\{?\s*[\w-]+：/.test(written)) return { code: 'full-width-colon' };
  return /:\s+[*@%`&!]/.test(written) ? { code: 'quote-it' } : undefined;
}

/** An anchored value may not hold aliases itself, which rules out bombs and circles; the rest is counted. */
function aliasesAreSafe(name: string, document: Document.Parsed, at: (offset: number) => Position, faults: FaultList): boolean {
  const sizes = new Map<Node, number>();
  let aliases = 0;
  let expanded = 0;
  let safe = true;
  const refuse = (alias: Alias.Parsed | Alias, code: FaultCode): symbol | undefined => {
    faults.add(name, at(offsetOf(alias) ?? 0), code, { name: alias.source, max: mostAliases });
    safe = false;
    return code === 'too-many-aliases' ? visit.BREAK : undefined;
  };
  visit(document, {
    Alias: (_, alias, path) => {
      const target = alias.resolve(document);
      if (!target) return refuse(alias, 'unknown-alias');
      if (path.some(hasAnchor)) return refuse(alias, 'alias-in-anchor');
      if (!sizes.has(target)) sizes.set(target, sizeOf(target));
      aliases += 1;
      expanded += sizes.get(target) ?? 0;
      return aliases > mostAliases || expanded > mostExpandedNodes ? refuse(alias, 'too-many-aliases') : undefined;
    },
  });
  return safe;
}

function hasAnchor(node: unknown): boolean {
  return typeof node === 'object' && node !== null && !isAlias(node) && !isPair(node) && 'anchor' in node && Boolean(node.anchor);
}

function sizeOf(root: Node): number {
  let size = 0;
  visit(root, (_, node) => {
    size += isMap(node) ? node.items.length : 1;
  });
  return size;
}
