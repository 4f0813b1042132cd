/** The answer form: asks what its link is for, and hands in what was filled in. What is typed stays on the page until it is handed in. */
import type { FormView } from '../../../../application/open-form.js';
import type { Wrong } from '../../../../application/submit-form.js';
import { keepDraft } from './draft.js';
import { fieldFor, type Field } from './fields.js';
import { make } from './make.js';
import { texts } from './texts.js';

const place = document.querySelector<HTMLElement>('#form') ?? document.body;
const address = `${location.pathname.replace(/\/+$/u, '')}/form`;

let draft: ReturnType<typeof keepDraft> | undefined;

function say(title: string, ...notes: string[]): void {
  document.title = title;
  place.replaceChildren(
    make('div', { className: 'card' }, make('h1', {}, title), ...notes.map((note) => make('p', { className: 'receipt' }, note))),
  );
}

async function sayOver(response: Response): Promise<void> {
  const { error } = (await response.json()) as { error: string };
  if (error === 'used') say(texts.used, texts.usedNote);
  else say(texts.gone, texts.goneNote);
}

function head({ unit, title, deadline, late, again, basis }: FormView): Node[] {
  document.title = `${unit}${title}`;
  const lines = [`${texts.until}${deadline}`, ...(basis === null ? [] : [`${texts.basis}${basis}`])];
  const notes = [...(late ? [texts.late] : []), ...(again ? [texts.again] : []), texts.kept];
  return [
    make('h1', {}, `${unit}${title}`),
    ...lines.map((line) => make('p', {}, line)),
    ...notes.map((note) => make('p', { className: 'soft' }, note)),
  ];
}

function show(view: FormView): void {
  const fields = new Map(view.questions.map((question) => [question.id, fieldFor(question)]));
  const button = make('button', { type: 'submit', className: 'main' }, texts.submit);
  const trouble = make('p', { className: 'problem' });
  trouble.setAttribute('role', 'alert');
  const form = make('form', { noValidate: true }, ...[...fields.values()].map(({ card }) => card), trouble, button);
  const send = async (): Promise<void> => {
    trouble.textContent = (await handIn(fields).catch(() => texts.failed)) ?? '';
    button.disabled = false;
    button.textContent = texts.submit;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    button.disabled = true;
    button.textContent = texts.sending;
    void send();
  });
  addEventListener('beforeunload', warnBeforeLeaving);
  place.replaceChildren(...head(view), form);
  draft = keepDraft(form);
}

/** Returns what to say when it was not taken. */
async function handIn(fields: ReadonlyMap<string, Field>): Promise<string | undefined> {
  const entries = Object.fromEntries([...fields].map(([id, field]) => [id, field.entry() ?? {}]));
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entries }),
  });
  switch (response.status) {
    case 200: {
      const { text } = (await response.json()) as { text: string };
      draft?.drop();
      removeEventListener('beforeunload', warnBeforeLeaving);
      say(texts.handedIn, text, texts.handedInNote);
      return undefined;
    }
    case 409:
      return ((await response.json()) as { text: string }).text;
    case 410:
      draft?.drop();
      removeEventListener('beforeunload', warnBeforeLeaving);
      await sayOver(response);
      return undefined;
    case 413:
      return texts.tooLarge;
    case 422:
      complain(fields, ((await response.json()) as { problems: Record<string, Wrong> }).problems);
      return texts.wrong;
    case 429:
      return texts.tooMany;
    default:
      return texts.failed;
  }
}

function complain(fields: ReadonlyMap<string, Field>, problems: Record<string, Wrong>): void {
  for (const [id, field] of fields) field.complain(problems[id]);
  const first = [...fields].find(([id]) => problems[id] !== undefined)?.[1].card;
  first?.scrollIntoView({ block: 'center' });
  first?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true });
}

function warnBeforeLeaving(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

say(texts.loading);
const response = await fetch(address).catch(() => undefined);
if (response?.ok === true) show((await response.json()) as FormView);
else if (response?.status === 410) await sayOver(response);
else say(response?.status === 429 ? texts.tooMany : texts.notLoaded);
