/** The words of notices about exports, as things stand when they are sent. */
import type { ExportRequest } from '../domain/export-request.js';
import type { Composer, DueNotice } from './due-notice.js';
import { exportTitle } from './export-subject.js';
import type { exportNoticeKinds } from './notices.js';
import { dateWords, leaderName, personName } from './words.js';
import { say, type World } from './world.js';

export const exportComposers: Record<(typeof exportNoticeKinds)[number], Composer> = {
  'export-asked': async (world, items) => {
    const open = (await lookUp(world, items)).filter(({ state }) => state === 'asked');
    return Promise.all(open.map((request) => asked(world, request)));
  },
  'export-settled': async (world, items) => Promise.all((await lookUp(world, items)).map((request) => settled(world, request))),
};

async function lookUp(world: World, items: readonly DueNotice[]): Promise<ExportRequest[]> {
  const found = await Promise.all(items.map(({ notice }) => world.stores.matters.matter((notice.facts as { no: number }).no)));
  return found.filter((matter) => matter?.kind === 'export');
}

async function asked(world: World, { no, by, subject, until }: ExportRequest): Promise<string> {
  return say(world, 'export-asked', {
    number: no,
    by: personName(world, by),
    title: await exportTitle(world, subject),
    what: subject.what,
    until: dateWords(world, until),
  });
}

async function settled(world: World, { no, subject, state, decidedBy, words }: ExportRequest): Promise<string> {
  return say(world, 'export-settled', {
    number: no,
    title: await exportTitle(world, subject),
    state,
    by: decidedBy === undefined ? null : leaderName(world, decidedBy),
    words: words ?? null,
  });
}
