/** 看, 验收: one finding with all that was said of it, to whoever may see it; the words that answer it stand below. */
import { directionOf, filesOf, isSentBack, mayOversee, openObjection, openRelapse, shownLast, type Finding } from '../domain/finding.js';
import { findContradiction, type Contradiction } from './find-contradiction.js';
import { fairDue, fieldName, findingUnit } from './finding-book.js';
import { proposalWords } from './proposal-words.js';
import { saying, type KeptPhoto, type Response, type Said } from './said.js';
import { oneLine } from './task-words.js';
import { dateWords, dayWords, personName } from './words.js';
import { isAllowed } from './which-finding.js';
import { say, type World } from './world.js';

const shown = 3;
const photosShown = 3;

export async function showFinding(world: World, said: Said, finding: Finding): Promise<Response> {
  const { person, now } = said;
  const { no, field, text, files, owner, state, sentBack, plans, closed, reopened } = finding;
  const last = shownLast(finding);
  const back = sentBack.at(-1);
  const objection = openObjection(finding);
  const due = finding.dueAt === undefined ? null : dateWords(world, await fairDue(world, finding, now), false);
  const { recurrence } = await proposalWords(world, finding, now);
  return saying(
    say(world, 'finding', {
      number: no,
      unit: findingUnit(world, finding),
      field: fieldName(world, field),
      text: oneLine(text),
      photos: files.length,
      direction: directionOf(finding.source),
      seen: dayWords(world, finding.at),
      owner: personName(world, owner),
      state: isSentBack(finding) ? 'sent-back' : state,
      due,
      late: due !== null && (state === 'open' || state === 'working') && now > (await fairDue(world, finding, now)),
      plans: plans.slice(-shown).map(({ at, words }) => ({ at: dayWords(world, at), words: oneLine(words) })),
      shown:
        last === undefined
          ? null
          : { at: dayWords(world, last.at), words: last.words === '' ? null : oneLine(last.words), photos: last.files.length },
      sentBack: back === undefined ? null : { at: dayWords(world, back.at), words: oneLine(back.words) },
      objection: objection === undefined ? null : oneLine(objection.words),
      closed: closed.length === 0 ? null : dayWords(world, closed.at(-1)?.at ?? now),
      reopened,
      contradicts: await contradictionFor(world, said, finding),
      recurrence,
      mayMend: isAllowed(world, { person }, 'mended', finding) && (state === 'open' || state === 'working'),
      mayClose: isAllowed(world, { person }, 'close', finding),
    }),
    { photos: photosOf(finding) },
  );
}

/** What the unit had said of itself is shown to whoever oversees it, and to nobody else. */
async function contradictionFor(world: World, { person, messageId, now }: Said, finding: Finding): Promise<Contradiction | null> {
  if (!mayOversee(world.config().roster, finding, person.id)) return null;
  return findContradiction(world, finding, { reader: person.id, showing: messageId }, now);
}

/**
 * Those it was seen on first, those that were shown last, and those of a look again that nobody has decided on;
 * each under the number by which it can be asked for as an attachment.
 */
function photosOf(finding: Finding): KeptPhoto[] {
  const { no, files } = finding;
  const last = shownLast(finding)?.files ?? [];
  const again = openRelapse(finding)?.files ?? [];
  const told = [...new Set([files.slice(0, photosShown), last.slice(-photosShown), again.slice(0, photosShown)].flat())];
  const all = filesOf(finding);
  return told.map((file) => ({ file, name: `${no}-${all.indexOf(file) + 1}.${file.split('.').at(-1) ?? 'jpg'}` }));
}
