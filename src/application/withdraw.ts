/** 撤销: whoever asked takes a request back; the clerk may take back any, a pause, or a cycle that was opened by mistake. */
import type { Matter, Pause, Request } from '../domain/matter.js';
import { may } from '../domain/permission.js';
import { oneLine } from '../domain/request-words.js';
import { tiesToRequest } from '../domain/ties.js';
import { withdrawExport } from './answer-export.js';
import { endLeave } from './answer-standing-in.js';
import type { Typed } from './choose-subject.js';
import { dialogAfter } from './complete-request.js';
import { findCycles } from './find-cycle.js';
import { settledWords } from './find-pending.js';
import { requestNotices } from './open-request.js';
import { wasTold } from './overtake-request.js';
import { endPause } from './pause-unit.js';
import { withdrawTransfer } from './plan-transfer.js';
import { receiptMark } from './ports.js';
import { dueOf, isOwed, subjectOf, subjectTitle } from './request-subject.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { settleRequest } from './settle-request.js';
import { isSpot } from './spot-check.js';
import { dayWords, titleOf, unitName } from './words.js';
import { askWithdrawal, mayWithdrawCycles } from './withdraw-cycle.js';
import { say, type World } from './world.js';

export async function withdraw(world: World, said: Said, { no, text = '' }: Typed): Promise<Response> {
  if (no === undefined)
    return mayWithdrawCycles(world, said) && text !== '' ? withdrawNamed(world, said, text) : withdrawOwn(world, said, text);
  const matter = await world.stores.matters.matter(no);
  if (matter?.kind === 'leave' && (matter.person === said.person.id || may(world.config().roster, said.person.id, 'back', {})))
    return endLeave(world, said, matter);
  if (matter?.kind === 'export') return withdrawExport(world, said, matter);
  if (matter?.kind === 'transfer' && may(world.config().roster, said.person.id, 'transfer', {}))
    return withdrawTransfer(world, said, matter);
  if (matter === undefined || (matter.kind !== 'request' && matter.kind !== 'pause')) {
    return saying(say(world, 'request-unknown', { number: no }));
  }
  if (!mayWithdraw(world, said, matter)) return saying(say(world, 'denied', {}));
  return withdrawMatter(world, said, matter);
}

function mayWithdraw(world: World, { person }: Said, matter: Request | Pause): boolean {
  const { roster } = world.config();
  const ties = matter.kind === 'request' ? { ties: tiesToRequest(roster, matter, person.id) } : {};
  return may(roster, person.id, 'withdraw', { unit: matter.unit, ...ties });
}

async function withdrawNamed(world: World, said: Said, text: string): Promise<Response> {
  const cycles = (await findCycles(world, oneLine(text), said.now)).filter((one) => one.closedAt === undefined && !isSpot(one));
  const [cycle] = cycles;
  if (cycle !== undefined && cycles.length === 1) return askWithdrawal(world, cycle);
  // A spot check that has begun is nobody's to stop.
  const open = (await world.stores.cycles.openCycles()).filter((one) => !isSpot(one));
  const names = (cycles.length > 1 ? cycles : open).map((one) => titleOf(world, one, cycles.length > 1));
  return saying(say(world, 'withdraw-what', { names }));
}

/** Without a number: their own open request, if it is the only one. */
async function withdrawOwn(world: World, said: Said, text: string): Promise<Response> {
  const own = (await world.stores.matters.open({ kind: 'request' })).filter(
    (request) => request.by === said.person.id && mayWithdraw(world, said, request),
  );
  const [only] = own;
  if (only !== undefined && own.length === 1 && text === '') return withdrawMatter(world, said, only);
  return saying(say(world, 'withdraw-which', { numbers: own.map(({ no }) => no) }));
}

function withdrawMatter(world: World, said: Said, matter: Extract<Matter, Request | Pause>): Promise<Response> | Response {
  if (matter.kind === 'pause') return endPause(world, said, matter);
  if (matter.settledAt !== undefined) return saying(settledWords(world, matter));
  return withdrawRequest(world, said, matter);
}

async function withdrawRequest(world: World, said: Said, request: Request): Promise<Response> {
  const { id: actor } = said.person;
  const subject = await subjectOf(world, request);
  const knows = request.to !== undefined && request.to !== actor && (await wasTold(world, request)) ? [request.to] : [];
  const asker = request.by === actor ? [] : [request.by];
  const notices = requestNotices(world, subject, request, { kind: 'request-over', to: [...knows, ...asker] }, said.now);
  const owed = subject !== undefined && isOwed(subject);
  const text = say(world, 'request-withdrawn', {
    number: request.no,
    unit: unitName(world, request.unit),
    title: subject === undefined ? null : subjectTitle(world, subject),
    due: owed ? dayWords(world, await dueOf(world, subject, said.now), true) : null,
    no: receiptMark,
  });
  const answer = { messageId: said.messageId, receipt: { to: actor, text }, ...dialogAfter(said) };
  const outcome = { state: 'withdrawn', decidedBy: actor } as const;
  return responseTo(await settleRequest(world, { request, subject, outcome, actor, notices, said: answer }, said.now));
}
