/** A small home whose self-check is answered on a page, and the pages of its forms, asked as a phone would. */
import { files, hamletWith, replace } from './hamlet.js';
import type { Township } from './township.js';

export const address = 'https://field.qingshan.example';

export const byForm = hamletWith(
  replace(files.settings, 'pacing: false', `pacing: false\nconsole: { port: 0, address: ${address} }`),
  replace(files.selfCheck, 'prompt: self-check', 'prompt: self-check\nvia: form'),
);

/** The path of the link in the next message to somebody. */
export function linkIn(message: string): string {
  const [, path] = /https:\/\/field\.qingshan\.example(\/f\/[A-Za-z0-9_-]{40,})\n/u.exec(message) ?? [];
  if (path === undefined) throw new Error(`there is no link in: ${message}`);
  return path;
}

/** The bot is asked for the questions, and the link comes. */
export async function linkFor(town: Township, who: string): Promise<string> {
  await town.says(who, '题目');
  return linkIn(town.expects(who));
}

export const answered = {
  meeting: { yes: true },
  talks: { number: 3 },
  issue: { text: '公章由会计一人保管，已要求两人分管' },
};
