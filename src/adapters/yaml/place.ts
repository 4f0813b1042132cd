/** A place in a YAML file: a value together with where it stands, so that whatever is checked can be pointed at. */
import { isAlias, isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';
import type { Position } from './fault.js';

/** A parsed file. What is asked of it here rests on the checks of read-yaml.ts: aliases resolve and do not nest. */
export interface YamlFile {
  name: string;
  document: Document.Parsed;
  lines: LineCounter;
}

export class Place {
  readonly #file: YamlFile;
  readonly #node: Node | undefined;
  readonly #offset: number;
  readonly #keyOffset: number;
  #byKey: Map<string | undefined, Pair> | undefined;
  #elsewhere: ReadonlyMap<string, Place> = new Map();

  /** `keyOffset`: where its key stands; for what has none, where it stands itself. */
  private constructor(file: YamlFile, node: Node | undefined, offset: number, keyOffset: number) {
    this.#file = file;
    this.#node = node && isAlias(node) ? node.resolve(file.document) : node;
    this.#offset = offset;
    this.#keyOffset = keyOffset;
  }

  static ofFile(file: YamlFile): Place {
    const { contents } = file.document;
    const offset = offsetOf(contents) ?? 0;
    return new Place(file, contents ?? undefined, offset, offset);
  }

  get file(): string {
    return this.#file.name;
  }

  /** Where the value stands. */
  get at(): Position {
    return this.#positionOf(this.#offset);
  }

  /** Where the key of the value stands. */
  get keyAt(): Position {
    return this.#positionOf(this.#keyOffset);
  }

  /** The same, but the value of a key that it has comes from another place: what is wrong in it is pointed at there. */
  with(key: string, value: Place): Place {
    const changed = new Place(this.#file, this.#node, this.#offset, this.#keyOffset);
    changed.#elsewhere = new Map(this.#elsewhere).set(key, value);
    return changed;
  }

  get(key: string): Place | undefined {
    this.#byKey ??= new Map(this.#pairs().map((pair) => [keyText(pair.key), pair]));
    const found = this.#byKey.get(key);
    return found && this.#valueOf(found);
  }

  /** The entries of a list; empty for anything else. */
  items(): Place[] {
    if (!isSeq(this.#node)) return [];
    return this.#node.items.map((item) => {
      const offset = offsetOf(item) ?? this.#offset;
      return new Place(this.#file, isNode(item) ? item : undefined, offset, offset);
    });
  }

  /** Itself as a list of one when it is no list: for what may be written either way. */
  oneOrMore(): Place[] {
    return isSeq(this.#node) ? this.items() : [this];
  }

  /** The text; undefined for anything else. */
  text(): string | undefined {
    return isScalar(this.#node) && typeof this.#node.value === 'string' ? this.#node.value : undefined;
  }

  number(): number | undefined {
    return isScalar(this.#node) && typeof this.#node.value === 'number' ? this.#node.value : undefined;
  }

  /** The place at the end of a path, or the nearest above it that exists; `whole` tells which. */
  follow([step, ...rest]: readonly PropertyKey[]): { place: Place; whole: boolean } {
    if (step === undefined) return { place: this, whole: true };
    const next = typeof step === 'number' ? this.items()[step] : this.get(String(step));
    return next ? next.follow(rest) : { place: this, whole: false };
  }

  /** The value as plain data. Nothing written in the file can reach a prototype. */
  value(): unknown {
    if (isMap(this.#node)) {
      return Object.fromEntries(this.#pairs().map((pair) => [keyText(pair.key) ?? '', this.#valueOf(pair).value()]));
    }
    if (isSeq(this.#node)) return this.items().map((item) => item.value());
    return isScalar(this.#node) ? this.#node.value : null;
  }

  #pairs(): Pair[] {
    return isMap(this.#node) ? this.#node.items : [];
  }

  #valueOf({ key, value }: Pair): Place {
    const elsewhere = this.#elsewhere.get(keyText(key) ?? '');
    if (elsewhere) return elsewhere;
    const keyOffset = offsetOf(key) ?? this.#offset;
    return new Place(this.#file, isNode(value) ? value : undefined, offsetOf(value) ?? keyOffset, keyOffset);
  }

  #positionOf(offset: number): Position {
    const { line, col } = this.#file.lines.linePos(offset);
    return { line, column: col };
  }
}

/** The key as text; undefined for one that is empty, a list or a map. */
export function keyText(key: unknown): string | undefined {
  const value = isScalar(key) ? key.value : undefined;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function offsetOf(node: unknown): number | undefined {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const first: unknown = Array.isArray(range) ? range[0] : undefined;
  return typeof first === 'number' ? first : undefined;
}
