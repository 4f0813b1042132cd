/** What was typed outlasts a reload of this tab, which phones do when another program is looked at; it goes with the tab. Photos are not kept. */

const name = `draft:${location.pathname}`;

type Input = HTMLInputElement | HTMLTextAreaElement;

/** Puts back what was typed before, and keeps what is typed from now on. */
export function keepDraft(form: HTMLFormElement): { drop(): void } {
  const inputs = [...form.querySelectorAll<Input>('input:not([type="file"]), textarea')];
  const before = read();
  if (before?.length === inputs.length)
    for (const [place, input] of inputs.entries()) {
      const kept = before[place] ?? '';
      if (isTicked(input)) input.checked = kept === 'on';
      else input.value = kept;
      if (isTicked(input) ? input.checked : kept !== '') announce(input);
    }
  form.addEventListener('input', () => {
    const now = inputs.map((input) => (isTicked(input) ? (input.checked ? 'on' : '') : input.value));
    store(() => sessionStorage.setItem(name, JSON.stringify(now)));
  });
  return { drop: () => store(() => sessionStorage.removeItem(name)) };
}

function isTicked(input: Input): input is HTMLInputElement {
  return input.type === 'radio' || input.type === 'checkbox';
}

/** Whatever follows from an input follows when it is put back as well. */
function announce(input: Input): void {
  for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, { bubbles: true }));
}

function read(): string[] | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null');
    return Array.isArray(kept) ? kept.map(String) : undefined;
  } catch {
    return undefined;
  }
}

/** A browser may refuse to keep anything: the form works without. */
function store(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
