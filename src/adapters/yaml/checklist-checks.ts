/** Checks what a checklist refers to and what its shape cannot say. */
import { parseDuration } from '../../domain/duration.js';
import type { Roster } from '../../domain/roster.js';
import { checkAudience, unitsIn } from './audience-checks.js';
import type { FaultList } from './fault.js';
import { entries, type Names, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { checkDistinct, checkReference } from './references.js';

/** What the checklists of a home are checked against; absent: it could not be read so far. */
export interface AroundChecklists {
  names?: RosterNames | undefined;
  draft?: Roster | undefined;
  /** Of the ledger, with their names. */
  fields?: Names | undefined;
  /** The questions of each schedule; undefined: its file could not be read. */
  questions: ReadonlyMap<string, Names | undefined>;
}

export function checkChecklist(root: Place, around: AroundChecklists, faults: FaultList): void {
  const items = entries(root, 'items');
  checkDistinct(
    items.map((item) => ({ place: item.get('id') })),
    'duplicate-id',
    faults,
  );
  checkDue(root.get('due'), faults);
  const { names, draft, fields } = around;
  if (fields) checkReference(root.get('field'), fields, 'unknown-field', faults);
  for (const item of items) checkContradicted(item.get('contradicts'), around.questions, faults);
  if (!names) return;
  const audience = root.get('audience');
  checkAudience(audience, names, faults);
  if (draft) unitsIn(audience, names, draft, faults);
}

function checkDue(due: Place | undefined, faults: FaultList): void {
  const written = due?.text();
  const duration = written === undefined ? undefined : parseDuration(written);
  if (!due || !duration) return;
  const length = duration.kind === 'exact' ? duration.ms : duration.days;
  if (length <= 0) faults.add(due.file, due.at, 'deadline-not-positive', { value: written ?? '' });
}

function checkContradicted(place: Place | undefined, questions: AroundChecklists['questions'], faults: FaultList): void {
  const schedule = place?.get('schedule');
  const id = schedule?.text();
  if (id === undefined) return;
  checkReference(schedule, new Map([...questions.keys()].map((known) => [known, known])), 'unknown-schedule', faults);
  const asked = questions.get(id);
  if (asked) checkReference(place?.get('question'), asked, 'unknown-question', faults);
}

/** One checklist at most for the same kind of unit is the usual one: that an inspector means when naming none. */
export function checkUsual(roots: readonly Place[], faults: FaultList): void {
  const seen: { file: string; kind: string | undefined }[] = [];
  for (const root of roots) {
    const usual = root.get('usual');
    if (usual?.value() !== true) continue;
    const kind = root.get('audience')?.get('kind')?.text();
    const first = seen.find((one) => one.kind === kind || one.kind === undefined || kind === undefined);
    if (first) faults.add(usual.file, usual.at, 'two-usual', { first: first.file });
    seen.push({ file: root.file, kind });
  }
}
