/** The results of a cycle as a workbook: one row a unit, one column a question; the questions in full, and earlier versions, on sheets of their own. */
import { levels, unitStates, type Cycle, type Reply, type UnitRecord } from '../domain/cycle.js';
import { visible } from '../domain/permission.js';
import { letterOf, type Answer, type Question } from '../domain/question.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { fairDeadlines, type DeadlineOf } from './fair-deadline.js';
import { sheetWords, textColumn, timeMoment, workbookFrame, type SheetWords, type Viewer } from './sheet-words.js';
import type { CellValue, Sheet, SheetColumn, Workbook } from './workbook-port.js';
import { answerLines, answerWords, labelOf, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const partSize = 200;

export async function cycleWorkbook(world: World, cycle: Cycle, viewer: Viewer, now: Instant): Promise<Workbook> {
  const words = sheetWords(world);
  const units = viewer === 'operator' ? cycle.units : visible(world.config().roster, viewer.id, cycle.units);
  const deadlineOf = await fairDeadlines(world);
  const { questions } = cycle.schedule;
  return {
    ...workbookFrame(world, { what: 'cycle', title: titleOf(world, cycle, true) }, now),
    sheets: [
      {
        name: say(world, 'sheet-name', { sheet: 'results' }),
        columns: resultColumns(world, words, questions),
        rows: resultRows(world, { cycle, units, words, deadlineOf }),
      },
      questionSheet(world, words, questions),
      {
        name: say(world, 'sheet-name', { sheet: 'versions' }),
        columns: versionColumns(world, words, questions),
        rows: versionRows(world, cycle, units),
      },
    ],
  };
}

function resultColumns(world: World, { heading, word }: SheetWords, questions: readonly Question[]): SheetColumn[] {
  return [
    textColumn(heading('unit'), 12),
    textColumn(heading('parent'), 10),
    textColumn(
      heading('state'),
      9,
      unitStates.map((state) => word(state)),
    ),
    textColumn(
      heading('level'),
      9,
      levels.map((level) => word(`level-${level}`)),
    ),
    { heading: heading('deadline'), width: 16, kind: 'time' },
    { heading: heading('answered-at'), width: 16, kind: 'time' },
    textColumn(heading('answered-by'), 8),
    { heading: heading('version'), width: 6, kind: 'number' },
    ...questionColumns(world, questions),
    textColumn(heading('explanation'), 18),
    textColumn(heading('supplement'), 16),
  ];
}

function questionColumns(world: World, questions: readonly Question[]): SheetColumn[] {
  return questions.map((question, index) => ({
    heading: say(world, 'sheet-heading', { column: 'question', no: index + 1, label: labelOf(question) }),
    width: question.type === 'text' ? 24 : 11,
    // A number that is not applicable is a word; the column keeps what is a number as one.
    kind: question.type === 'number' ? 'number' : question.type === 'date' ? 'date' : 'text',
  }));
}

interface Shown {
  cycle: Cycle;
  units: readonly UnitId[];
  words: SheetWords;
  deadlineOf: DeadlineOf;
}

async function* resultRows(world: World, shown: Shown): AsyncGenerator<CellValue[]> {
  const { cycle, units } = shown;
  const { cycles, replies } = world.stores;
  const parents = new Map(cycle.tree.map(({ id, parent }) => [id, parent]));
  for (let from = 0; from < units.length; from += partSize) {
    const part = units.slice(from, from + partSize);
    const [records, answers, explanations] = await Promise.all([
      cycles.records(cycle.id, part),
      Promise.all(part.map((unit) => unlessExpired(cycle, () => replies.latest(cycle.id, unit)))),
      Promise.all(part.map((unit) => unlessExpired(cycle, () => replies.explanation(cycle.id, unit)))),
    ]);
    for (const [index, unit] of part.entries()) {
      const record = records.get(unit);
      if (record === undefined) continue;
      const parent = parents.get(unit);
      yield [
        unitName(world, unit, cycle),
        parent === undefined ? null : unitName(world, parent, cycle),
        ...standingCells(world, shown, record, answers[index]),
        ...answerCells(world, shown.words, cycle.schedule.questions, answers[index]),
        explanations[index]?.text ?? null,
        supplementWords(world, cycle, answers[index]),
      ];
    }
  }
}

/** Nothing that was said in an expired cycle can be opened any more. */
async function unlessExpired<Value>({ expiredAt }: Cycle, read: () => Promise<Value>): Promise<Value | undefined> {
  return expiredAt === undefined ? read() : undefined;
}

function standingCells(world: World, { cycle, words, deadlineOf }: Shown, record: UnitRecord, reply: Reply | undefined): CellValue[] {
  const { state, level, answeredAt, version } = record;
  return [
    words.word(state),
    words.word(`level-${level}`),
    timeMoment(world, deadlineOf(cycle, record)),
    answeredAt === undefined ? null : timeMoment(world, answeredAt),
    reply === undefined ? null : personName(world, reply.by),
    version === 0 ? null : version,
  ];
}

function answerCells(world: World, words: SheetWords, questions: readonly Question[], reply: Reply | undefined): CellValue[] {
  return questions.map((question) => {
    const answer = reply?.answers[question.id];
    return answer === undefined ? null : answerCell(world, words, question, answer);
  });
}

/** Numbers and days as such; what was said beside them keeps its words. */
function answerCell(world: World, words: SheetWords, question: Question, answer: Answer): CellValue {
  if (answer.remark !== undefined) return answerWords(world, question, answer);
  switch (answer.type) {
    case 'yes-no':
      return words.word(answer.yes ? 'yes' : 'no');
    case 'number':
      return answer.about === true ? answerWords(world, question, answer) : answer.number;
    case 'date':
      return answer.date === null ? words.word('none') : { date: answer.date };
    case 'choice':
      return question.type === 'choice' ? choiceCell(question.options, answer.letter) : answer.letter;
    case 'text':
    case 'photo':
    case 'file':
    case 'not-applicable':
    case 'skipped':
      return answerWords(world, question, answer);
    default:
      return answer satisfies never;
  }
}

function choiceCell(options: readonly string[], letter: string): string {
  const option = options.find((_, index) => letterOf(index) === letter);
  return option === undefined ? letter : `${letter} ${option}`;
}

function supplementWords(world: World, { schedule }: Cycle, reply: Reply | undefined): string | null {
  const lines = (reply?.supplements ?? []).flatMap(({ answers }) =>
    answerLines(world, schedule.questions, answers).map(({ no, label, answer }) => `${no} ${label}：${answer}`),
  );
  return lines.length === 0 ? null : lines.join('\n');
}

function questionSheet(world: World, { heading }: SheetWords, questions: readonly Question[]): Sheet {
  return {
    name: say(world, 'sheet-name', { sheet: 'questions' }),
    columns: [{ heading: heading('question-no'), width: 7, kind: 'number' }, textColumn(heading('question-text'), 80)],
    rows: questions.map(({ text }, index) => [index + 1, text]),
  };
}

function versionColumns(world: World, { heading }: SheetWords, questions: readonly Question[]): SheetColumn[] {
  return [
    textColumn(heading('unit'), 16),
    { heading: heading('version'), width: 7, kind: 'number' },
    { heading: heading('answered-at'), width: 17, kind: 'time' },
    textColumn(heading('answered-by'), 10),
    ...questionColumns(world, questions),
  ];
}

/** Of units that changed what they had answered: every version, the first one first. */
async function* versionRows(world: World, cycle: Cycle, units: readonly UnitId[]): AsyncGenerator<CellValue[]> {
  if (cycle.expiredAt !== undefined) return;
  const words = sheetWords(world);
  const { cycles, replies } = world.stores;
  for (let from = 0; from < units.length; from += partSize) {
    for (const [unit, { version }] of await cycles.records(cycle.id, units.slice(from, from + partSize))) {
      if (version < 2) continue;
      for (const reply of await replies.versions(cycle.id, unit)) {
        yield [
          unitName(world, unit, cycle),
          reply.version,
          timeMoment(world, reply.at),
          personName(world, reply.by),
          ...answerCells(world, words, cycle.schedule.questions, reply),
        ];
      }
    }
  }
}
