/** 导出: takes words or data out as a file. What is of many people at once waits until somebody else has allowed it; the file lies in the console. */
import { exportDays, type ExportRequest } from '../domain/export-request.js';
import { mayExport, secondsFor, secondToTell } from '../domain/export-rules.js';
import { isBulk, isSameSubject, type ExportSubject } from '../domain/long-work.js';
import { resolveDeadline } from '../domain/workdays.js';
import { dialogAfter } from './complete-request.js';
import { exportTitle, subjectNamed, type ExportTrouble } from './export-subject.js';
import { noticesTo } from './notices.js';
import { requestNumber } from './open-request.js';
import { receiptMark } from './ports.js';
import { responseTo, saying, type Response, type Said } from './said.js';
import { dateWords, personName } from './words.js';
import { say, workContext, type World } from './world.js';

export async function askExport(world: World, said: Said, typed = ''): Promise<Response> {
  const found = await subjectNamed(world, typed, said.now);
  if ('why' in found) return trouble(world, found);
  const { roster } = world.config();
  const { id: by } = said.person;
  if (!mayExport(roster, by)) return saying(say(world, 'denied', {}));
  if (isBulk(found)) {
    if (secondsFor(roster, by).length === 0) return trouble(world, { why: 'nobody', typed: null, names: [] });
    const open = await world.stores.matters.open({ kind: 'export' });
    const same = open.find((one) => one.by === by && one.state === 'asked' && isSameSubject(one.subject, found));
    if (same !== undefined) return trouble(world, { why: 'waiting', typed: null, names: [] }, same.no);
  }
  return ask(world, said, found);
}

async function ask(world: World, said: Said, subject: ExportSubject): Promise<Response> {
  const { roster } = world.config();
  const { now } = said;
  const { id: by } = said.person;
  const no = await requestNumber(world, said);
  const until = resolveDeadline({ kind: 'workdays', days: exportDays }, now, workContext(world));
  const bulk = isBulk(subject);
  const state = bulk ? 'asked' : 'allowed';
  const request: ExportRequest = { kind: 'export', no, unit: '', at: now, version: 0, subject, by, until, state };
  const second = bulk ? secondToTell(roster, by) : undefined;
  const text = say(world, 'export-noted', {
    number: no,
    title: await exportTitle(world, subject),
    bulk,
    second: second === undefined ? null : personName(world, second),
    until: dateWords(world, until),
    no: receiptMark,
  });
  const recorded = await world.stores.matters.write(
    {
      matter: request,
      after: 0,
      due: bulk ? until : now,
      waitsFor: bulk ? secondsFor(roster, by) : [],
      actor: by,
      act: 'export-asked',
      notices: second === undefined ? [] : noticesTo(world, `export/${no}`, [second], { kind: 'export-asked', facts: { no } }, now),
      said: { messageId: said.messageId, receipt: { to: by, text }, ...dialogAfter(said) },
    },
    now,
  );
  return responseTo(recorded);
}

function trouble(world: World, facts: ExportTrouble, number: number | null = null): Response {
  return saying(say(world, 'export-trouble', { ...facts, number }));
}
