/** Knows by the stack which place in the use cases makes a call of a port. */
import type { PortCall } from './port-calls.js';

export class CallSites {
  readonly #names: ReadonlyMap<string, string>;
  /** By the callers as the machine knows them. */
  readonly #known = new Map<string, string | undefined>();

  constructor(calls: readonly PortCall[]) {
    this.#names = new Map(calls.map(({ name, file, line, column }) => [`${file}:${line}:${column}`, name]));
  }

  /** The name of the place in the use cases that makes this very call; undefined: the test itself does. */
  of(place: string): string | undefined {
    const raw = frames();
    if (this.#known.has(raw)) return this.#known.get(raw);
    const at = sourceFrame(new Error('who calls').stack ?? '');
    const name = at === undefined ? undefined : this.#names.get(at);
    if (at !== undefined && name === undefined) throw new Error(`${place} is called from ${at}, which is not in the list`);
    this.#known.set(raw, name);
    return name;
  }
}

/** The callers as the machine knows them: cheap, and the same for the same place. */
function frames(): string {
  const before: unknown = Reflect.get(Error, 'prepareStackTrace');
  try {
    Error.prepareStackTrace = (_error, sites) =>
      sites
        .slice(0, 9)
        .map((site) => `${site.getFileName() ?? ''}:${site.getLineNumber() ?? 0}:${site.getColumnNumber() ?? 0}`)
        .join(' ');
    const holder: { stack?: string } = {};
    Error.captureStackTrace(holder, frames);
    return holder.stack ?? '';
  } finally {
    Reflect.set(Error, 'prepareStackTrace', before);
  }
}

/** The first frame in the use cases, or where the files are refreshed: `src/application/deliver.ts:70:32`. */
function sourceFrame(stack: string): string | undefined {
  return /\/(src\/(?:application\/(?!guard-writes\.)[^/:]+|main\/home-source)\.ts:\d+:\d+)/u.exec(stack)?.[1];
}
