/** All that can be checked of a committee's keys, read in one script, past the stores: at one moment, with nothing left out. */
import type { Redis } from 'ioredis';
import { committee } from './homes.js';

/** How a unit stands in a cycle, as it is stored. */
export interface UnitRow {
  state: string;
  step: number;
  level: string;
  promptAt: string;
  version: number;
  terms: { until?: number; heldBy?: number; assignee?: string };
}

export interface CycleRow {
  id: string;
  status: string;
  firstDue: string;
  /** Absent: nothing has happened to the unit since the cycle opened. */
  units: Map<string, UnitRow>;
  due: Map<string, number>;
  count: Map<string, number>;
  waiting: Map<string, number>;
}

export interface NoticeRow {
  id: string;
  state: string;
  to: string;
  cycle: string;
  unit: string;
  kind: string;
  urgent: boolean;
  at: number;
  no: number;
  reason: string;
  settledAt: number;
  hasBody: boolean;
}

export interface Snapshot {
  cycles: Map<string, CycleRow>;
  notices: Map<string, NoticeRow>;
  /** By key, without the prefix: `queue`, `queue:p:zhao`, `sending`, `unknown`, … */
  sets: Map<string, Map<string, number>>;
  /** New entries of the audit trail. */
  audit: AuditRow[];
  /** The counter of its numbers. */
  lastNo: number;
}

export interface AuditRow {
  no: number;
  at: number;
  actor: string;
  act: string;
  /** As written: `cycle/unit#step`. */
  object: string;
  about: string;
  part: string;
}

type Raw = [key: string, type: 'hash' | 'zset' | 'notice', content: (string | null)[]];

const prefix = `zrt:{${committee}}:`;

const script = `
local found = {}
for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do
  local name = string.sub(key, #ARGV[1] + 1)
  if string.find(name, '^notice:') then
    found[#found + 1] = { name, 'notice', redis.call('HMGET', key, 'state', 'form', 'no', 'reason', 'body', 'settledAt') }
  elseif string.find(name, '^queue') or name == 'sending' or name == 'unknown' or name == 'failed' or string.find(name, '^cycles:') or name == 'matters:due' then
    found[#found + 1] = { name, 'zset', redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') }
  elseif string.find(name, '^cycle:') then
    local part = string.match(name, ':(%a+)$')
    if part == 'due' or part == 'waiting' then
      found[#found + 1] = { name, 'zset', redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') }
    elseif part == 'records' or part == 'terms' or part == 'count' or not part then
      found[#found + 1] = { name, 'hash', redis.call('HGETALL', key) }
    end
  end
end
return { found, redis.call('XRANGE', ARGV[1] .. 'audit', ARGV[2], '+'), redis.call('HGET', ARGV[1] .. 'numbers', 'audit') or '0' }
`;

/** `after`: the number of the last audit entry that is known. */
export async function takeSnapshot(redis: Redis, after: number): Promise<Snapshot> {
  const [found, entries, lastNo] = (await redis.eval(script, 0, prefix, `(${after}-0`)) as [Raw[], [string, string[]][], string];
  const shot: Snapshot = { cycles: new Map(), notices: new Map(), sets: new Map(), audit: entries.map(auditRow), lastNo: Number(lastNo) };
  for (const [name, type, content] of found) {
    if (type === 'notice') addNotice(shot, name.slice('notice:'.length), content);
    else if (name.startsWith('cycle:')) addToCycle(shot, name.slice('cycle:'.length), content as string[]);
    else shot.sets.set(name, scoresIn(content as string[]));
  }
  return shot;
}

/** The message that each stored version of a unit's reply was made of: it stands last in what is stored. */
export async function messagesStored(redis: Redis, cycle: string, unit: string): Promise<string[]> {
  const key = `${prefix}cycle:${cycle}`;
  const [latest, all] = await Promise.all([redis.hget(`${key}:answers`, unit), redis.hgetall(`${key}:versions`)]);
  const earlier = Object.entries(all).filter(([field]) => field.startsWith(`${unit}#`));
  return [latest ?? '', ...earlier.map(([, text]) => text)].map((text) => text.slice(text.lastIndexOf('|') + 1));
}

function auditRow([id, fields]: [string, string[]]): AuditRow {
  const field = (name: string): string => fields[fields.indexOf(name) + 1] ?? '';
  const object = field('object');
  const [about = '', part = ''] = object.split('#');
  return { no: Number.parseInt(id, 10), at: Number(field('at')), actor: field('actor'), act: field('act'), object, about, part };
}

function addNotice(shot: Snapshot, id: string, [state, form, no, reason, body, settledAt]: (string | null)[]): void {
  const [to = '', , cycle = '', unit = '', kind = '', urgent, at] = (form ?? '').split('\n');
  const row = { id, state: state ?? '', to, cycle, unit, kind, urgent: urgent === '1', at: Number(at) };
  shot.notices.set(id, { ...row, no: Number(no ?? 0), reason: reason ?? '', hasBody: body !== null, settledAt: Number(settledAt ?? 0) });
}

function addToCycle(shot: Snapshot, name: string, content: string[]): void {
  const [id = '', part] = name.split(':');
  const row = shot.cycles.get(id) ?? cycleRow(id);
  shot.cycles.set(id, row);
  switch (part) {
    case undefined: {
      const fields = pairsIn(content);
      row.status = fields.get('status') ?? '';
      row.firstDue = fields.get('firstDue') ?? '';
      return;
    }
    case 'due':
    case 'waiting':
      row[part] = scoresIn(content);
      return;
    case 'count':
      for (const [scope, number] of pairsIn(content)) row.count.set(scope, Number(number));
      return;
    case 'records':
      for (const [unit, text] of pairsIn(content)) Object.assign(unitRow(row, unit), recordIn(text));
      return;
    case 'terms':
      for (const [unit, text] of pairsIn(content)) unitRow(row, unit).terms = JSON.parse(text) as UnitRow['terms'];
      return;
    default:
      throw new Error(`nobody reads cycle:${name}`);
  }
}

function cycleRow(id: string): CycleRow {
  return { id, status: '', firstDue: '', units: new Map(), due: new Map(), count: new Map(), waiting: new Map() };
}

function unitRow({ units }: CycleRow, unit: string): UnitRow {
  const row = units.get(unit) ?? pristine();
  units.set(unit, row);
  return row;
}

export function pristine(): UnitRow {
  return { state: 'p', step: 0, level: 'n', promptAt: '', version: 0, terms: {} };
}

function recordIn(text: string): Omit<UnitRow, 'terms'> {
  const [state = '', step, level = '', promptAt = '', , , version] = text.split('|');
  return { state, step: Number(step), level, promptAt, version: Number(version) };
}

function pairsIn(list: readonly string[]): Map<string, string> {
  const pairs = new Map<string, string>();
  for (let i = 0; i < list.length; i += 2) pairs.set(list[i] ?? '', list[i + 1] ?? '');
  return pairs;
}

function scoresIn(list: readonly string[]): Map<string, number> {
  const scores = new Map<string, number>();
  for (const [member, score] of pairsIn(list)) scores.set(member, score === 'inf' ? Number.POSITIVE_INFINITY : Number(score));
  return scores;
}
