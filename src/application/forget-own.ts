/** 删: deletes what somebody may have deleted of their own, which are drafts and the address of their calendar; of the rest it says openly why it stays and until when. */
import type { Forgettable } from '../domain/own-topic.js';
import { forgetCalendar } from './give-calendar.js';
import { isUnanswered, promptsFor, type OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { keptFor } from './tell-retention.js';
import { clerkName, titleOf } from './words.js';
import { say, type World } from './world.js';

export async function forgetOwn(world: World, said: Said, what: Forgettable | undefined): Promise<Response> {
  if (what === 'calendar') return forgetCalendar(world, said);
  if (what !== 'drafts') {
    return saying(say(world, 'forget-cannot', { what: what ?? 'other', kept: keptFor(world, 'answers'), clerk: clerkName(world) }));
  }
  const drafts = await draftsOf(world, said);
  for (const prompt of drafts) await deleteDraft(world, said, prompt);
  return saying(
    say(world, 'forgotten-drafts', { titles: drafts.map(({ cycle }) => titleOf(world, cycle)), unanswered: drafts.some(isUnanswered) }),
    { dialog: null },
  );
}

async function draftsOf(world: World, { person }: Said): Promise<OpenPrompt[]> {
  const found = await Promise.all(
    (await promptsFor(world, person.id)).map(async (prompt) => {
      const { cycle, unit, mayHaveDraft } = prompt;
      const draft = mayHaveDraft ? await world.stores.replies.draft(cycle.id, unit, person.id) : undefined;
      return draft === undefined ? [] : [prompt];
    }),
  );
  return found.flat();
}

/** A message that comes again finds nothing left. Photos of the draft that are in no answer go with it. */
async function deleteDraft(world: World, { messageId, person, now }: Said, { cycle, unit }: OpenPrompt): Promise<void> {
  const { conversation, replies, audit } = world.stores;
  const [draft, versions] = await Promise.all([replies.draft(cycle.id, unit, person.id), replies.versions(cycle.id, unit)]);
  const kept = JSON.stringify(versions);
  const operation = `forget/${messageId}/${cycle.id}/${unit}`;
  await audit.note({ at: now, actor: person.id, act: 'forgotten', object: `${cycle.id}/${unit}/draft`, unit }, operation);
  const files = Object.values(draft?.answers ?? {}).flatMap((answer) =>
    answer.type === 'photo' || answer.type === 'file' ? answer.files : [],
  );
  // Their names stand in the draft: they go first, so that a crash in between leaves none that nobody knows of.
  await world.files.remove(files.filter((name) => !kept.includes(name)));
  await conversation.claim({ id: operation, person: person.id, draft: { cycle: cycle.id, unit, body: null } }, now);
}
