/** Has a text checked while it is typed: when the typing pauses, and only the last answer counts. */
import { useEffect, useState } from 'react';
import type { FileTrial } from '../../../application/try-file.js';
import type { HomeFile } from '../../../domain/home-file.js';
import { ask } from './ask.js';

const pauseMs = 400;

export type Trial = FileTrial | 'checking' | 'failed';

/** undefined: there is nothing to check. `create`: there is no such file yet. */
export function useTrial(
  { folder, name }: HomeFile,
  text: string | undefined,
  { days, create = false }: { days?: number | undefined; create?: boolean } = {},
): Trial | undefined {
  const [trial, setTrial] = useState<{ of: string; name: string; found: Trial }>();
  useEffect(() => {
    if (text === undefined) return undefined;
    let isWanted = true;
    const settle = (found: Trial): void => {
      if (isWanted) setTrial({ of: text, name, found });
    };
    const timer = setTimeout(() => {
      const draft = { file: { folder, name }, text, create, ...(days === undefined ? {} : { days }) };
      ask<FileTrial>('/files/check', draft).then(settle, () => settle('failed'));
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [folder, name, text, days, create]);
  if (text === undefined) return undefined;
  return trial?.of === text && trial.name === name ? trial.found : 'checking';
}
