/** One card for each question, with the input its kind of answer needs. */
import type { FormQuestion } from '../../../../application/open-form.js';
import type { Wrong } from '../../../../application/submit-form.js';
import { make } from './make.js';
import { photoField } from './photos.js';
import { texts } from './texts.js';

/** What is handed in for a question; undefined: nothing was filled in. */
export type Entry = Record<string, unknown>;

export interface Field {
  card: HTMLFieldSetElement;
  entry(): Entry | undefined;
  /** undefined takes away what was said before. */
  complain(problem: Wrong | undefined): void;
}

interface Input {
  parts: Node[];
  entry(): Entry | undefined;
}

export function fieldFor(question: FormQuestion): Field {
  const input = inputFor(question);
  const problem = make('p', { className: 'problem', id: `problem-${question.no}`, hidden: true });
  const legend = make(
    'legend',
    { id: `question-${question.no}` },
    `${question.no}. ${question.text}${question.optional ? texts.optional : ''}`,
  );
  const note = question.note === null ? [] : [make('p', { className: 'soft' }, question.note)];
  const attest = attestation();
  const extra = question.type === 'text' ? [attest.label] : [];
  const card = make('fieldset', {}, legend, make('div', {}, ...note, ...input.parts), problem, ...extra);
  card.setAttribute('aria-describedby', problem.id);
  // What has no words of its own beside it is called as its question is.
  const unnamed = card.querySelectorAll('input[type="number"], input[type="date"], textarea');
  for (const one of unnamed) one.setAttribute('aria-labelledby', legend.id);
  const complain = (wrong: Wrong | undefined): void => {
    card.classList.toggle('wrong', wrong !== undefined);
    problem.hidden = wrong === undefined;
    problem.textContent = wrong?.text ?? '';
    if (wrong?.why === 'boilerplate') attest.label.hidden = false;
  };
  // What is being mended is not held against anybody any more.
  card.addEventListener('input', () => complain(undefined));
  return {
    card,
    complain,
    entry() {
      const given = input.entry();
      return given !== undefined && attest.checked() ? { ...given, attested: true } : given;
    },
  };
}

/** Offered once a text was taken for mere stock phrases. */
function attestation(): { label: HTMLLabelElement; checked(): boolean } {
  const box = make('input', { type: 'checkbox' });
  const label = make('label', { className: 'check', hidden: true }, box, texts.attest);
  return { label, checked: () => !label.hidden && box.checked };
}

function inputFor(question: FormQuestion): Input {
  switch (question.type) {
    case 'yes-no':
      return yesNo(question);
    case 'number':
      return number(question);
    case 'choice':
      return choice(question);
    case 'date':
      return date(question);
    case 'text':
      return text(question);
    case 'photo':
      return photoField(question.most);
    default:
      return question.type satisfies never;
  }
}

function radios({ no }: FormQuestion, options: readonly [value: string, words: string][], column: boolean) {
  const inputs = options.map(([value]) => make('input', { type: 'radio', name: `question-${no}`, value }));
  const labels = inputs.map((input, index) => make('label', {}, input, make('span', {}, options[index]?.[1] ?? '')));
  const group = make('div', { className: column ? 'choices column' : 'choices' }, ...labels);
  return { group, chosen: () => inputs.find(({ checked }) => checked)?.value };
}

function yesNo(question: FormQuestion): Input {
  const { group, chosen } = radios(
    question,
    [
      ['yes', texts.yes],
      ['no', texts.no],
    ],
    false,
  );
  const { followUp } = question;
  const remark = make('input', { type: 'text', maxLength: question.most });
  const asked = make('label', { hidden: true }, make('p', {}, followUp?.text ?? ''), remark);
  const isAsked = (): boolean => followUp !== null && chosen() === (followUp.on ? 'yes' : 'no');
  group.addEventListener('change', () => (asked.hidden = !isAsked()));
  return {
    parts: [group, asked],
    entry() {
      const answer = chosen();
      if (answer === undefined) return undefined;
      return { yes: answer === 'yes', ...(isAsked() && remark.value.trim() !== '' ? { remark: remark.value } : {}) };
    },
  };
}

function number({ min, max, measure }: FormQuestion): Input {
  const input = make('input', { type: 'number', inputMode: 'numeric', step: '1', min: String(min ?? ''), max: String(max ?? '') });
  const bounds = make('p', { className: 'soft' }, `${min ?? ''}${texts.between}${max ?? ''}`);
  return {
    parts: [make('label', { className: 'row' }, input, measure ?? ''), bounds],
    entry: () => (Number.isNaN(input.valueAsNumber) ? undefined : { number: input.valueAsNumber }),
  };
}

function choice(question: FormQuestion): Input {
  const options = question.options.map(({ letter, text: words }): [string, string] => [letter, `${letter}　${words}`]);
  const { group, chosen } = radios(question, options, true);
  return {
    parts: [group],
    entry() {
      const letter = chosen();
      return letter === undefined ? undefined : { letter };
    },
  };
}

function date(_question: FormQuestion): Input {
  const input = make('input', { type: 'date' });
  const none = make('input', { type: 'checkbox' });
  none.addEventListener('change', () => (input.disabled = none.checked));
  return {
    parts: [input, make('label', { className: 'check' }, none, texts.none)],
    entry: () => (none.checked ? { date: null } : input.value === '' ? undefined : { date: input.value }),
  };
}

function text({ most }: FormQuestion): Input {
  const input = make('textarea', { rows: 5 });
  const count = make('p', { className: 'soft count' }, `0 / ${most}${texts.characters}`);
  input.addEventListener('input', () => (count.textContent = `${input.value.trim().length} / ${most}${texts.characters}`));
  return { parts: [input, count], entry: () => (input.value.trim() === '' ? undefined : { text: input.value }) };
}
