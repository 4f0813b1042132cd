/**
 * `npm run bench`: how fast the bot is, against floors and peers measured in the same run. `npm run bench -- recording sweep` measures those topics
 * alone. Prints a table (Markdown) of what was done, what was aimed at and what was measured.
 */
import { answers } from './answers.js';
import { browser } from './browser.js';
import { grpc } from './grpc.js';
import { interview } from './interview.js';
import { ladder } from './ladder.js';
import { ledger } from './ledger.js';
import { machine } from './machine.js';
import { memory } from './memory.js';
import { office } from './office.js';
import { opening } from './opening.js';
import { parts } from './parts.js';
import { peers } from './peers.js';
import { pictures } from './pictures.js';
import { recording } from './recording.js';
import { soak } from './soak.js';
import { standing } from './standing.js';
import { sweep } from './sweep.js';
import type { Topic } from './topic.js';

const topics: readonly Topic[] = [
  answers,
  parts,
  grpc,
  interview,
  recording,
  opening,
  memory,
  standing,
  sweep,
  ledger,
  office,
  ladder,
  pictures,
  browser,
  soak,
  peers,
];

function chosen(names: readonly string[]): readonly Topic[] {
  const unknown = names.filter((name) => !topics.some((topic) => topic.name === name));
  if (unknown.length > 0) throw new Error(`no such topic: ${unknown.join(', ')}; there are ${topics.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? topics : topics.filter(({ name }) => names.includes(name));
}

const picked = chosen(process.argv.slice(2));
console.log('| work | aim | measured | command |\n| --- | --- | --- | --- |');
for (const topic of picked) {
  for (const { work, aim, measured } of await topic.run())
    console.log(`| ${work} | ${aim} | ${measured} | \`npm run bench -- ${topic.name}\` |`);
}
console.log(`\n${await machine()}`);
