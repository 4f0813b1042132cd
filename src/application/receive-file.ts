/** Takes a document as a report: it stands for all parts that were not written. Where no report is asked for, it is not kept. */
import { PermanentError } from '../domain/errors.js';
import type { Answer, Answers } from '../domain/question.js';
import { isByForm } from '../domain/schedule.js';
import type { Attachment, InboundContent } from './chat-port.js';
import { listPrompts } from './choose-prompt.js';
import { fairDeadlines } from './fair-deadline.js';
import { isReport } from './hand-over-report.js';
import { handIn } from './hand-in.js';
import { isAwaited, isUnanswered, mayAct, promptNumber, type OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { onForm } from './turn-to-form.js';
import { say, type World } from './world.js';

const megabyte = 1024 * 1024;
const maxMegabytes = 10;

type FileContent = Extract<InboundContent, { kind: 'file' }>;

export async function receiveFile(world: World, said: Said, content: FileContent): Promise<Response> {
  const open = targets(world, said);
  const [prompt, ...others] = open.length > 0 ? open : await closedButAskedBack(world, said);
  if (prompt === undefined) return saying(say(world, 'file-not-asked', {}));
  if (isByForm(prompt.cycle.schedule)) return onForm(world, prompt);
  if (others.length > 0) return saying([say(world, 'file-which', {}), listPrompts(world, [prompt, ...others])].join('\n'));
  const file = await load(content);
  if (typeof file === 'string') return saying(say(world, 'file-refused', { why: file, megabytes: maxMegabytes }));
  const name = await world.files.save(said.messageId, file.bytes, file.extension, { cycle: prompt.cycle.id });
  return handIn(world, said, prompt, await withFile(world, said, prompt, { type: 'file', files: [name] }));
}

/** The report under way; else those that wait for this person; else the last one handed in, which the file takes the place of. */
function targets(world: World, { dialog, person, prompts }: Said): OpenPrompt[] {
  const reports = prompts.filter(({ unit, cycle }) => isReport(cycle) && mayAct(world, person.id, 'attach', unit));
  const running =
    dialog === undefined || !('cycle' in dialog)
      ? []
      : reports.filter(({ cycle, unit }) => cycle.id === dialog.cycle && unit === dialog.unit);
  if (running.length > 0) return running;
  const awaited = reports.filter(isAwaited);
  if (awaited.length > 0) return awaited;
  return reports.toSorted((one, other) => (other.record.answeredAt ?? 0) - (one.record.answeredAt ?? 0)).slice(0, 1);
}

/** A reader may ask for more after the cycle has closed. */
async function closedButAskedBack(world: World, { person }: Said): Promise<OpenPrompt[]> {
  const { cycles, matters } = world.stores;
  const waiting = await matters.open({ kind: 'reading', waitsFor: person.id });
  const deadlineOf = await fairDeadlines(world);
  const found = await Promise.all(
    waiting.map(async ({ cycle: id, unit, state }): Promise<OpenPrompt[]> => {
      const cycle = await cycles.cycle(id);
      const record = (await cycles.records(id, [unit])).get(unit);
      if (state !== 'asked-back' || cycle === undefined || record === undefined || !mayAct(world, person.id, 'attach', unit)) return [];
      const number = promptNumber(cycle, unit);
      return [{ cycle, unit, record, deadline: deadlineOf(cycle, record), number, theirs: true, mayHaveDraft: false, askedBack: true }];
    }),
  );
  return found.flat();
}

/** Parts that were written and not handed in yet stay as they are: nobody's words are lost to a file. */
async function withFile(world: World, { person }: Said, prompt: OpenPrompt, file: Answer): Promise<Answers> {
  const { cycle, unit } = prompt;
  const all = Object.fromEntries(cycle.schedule.questions.map(({ id }) => [id, file]));
  if (!isUnanswered(prompt)) return all;
  const draft = await world.stores.replies.draft(cycle.id, unit, person.id);
  return { ...all, ...draft?.answers };
}

type Unusable = 'too-large' | 'empty' | 'no-document' | 'broken';

async function load(content: FileContent): Promise<Attachment | Unusable> {
  try {
    return await content.load(maxMegabytes * megabyte);
  } catch (error) {
    if (!(error instanceof PermanentError)) return 'broken';
    switch (error.code) {
      case 'too-large':
        return 'too-large';
      case 'empty-file':
        return 'empty';
      case 'not-a-document':
        return 'no-document';
      default:
        return 'broken';
    }
  }
}
