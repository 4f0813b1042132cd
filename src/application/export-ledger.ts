/** The rectification ledger as a workbook: what is to be mended first, then what is closed; read in parts, so that its length costs no memory. */
import { daysBetween, dateOf } from '../domain/date-text.js';
import { filesOf, findingSources, isOwed, isSentBack, recheckedSince, type Finding } from '../domain/finding.js';
import type { Instant } from '../domain/time.js';
import { fieldName, findingUnit, mayKnow } from './finding-book.js';
import type { LedgerState } from './ports.js';
import { dayMoment, sheetWords, textColumn, workbookFrame, type SheetWords, type Viewer } from './sheet-words.js';
import type { CellValue, SheetColumn, Workbook } from './workbook-port.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

const states: readonly LedgerState[] = ['proposed', 'open', 'working', 'reported', 'closed'];
const shownStates = ['proposed', 'open', 'working', 'sent-back', 'reported', 'closed'] as const;
const partSize = 500;

/** What was proposed and dropped is in no ledger. A person gets the findings they may know of. */
export function ledgerWorkbook(world: World, viewer: Viewer, now: Instant): Workbook {
  const words = sheetWords(world);
  return {
    ...workbookFrame(world, { what: 'ledger' }, now),
    sheets: [
      { name: say(world, 'sheet-name', { sheet: 'ledger' }), columns: columnsOf(world, words), rows: rowsOf(world, words, viewer, now) },
    ],
  };
}

function columnsOf(world: World, { heading, word }: SheetWords): SheetColumn[] {
  const { fields } = world.config().settings.ledger;
  return [
    { heading: heading('number'), width: 5, kind: 'number' },
    textColumn(heading('unit'), 10),
    textColumn(
      heading('field'),
      9,
      [...fields.keys()].map((field) => fieldName(world, field)),
    ),
    textColumn(heading('finding'), 26),
    textColumn(
      heading('source'),
      6,
      findingSources.map((source) => word(`source-${source}`)),
    ),
    textColumn(
      heading('state'),
      9,
      shownStates.map((state) => word(`finding-${state}`)),
    ),
    { heading: heading('seen'), width: 11, kind: 'date' },
    { heading: heading('due'), width: 11, kind: 'date' },
    { heading: heading('overdue'), width: 6, kind: 'number' },
    textColumn(heading('owner'), 8),
    textColumn(heading('joint'), 8),
    textColumn(heading('overseer'), 9),
    textColumn(heading('established-by'), 8),
    textColumn(heading('plan'), 16),
    textColumn(heading('evidence'), 16),
    { heading: heading('files'), width: 6, kind: 'number' },
    { heading: heading('sent-back'), width: 6, kind: 'number' },
    { heading: heading('closed'), width: 11, kind: 'date' },
    textColumn(heading('closed-by'), 8),
    textColumn(heading('recheck'), 9),
    { heading: heading('reopened'), width: 6, kind: 'number' },
  ];
}

/** What moves on while it is being read stands where it was met first. */
async function* rowsOf(world: World, words: SheetWords, viewer: Viewer, now: Instant): AsyncGenerator<CellValue[]> {
  const met = new Set<number>();
  for (const state of states) {
    for await (const finding of findingsIn(world, state)) {
      const isNew = !met.has(finding.no);
      met.add(finding.no);
      if (isNew && (viewer === 'operator' || mayKnow(world, finding, viewer.id))) yield rowOf(world, words, finding, now);
    }
  }
}

/** All of a state, the nearest date first. Those of the last instant of a part come again with the next, and are passed over. */
async function* findingsIn(world: World, state: LedgerState): AsyncGenerator<Finding> {
  const { ledger } = world.stores;
  let from: Instant | undefined;
  let limit = partSize;
  let seen = new Set<number>();
  for (;;) {
    const part = await ledger.list([{ scope: { of: 'all' }, state, ...(from === undefined ? {} : { from }) }], limit);
    for (const finding of part) if (!seen.has(finding.no)) yield finding;
    const last = part.at(-1);
    if (last === undefined || part.length < limit) return;
    const until = standsAt(last);
    // A part that is all of one instant does not get any further: the next is larger.
    limit = until === from ? limit * 2 : partSize;
    from = until;
    seen = new Set(part.filter((finding) => standsAt(finding) === until).map(({ no }) => no));
  }
}

/** By which time it stands in the ledger's order. */
function standsAt({ settledAt, state, at, until, dueAt }: Finding): Instant {
  return settledAt ?? (state === 'proposed' ? at : (until ?? dueAt ?? at));
}

function rowOf(world: World, { word }: SheetWords, finding: Finding, now: Instant): CellValue[] {
  const { no, field, text, source, state, at, dueAt, until, owner, joint, overseer, by, plans, evidence, sentBack, closed, reopened } =
    finding;
  const due = until ?? dueAt;
  const last = closed.at(-1);
  const { timezone } = world.config().settings;
  const late =
    due !== undefined && isOwed(finding) && now > due ? Math.max(1, daysBetween(dateOf(due, timezone), dateOf(now, timezone))) : null;
  return [
    no,
    findingUnit(world, finding),
    fieldName(world, field),
    text,
    word(`source-${source}`),
    word(`finding-${isSentBack(finding) ? 'sent-back' : state}`),
    dayMoment(world, at),
    due === undefined ? null : dayMoment(world, due),
    late,
    personName(world, owner),
    joint.map((person) => personName(world, person)).join('、'),
    word(`role-${overseer}`),
    by === undefined ? null : personName(world, by),
    plans.map(({ words }) => words).join('\n'),
    evidence.map(({ words }) => words).join('\n'),
    filesOf(finding).length,
    sentBack.length,
    state === 'closed' && last !== undefined ? dayMoment(world, last.at) : null,
    state === 'closed' && last !== undefined ? personName(world, last.by) : null,
    recheckWord(finding, word),
    reopened,
  ];
}

function recheckWord(finding: Finding, word: SheetWords['word']): string | null {
  const last = recheckedSince(finding).at(-1);
  if (last === undefined) return null;
  if (last.found === undefined) return word('recheck-waiting');
  return word(last.found.holds ? 'recheck-holds' : 'recheck-relapsed');
}
