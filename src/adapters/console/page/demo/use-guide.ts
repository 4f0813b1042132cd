/** How far one has come with the guide, for as long as this demonstration runs and the tab is open. */
import { useState } from 'react';

const place = 'demo-guide';

interface Kept {
  run: string;
  done: number[];
}

export function useGuide(run: string | undefined): { done: readonly number[]; take: (index: number) => void } {
  const [kept, setKept] = useState<Kept>(read);
  const done = kept.run === run ? kept.done : [];
  const keep = (steps: number[]): void => {
    if (run === undefined) return;
    const next = { run, done: steps };
    window.sessionStorage.setItem(place, JSON.stringify(next));
    setKept(next);
  };
  return { done, take: (index) => keep([...done.filter((one) => one !== index), index]) };
}

function read(): Kept {
  const nothing: Kept = { run: '', done: [] };
  const text = window.sessionStorage.getItem(place);
  if (text === null) return nothing;
  try {
    const { run, done } = JSON.parse(text) as Partial<Kept>;
    return typeof run === 'string' && Array.isArray(done) ? { run, done } : nothing;
  } catch {
    return nothing;
  }
}
