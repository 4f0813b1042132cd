/** 同意, 不同意 and 撤销 of an export that waits for a second person. */
import type { ExportRequest } from '../domain/export-request.js';
import { wordOf } from '../domain/command.js';
import { may } from '../domain/permission.js';
import { readAddition } from '../domain/request-words.js';
import type { Person } from '../domain/roster.js';
import { tiesToExport } from '../domain/ties.js';
import { asking, dialogAfter } from './complete-request.js';
import { exportTitle } from './export-subject.js';
import { settledNotices } from './follow-export.js';
import { receiptMark } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { mattersFor } from './tell-waiting.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

/** Those that a person may allow. */
export async function exportsFor(world: World, person: Person): Promise<ExportRequest[]> {
  return (await mattersFor(world, person)).filter((matter) => matter.kind === 'export');
}

/** undefined: the word is about something else. */
export async function answerExport(
  world: World,
  said: Said,
  allows: boolean,
  { no, text = '' }: { no?: number; text?: string },
): Promise<Response | undefined> {
  const matter = no === undefined ? await onlyOne(world, said, text) : await world.stores.matters.matter(no);
  if (matter === undefined || !('no' in matter)) return matter;
  return matter.kind === 'export' ? decide(world, said, allows, matter, text) : undefined;
}

/** Without a number: the only matter that waits for them, if it is one; with others beside it the bot asks which. A unit that is named has asked for something itself. */
async function onlyOne(world: World, { person }: Said, words: string): Promise<ExportRequest | Response | undefined> {
  const waiting = await mattersFor(world, person);
  const found = waiting.find((matter) => matter.kind === 'export');
  if (found === undefined || waiting.length === 1) return found;
  const namesUnit = [...world.config().roster.units.values()].some(({ name }) => words.startsWith(name));
  return namesUnit ? undefined : saying(say(world, 'assent-which', { numbers: waiting.map(({ no }) => no) }));
}

async function decide(world: World, said: Said, allows: boolean, request: ExportRequest, text: string): Promise<Response> {
  const { id } = said.person;
  const { no, version } = request;
  const { roster } = world.config();
  if (request.by === id) return saying(say(world, 'export-trouble', { why: 'own', typed: null, names: [], number: no }));
  const verb = allows ? 'agree' : 'refuse';
  if (!may(roster, id, verb, { ties: tiesToExport(roster, request, id) })) return saying(say(world, 'denied', {}));
  if (request.state !== 'asked') return saying(await overWords(world, request));
  if (!allows && text === '') return asking(world, { what: 'refusal', number: no }, `${wordOf(verb)} ${no} `, '');
  const words = allows ? readAddition(text) : text;
  const after: ExportRequest = {
    ...request,
    state: allows ? 'allowed' : 'refused',
    decidedBy: id,
    ...(words === '' ? {} : { words }),
    ...(allows ? {} : { settledAt: said.now }),
  };
  const receipt = say(world, 'export-decided', {
    number: no,
    title: await exportTitle(world, request.subject),
    allowed: allows,
    by: personName(world, request.by),
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: version,
      ...(allows ? { due: said.now } : {}),
      waitsFor: [],
      actor: id,
      act: allows ? 'export-allowed' : 'export-refused',
      notices: settledNotices(world, request, said.now),
      said: { messageId: said.messageId, receipt: { to: id, text: receipt }, ...dialogAfter(said) },
    },
    said.now,
  );
  return responseTo(recorded);
}

/** By whoever asked for it, or by the office, as long as nobody has decided. */
export async function withdrawExport(world: World, said: Said, request: ExportRequest): Promise<Response> {
  const { id } = said.person;
  const { roster } = world.config();
  if (!may(roster, id, 'withdraw', { ties: tiesToExport(roster, request, id) })) return saying(say(world, 'denied', {}));
  if (request.state !== 'asked') return saying(await overWords(world, request));
  const text = say(world, 'export-withdrawn', { number: request.no, no: receiptMark });
  const recorded = await world.stores.matters.write(
    {
      matter: { ...request, state: 'withdrawn', settledAt: said.now },
      after: request.version,
      waitsFor: [],
      actor: id,
      act: 'export-withdrawn',
      notices: request.by === id ? [] : settledNotices(world, request, said.now),
      said: { messageId: said.messageId, receipt: { to: id, text }, ...dialogAfter(said) },
    },
    said.now,
  );
  return responseTo(recorded);
}

/** What became of one on which nothing is to be said any more. */
async function overWords(world: World, { no, state, subject, decidedBy }: ExportRequest): Promise<string> {
  return say(world, 'export-over', {
    number: no,
    title: await exportTitle(world, subject),
    state,
    by: decidedBy === undefined ? null : personName(world, decidedBy),
  });
}
