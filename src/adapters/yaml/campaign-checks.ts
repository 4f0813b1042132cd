/** Checks a campaign's stages, that each theme has something to go by, and that what themes name exists. */
import type { FaultList } from './fault.js';
import { entries, type Names } from './names.js';
import type { Place } from './place.js';
import { checkDistinct, checkReference } from './references.js';

/** What a theme may name; absent: it could not be read so far. */
export interface CampaignNames {
  /** Schedules that ask or that keep tasks. */
  schedules: Names;
  checklists: Names;
  fields?: Names;
}

export function checkCampaign(root: Place, names: CampaignNames, faults: FaultList): void {
  checkStages(entries(root, 'stages'), faults);
  const themes = entries(root, 'themes');
  checkDistinct(
    themes.map((theme) => ({ place: theme.get('id') })),
    'duplicate-id',
    faults,
  );
  for (const theme of themes) {
    const listed = ['schedules', 'checklists', 'fields'].flatMap((key) => entries(theme, key));
    if (listed.length === 0) faults.add(theme.file, theme.at, 'empty-theme');
    for (const schedule of entries(theme, 'schedules')) checkReference(schedule, names.schedules, 'not-a-part', faults);
    for (const checklist of entries(theme, 'checklists')) checkReference(checklist, names.checklists, 'unknown-checklist', faults);
    if (names.fields) for (const field of entries(theme, 'fields')) checkReference(field, names.fields, 'unknown-field', faults);
  }
}

/** One after the other: a day belongs to one stage at most. */
function checkStages(stages: readonly Place[], faults: FaultList): void {
  checkDistinct(
    stages.map((stage) => ({ place: stage.get('id') })),
    'duplicate-id',
    faults,
  );
  let last: string | undefined;
  for (const stage of stages) {
    const [from, until] = [stage.get('from'), stage.get('until')];
    const [begins, ends] = [from?.text(), until?.text()];
    if (until && begins !== undefined && ends !== undefined && ends < begins) faults.add(until.file, until.at, 'stage-backwards');
    if (from && begins !== undefined && last !== undefined && begins <= last)
      faults.add(from.file, from.at, 'stages-overlap', { date: last });
    last = ends ?? last;
  }
}
