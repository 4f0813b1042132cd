/** A unit's duty report as a document: its parts as they were handed in, and what the ledger and the tasks hold of its period. */
import { ValidationError } from '../domain/errors.js';
import type { UnitId } from '../domain/roster.js';
import { documentOf } from './document-frame.js';
import type { OfficeDocument } from './document-port.js';
import { isReport, type ReportCycle } from './hand-over-report.js';
import type { Facts } from './messages.js';
import { reportBooks } from './report-record.js';
import { recordWords } from './report-prompt.js';
import { documentWords } from './report-words.js';
import { oneLine } from './task-words.js';
import { answerWords, dayWords, labelOf, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export interface ReportDocument {
  document: OfficeDocument;
  title: string;
  unit: UnitId;
  cycle: ReportCycle;
}

/** Throws a ValidationError `no-such-report` when there is none, or none any more. */
export async function reportDocument(world: World, cycleId: string, unit: UnitId): Promise<ReportDocument> {
  const cycle = await world.stores.cycles.cycle(cycleId);
  const none = new ValidationError(
    'no-such-report',
    `There is no report of ${unit} in ${cycleId}; zerentian status lists cycles and units.`,
  );
  if (cycle === undefined || !isReport(cycle) || cycle.expiredAt !== undefined) throw none;
  const reply = await world.stores.replies.latest(cycle.id, unit);
  if (reply === undefined) throw none;
  const { questions } = cycle.schedule;
  const written = questions.flatMap((question) => {
    const answer = reply.answers[question.id];
    return answer === undefined || answer.type === 'file' ? [] : [{ label: labelOf(question), text: answerWords(world, question, answer) }];
  });
  const body = say(world, 'document-report', {
    parts: written,
    file: documentWords(world, reply.answers, questions),
    supplements: reply.supplements.flatMap(({ at, answers }) =>
      questions.flatMap((question) => {
        const answer = answers[question.id];
        return answer === undefined
          ? []
          : [{ on: dayWords(world, at), label: labelOf(question), text: answerWords(world, question, answer) }];
      }),
    ),
    ...(await bookFacts(world, cycle, unit)),
  });
  const name = unitName(world, unit, cycle);
  return {
    document: documentOf(world, 'report', { title: titleOf(world, cycle), at: reply.at, body, unit: name }),
    title: `${name}${titleOf(world, cycle)}`,
    unit,
    cycle,
  };
}

async function bookFacts(
  world: World,
  cycle: ReportCycle,
  unit: UnitId,
): Promise<Pick<Facts<'document-report'>, 'record' | 'findings' | 'tasks'>> {
  const { fresh, owed, due } = await reportBooks(world, cycle, unit);
  const findings = [...new Map([...fresh, ...owed].map((finding) => [finding.no, finding])).values()];
  return {
    record: await recordWords(world, cycle, unit),
    findings: findings.map(({ no, text, state, until, dueAt }) => {
      const held = until ?? dueAt;
      return {
        number: no,
        text: oneLine(text),
        due: held === undefined || state === 'closed' ? null : dayWords(world, held),
        state: `finding-${state}`,
      };
    }),
    tasks: due.map(({ no, text, state, until, dueAt }) => ({
      number: no,
      text: oneLine(text),
      due: dayWords(world, until ?? dueAt),
      done: state === 'closed',
    })),
  };
}
