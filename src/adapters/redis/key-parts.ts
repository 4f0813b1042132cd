/** Keys as parts that a backup can hold, page by page, and back again. Bytes stay what they are, whatever they mean. */
import type { Redis } from 'ioredis';
import type { KeyPart, StoredType } from '../../application/backup-port.js';
import { PermanentError } from '../../domain/errors.js';
import { guard } from './guard.js';
import { keysOf } from './keys.js';

const namesAtOnce = 200;
const rowsAtOnce = 100;
const entriesAtOnce = 500;
const firstCursor = '0';

interface Page {
  rows: string[];
  /** undefined: it was the last. */
  next: string | undefined;
}

/**
 * All keys of a committee but those of its long work, which nobody would begin again; on a server to which nobody writes. Key by key, the parts of each in their order; memory holds a few pages at a time.
 * Throws a PermanentError `backup-unknown-type` for what no part could hold.
 */
export async function* partsOf(client: Redis, committee: string): AsyncIterable<KeyPart> {
  const { prefix, jobs } = keysOf(committee);
  // A scan may name a key twice; a stream's entries cannot be added twice.
  const streams = new Set<string>();
  let cursor = firstCursor;
  do {
    const [next, found] = await guard(client.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', namesAtOnce));
    cursor = next;
    const kept = found.filter((key) => !key.startsWith(`${jobs}:`));
    const heads = await Promise.all(kept.map((key) => headOf(client, key)));
    for (const head of heads) {
      if (head === undefined || streams.has(head.key)) continue;
      if (head.type === 'stream') streams.add(head.key);
      const { key, type, expiresAt } = head;
      const name = key.slice(prefix.length);
      for (let page: Page | undefined = head.page; page !== undefined; ) {
        yield { kind: 'key', name, type, rows: page.rows, ...(expiresAt === undefined ? {} : { expiresAt }) };
        page = page.next === undefined ? undefined : await pageOf(client, key, type, page.next);
      }
    }
  } while (cursor !== firstCursor);
}

interface Head {
  key: string;
  type: StoredType;
  expiresAt: number | undefined;
  page: Page;
}

/** undefined: it expired just now. */
async function headOf(client: Redis, key: string): Promise<Head | undefined> {
  const [type, ttlMs] = await Promise.all([guard(client.type(key)), guard(client.pttl(key))]);
  if (type === 'none' || ttlMs === -2) return undefined;
  if (!isStoredType(type)) throw new PermanentError('backup-unknown-type', `A key of type ${type} cannot be backed up.`);
  const page = await pageOf(client, key, type, firstCursor);
  return { key, type, expiresAt: ttlMs < 0 ? undefined : Date.now() + ttlMs, page };
}

async function pageOf(client: Redis, key: string, type: StoredType, cursor: string): Promise<Page> {
  switch (type) {
    case 'string': {
      const value = await guard(client.getBuffer(key));
      return { rows: value === null ? [] : [textOf(value)], next: undefined };
    }
    case 'hash':
      return scanned(await guard(client.hscanBuffer(key, cursor, 'COUNT', rowsAtOnce)));
    case 'zset':
      return scanned(await guard(client.zscanBuffer(key, cursor, 'COUNT', rowsAtOnce)));
    case 'stream': {
      const from = cursor === firstCursor ? '-' : `(${cursor}`;
      const entries = await guard(client.xrangeBuffer(key, from, '+', 'COUNT', entriesAtOnce));
      const last = entries.at(-1);
      const rows = entries.flatMap(([id, fields]) => [textOf(id), String(fields.length), ...fields.map(textOf)]);
      return { rows, next: last === undefined || entries.length < entriesAtOnce ? undefined : textOf(last[0]) };
    }
    default:
      return type satisfies never;
  }
}

function scanned([cursor, rows]: [cursor: Buffer, elements: Buffer[]]): Page {
  const next = textOf(cursor);
  return { rows: rows.map(textOf), next: next === firstCursor ? undefined : next };
}

/** Sends what puts a part in its place; the same part twice changes nothing, but for entries of a stream, which are refused. */
export async function putPart(client: Redis, committee: string, { name, type, rows, expiresAt }: KeyPart): Promise<void> {
  const key = `${keysOf(committee).prefix}${name}`;
  const values = rows.map((row) => Buffer.from(row, 'latin1'));
  const sent = rows.length === 0 ? [] : commandsOf(client, key, type, values);
  if (expiresAt !== undefined) sent.push(guard(client.pexpireat(key, expiresAt)));
  await Promise.all(sent);
}

function commandsOf(client: Redis, key: string, type: StoredType, values: Buffer[]): Promise<unknown>[] {
  switch (type) {
    case 'string':
      return [guard(client.set(key, values[0] ?? ''))];
    case 'hash':
      return [guard(client.hset(key, ...values))];
    case 'zset':
      return [guard(client.zadd(key, ...scoresFirst(values)))];
    case 'stream':
      return entriesIn(values).map(([id, ...fields]) => guard(client.xadd(key, id ?? '', ...fields)));
    default:
      return type satisfies never;
  }
}

function scoresFirst(values: readonly Buffer[]): Buffer[] {
  return values.flatMap((member, i) => (i % 2 === 0 ? [values[i + 1] ?? member, member] : []));
}

/** Each as its id and its texts. */
function entriesIn(values: readonly Buffer[]): Buffer[][] {
  const entries: Buffer[][] = [];
  for (let at = 0; at < values.length; ) {
    const end = at + 2 + Number(values[at + 1]?.toString('latin1'));
    entries.push([values[at] ?? Buffer.alloc(0), ...values.slice(at + 2, end)]);
    at = end;
  }
  return entries;
}

function isStoredType(type: string): type is StoredType {
  return type === 'string' || type === 'hash' || type === 'zset' || type === 'stream';
}

function textOf(bytes: Buffer): string {
  return bytes.toString('latin1');
}
