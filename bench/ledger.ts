/** A ledger of 100,000 findings, a fifth of them not closed: what it costs to ask how it stands, and whether one more costs more than in a small one. */
import { rm } from 'node:fs/promises';
import type { Finding } from '../src/domain/finding.js';
import { dayMs, hourMs, type Instant } from '../src/domain/time.js';
import { openHome } from '../src/main/open-home.js';
import { noChat, openWorld } from '../src/main/open-world.js';
import { tellLedger } from '../src/application/tell-ledger.js';
import { tellOverdue } from '../src/application/tell-lists.js';
import type { World } from '../src/application/world.js';
import { failingLog, workingClock, writeCounty } from './county.js';
import { eachMs, told } from './each-ms.js';
import { inFlight, median } from './rounds.js';
import type { Topic } from './topic.js';

const units = 1_000;
const findings = 100_000;
const few = 1_000;
const width = 100;
/** Of a hundred findings so many are closed, and so many past their date. */
const closedOf = 80;
const lateOf = 5;
const moves = 500;
const fields = ['four-winds', 'finance', 'work', 'benefits', 'disclosure', 'other'];

export const ledger: Topic = {
  name: 'ledger',
  async run() {
    const county = await writeCounty(units);
    const clock = workingClock();
    const home = await openHome(county.home, clock.now());
    const { world, close } = await openWorld({ home, env: {}, clock, log: failingLog, chat: noChat, use: 'command' });
    try {
      const now = clock.now();
      await write(world, 0, few, now);
      const inFew = await eachMove(world, few, now);
      await write(world, few + moves, findings, now);
      const inMany = await eachMove(world, findings, now);
      const [secretary, officer] = ['zhang', 'wang'].map((id) => world.config().roster.people.get(id));
      if (secretary === undefined || officer === undefined) throw new Error('the county has lost its people');
      const asked = await eachMs(async () => mustSay(await tellLedger(world, secretary, now), '待整改'));
      const overdue = await eachMs(async () => mustSay(await tellOverdue(world, officer, now), '号'));
      return [
        { work: `台账 of ${findings.toLocaleString('en')} findings, a fifth of them open`, aim: 'p99 < 5 ms', measured: told(asked) },
        { work: `逾期 of the same, ${(findings * lateOf) / 100} of them overdue`, aim: 'p99 < 5 ms', measured: told(overdue) },
        {
          work: `one more finding, established and moved, among ${findings.toLocaleString('en')} against among ${few.toLocaleString('en')}`,
          aim: '≤ 1.3 ×: no scan',
          measured: `${(inMany / inFew).toFixed(2)} ×; ${inMany.toFixed(2)} ms against ${inFew.toFixed(2)} ms`,
        },
      ];
    } finally {
      await close();
      await rm(county.home, { recursive: true });
    }
  },
};

function mustSay(text: string, words: string): void {
  if (!text.includes(words)) throw new Error(`the ledger says something else: ${text}`);
}

async function write(world: World, from: number, to: number, now: Instant): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  await inFlight(numbers, width, (each) => put(world, each, now));
}

async function put(world: World, each: number, now: Instant): Promise<Finding> {
  const no = await world.stores.matters.number(`bench/${each}`);
  const finding = findingOf(no, each, now);
  await writeOne(world, finding, 0, now);
  return finding;
}

/** Establishes one more and closes it, one after the other. Returns the median of both together. */
async function eachMove(world: World, from: number, now: Instant): Promise<number> {
  const took: number[] = [];
  for (let each = from; each < from + moves; each += 1) {
    const startedAt = performance.now();
    const finding = await put(world, each, now);
    await writeOne(world, { ...finding, state: 'working', version: 1 }, 1, now);
    took.push(performance.now() - startedAt);
  }
  return median(took);
}

async function writeOne({ stores }: World, matter: Finding, after: number, now: Instant): Promise<void> {
  const due = matter.state === 'closed' ? undefined : now + dayMs;
  const written = await stores.matters.write(
    { matter, after, ...(due === undefined ? {} : { due }), waitsFor: [], actor: 'wang', act: 'finding-established', notices: [] },
    now,
  );
  if (written.kind !== 'recorded') throw new Error(`a finding was not written: ${written.kind}`);
}

function findingOf(no: number, each: number, now: Instant): Finding {
  const place = each % 100;
  const at = now - 60 * dayMs + (each % 1_000) * hourMs;
  const isClosed = place < closedOf;
  return {
    kind: 'finding',
    no,
    unit: `u${(each % units) + 1}`,
    at,
    version: 0,
    source: 'inspection',
    field: fields[each % fields.length] ?? 'other',
    text: `公开栏财务只到${(each % 12) + 1}月`,
    files: [],
    origin: { kind: 'entered' },
    owner: `p${(each % units) + 1}`,
    joint: ['wang'],
    overseer: 'discipline-secretary',
    by: 'wang',
    establishedAt: at,
    dueAt: now + (place < closedOf + lateOf ? -dayMs : ((each % 30) + 1) * dayMs),
    state: isClosed ? 'closed' : 'open',
    step: 0,
    level: 'none',
    plans: [],
    evidence: isClosed ? [{ by: `p${(each % units) + 1}`, at, words: '都贴上了', files: [] }] : [],
    sentBack: [],
    objections: [],
    closed: isClosed ? [{ by: 'wang', at: at + dayMs, evidence: 1 }] : [],
    rechecks: [],
    called: `${(each % units) + 1}村`,
    decided: [],
    reopened: 0,
    ...(isClosed ? { settledAt: at + dayMs } : {}),
  };
}
