/** 改派 by a leader: another of the unit's people is asked to answer. The request it ends is settled once the offer is in the books. */
import { wordOf } from '../domain/command.js';
import type { Request } from '../domain/matter.js';
import { held } from '../domain/request.js';
import { dialogAfter, asking } from './complete-request.js';
import type { Pending } from './find-pending.js';
import { newRequest, openingChange, openRequest, requestNotices, type Asked } from './open-request.js';
import { chooseSuccessor } from './pass-on.js';
import { receiptMark } from './ports.js';
import type { Subject } from './request-subject.js';
import { ConflictError, responseTo, saying, type Response, type Said } from './said.js';
import { settleRequest } from './settle-request.js';
import { personName, unitName } from './words.js';
import { say, type World } from './world.js';

export async function passDown(world: World, said: Said, { request, subject, text }: Pending): Promise<Response> {
  if (subject.kind === 'task') return saying(say(world, 'request-not-of-task', { number: subject.task.no }));
  if (request?.question !== undefined) {
    return saying(say(world, 'request-options', { number: request.no, ask: request.ask, question: true }));
  }
  const { id: by } = said.person;
  const chosen = chooseSuccessor(world, subject, by, text);
  if (chosen.kind === 'refused') return saying(chosen.text);
  const head = `${wordOf('reassign')} ${request?.no ?? unitName(world, subject.unit)} `;
  if (chosen.kind === 'nobody') return asking(world, { what: 'name', names: chosen.names }, head, '');
  const asked = { ask: 'reassign', by, reason: '', to: chosen.person } as const;
  const name = personName(world, chosen.person);
  const wording = (number: number): string => say(world, 'reassign-sent', { number, name, no: receiptMark });
  await world.stores.household.noteAct(`decided/${said.messageId}`, by, 'decided', said.now);
  if (request === undefined) return openRequest(world, said, subject, asked, wording);

  const offer = await offerInstead(world, said, request, subject, asked);
  const notices = requestNotices(world, subject, request, { kind: 'request-decided', to: request.by === by ? [] : [request.by] }, said.now);
  const answer = { messageId: said.messageId, receipt: { to: by, text: wording(offer.no) }, ...dialogAfter(said) };
  const outcome = { state: 'coordinated', decidedBy: by, words: `${wordOf('reassign')}${name}` } as const;
  const settling = { request, subject: heldByOffer(subject, offer.no), outcome, actor: by, notices, said: answer };
  return responseTo(await settleRequest(world, settling, said.now));
}

/** One offer to one person for a request, however often it is said: after a crash it is open already. */
async function offerInstead(world: World, said: Said, { no: about }: Request, subject: Subject, asked: Asked): Promise<Request> {
  const { matters } = world.stores;
  const no = await matters.number(`request/${about}/offer/${asked.to}`);
  const known = await matters.matter(no);
  if (known?.kind === 'request' && known.settledAt === undefined) return known;
  const offer = newRequest(no, subject, asked, said.now);
  const opened = await matters.write({ ...openingChange(world, subject, offer, said.now), after: known?.version ?? 0 }, said.now);
  if (opened.kind === 'conflict') throw new ConflictError('another version came first');
  return offer;
}

/** A finding is held by the offer's own first look. */
function heldByOffer(subject: Subject, no: number): Subject {
  if (subject.kind !== 'part') return subject;
  const { record } = subject;
  return { ...subject, record: { ...record, terms: held(record.terms, no) } };
}
