/** What people saw, held against what the bot has on its books: for the end of a siege. */
import { Redis } from 'ioredis';
import type { StoredNotice } from '../../src/application/ports.js';
import type { Reply } from '../../src/domain/cycle.js';
import type { BesiegedBot } from './besieged-bot.js';
import type { SentByBot } from './bot-orders.js';
import type { SeenReceipt } from './liaisons.js';
import { clerk, words } from './villages.js';

export interface AuditEntry {
  no: string;
  act: string;
  /** `cycle/unit` */
  about: string;
  /** What stands behind `#`: the step of the ladder, or the version of the answer. */
  part: string;
}

const rungs: readonly string[] = ['remind', 'press', 'supervise', 'circulate'];
const answering: readonly string[] = ['recorded', 'corrected'];
const startedWords = Object.values(words);

/** The audit trail of a private Redis, by its socket. */
export async function auditOf(socket: string, committee: string): Promise<AuditEntry[]> {
  const redis = new Redis({ path: socket });
  try {
    return await auditIn(redis, committee);
  } finally {
    redis.disconnect();
  }
}

export async function auditIn(redis: Redis, committee: string): Promise<AuditEntry[]> {
  const rows = await redis.xrange(`zrt:{${committee}}:audit`, '-', '+');
  return rows.map(([id, fields]) => {
    const [about = '', part = ''] = (fields[fields.indexOf('object') + 1] ?? '').split('#');
    return { no: id.replace('-0', ''), act: fields[fields.indexOf('act') + 1] ?? '', about, part };
  });
}

/** Receipts whose answer cannot be read as it was receipted. */
export async function lostAnswers(
  receipts: readonly SeenReceipt[],
  audit: readonly AuditEntry[],
  versionsOf: (cycle: string, unit: string) => Promise<readonly Reply[]>,
): Promise<string[]> {
  const entries = new Map(audit.map((entry) => [entry.no, entry]));
  const lost: string[] = [];
  for (const { no, village, text } of receipts) {
    const { act = '', about = '', part = '' } = entries.get(no) ?? {};
    const [cycle = '', unit = ''] = about.split('/');
    const stored = unit === village && answering.includes(act) ? await versionsOf(cycle, unit) : [];
    const answer = stored.find(({ version }) => version === Number(part))?.answers['issue'];
    if (answer?.type !== 'text' || answer.text !== (text ?? answer.text))
      lost.push(`${no}: ${village} ${text ?? 'more'}, stored: ${JSON.stringify(answer)}`);
  }
  return lost;
}

/** What was said and stands on a unit's books more often than messages brought it. */
export function doubledAnswers(versions: readonly Reply[], said: ReadonlyMap<string, number>): string[] {
  const stored = new Map<string, number>();
  for (const [index, { answers, supplements }] of versions.entries()) {
    const before = index === 0 ? 0 : (versions[index - 1]?.supplements.length ?? 0);
    const added = supplements.length > before ? supplements.at(-1)?.answers['issue'] : answers['issue'];
    const text = added?.type === 'text' ? added.text : '';
    stored.set(text, (stored.get(text) ?? 0) + 1);
  }
  return [...stored].flatMap(([text, times]) => (times > (said.get(text) ?? 0) ? [`${text}: ${times} times`] : []));
}

/** Rungs taken twice, out of order, or after an answer. */
export function wrongSteps(audit: readonly AuditEntry[]): string[] {
  const reached = new Map<string, number>();
  return audit.flatMap(({ no, act, about }) => {
    if (act === 'recorded') reached.set(about, rungs.length);
    if (!rungs.includes(act)) return [];
    const rung = rungs.indexOf(act);
    const before = reached.get(about) ?? -1;
    reached.set(about, Math.max(before, rung));
    return rung > before ? [] : [`${no}: ${act} of ${about} after ${rungs[before] ?? 'its answer'}`];
  });
}

/** What the bot started, line by line, with how often each person saw it. */
export function startedLines(sent: readonly SentByBot[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const { to, text } of sent) {
    for (const line of text.split('\n').filter((one) => startedWords.some((word) => one.startsWith(`${word} `)))) {
      seen.set(`${to}: ${line}`, (seen.get(`${to}: ${line}`) ?? 0) + 1);
    }
  }
  return seen;
}

const wordsOfKinds: Readonly<Record<string, string>> = {
  prompt: words.prompt,
  remind: words.remind,
  press: words.press,
  supervise: words.supervise,
  'supervise-told': words.told,
  relieved: words.relieved,
};

/** Whether its reader has seen a notice: what the clerk hears when they ask around. */
export function hasArrived(sent: readonly SentByBot[], { id, kind, to, unit, cycle = '' }: StoredNotice): boolean {
  const account = to.kind === 'person' ? `wxid_${to.person}` : undefined;
  const [, month = '', day = ''] = /-\d{4}(\d\d)(\d\d)-/u.exec(cycle) ?? [];
  const title = `${Number(month)}月${Number(day)}日自查`;
  if (account === clerk) return true;
  const [, circular] = /\/circular\/(\d+)\//u.exec(id) ?? [];
  const line =
    circular === undefined
      ? `${wordsOfKinds[kind] ?? words.open} ${unit === undefined ? '' : `${unit}村 `}${title}`
      : `${words.circulate} ${circular} `;
  return sent.some(
    (one) => (account === undefined || one.to === account) && `${one.text}\n`.includes(circular === undefined ? `${line}\n` : line),
  );
}

/** What villages that never answered must have led to, and has not, or more than once. */
export function skipped(
  seen: ReadonlyMap<string, number>,
  title: string,
  villages: readonly string[],
  answered: ReadonlySet<string>,
): string[] {
  const times = (account: string, word: string, village: string): number => seen.get(`${account}: ${word} ${village}村 ${title}`) ?? 0;
  const [supervised, circulated] = [linesOf(seen, 'wxid_s_', words.supervise), linesOf(seen, '', words.circulate)];
  return villages.flatMap((village) => {
    const [liaison, principal] = [`wxid_l_${village}`, `wxid_p_${village}`];
    const about = `${village}村 ${title}`;
    const counts: Record<string, [number, number]> = { prompt: [times(liaison, words.prompt, village), 1] };
    if (!answered.has(village)) {
      counts['remind'] = [times(liaison, words.remind, village), 1];
      counts['press'] = [times(principal, words.press, village), 1];
      counts['told'] = [times(principal, words.told, village), 1];
      counts['supervise'] = [supervised.get(about) ?? 0, 1];
      counts['circulate'] = [circulated.get(about) ?? 0, 2];
    }
    return Object.entries(counts).flatMap(([what, [was, due]]) => (was === due ? [] : [`${what} of ${about}: ${was} times, not ${due}`]));
  });
}

/** How often a village was named to accounts that begin so. */
function linesOf(seen: ReadonlyMap<string, number>, accounts: string, word: string): Map<string, number> {
  const form = new RegExp(`^${accounts}[^:]*: ${word} (?:\\d+ )?(v\\d+村 \\S+)$`, 'u');
  const counts = new Map<string, number>();
  for (const [line, times] of seen) {
    const [, about] = form.exec(line) ?? [];
    if (about !== undefined) counts.set(about, (counts.get(about) ?? 0) + times);
  }
  return counts;
}

export function versionsFrom(bot: BesiegedBot): (cycle: string, unit: string) => Promise<readonly Reply[]> {
  return async (cycle, unit) => ((await bot.order({ op: 'versions', cycle, units: [unit] })) as Reply[][])[0] ?? [];
}
