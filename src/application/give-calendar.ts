/** 日历: the address under which a phone asks for somebody's deadlines. It is said once, to them alone, and kept nowhere as it is. */
import { saying, type Response, type Said } from './said.js';
import { clerkName, dayWords } from './words.js';
import { say, type World } from './world.js';

/** `renew`: another one, in place of the one there is. */
export async function giveCalendar(world: World, { person, messageId, now }: Said, renew: boolean): Promise<Response> {
  const { address } = world.config().settings.console;
  if (address === undefined) return saying(say(world, 'calendar-link', { address: null, since: null, clerk: clerkName(world) }));
  const given = await world.stores.calendarLinks.issue({ person: person.id, renew, operationId: messageId }, now);
  const facts =
    given.kind === 'made'
      ? { address: calendarAddress(address, given.token), since: null }
      : { address: null, since: dayWords(world, given.since) };
  return saying(say(world, 'calendar-link', { ...facts, clerk: null }));
}

/** Says the same whether there was one or not: what is said again finds none. */
export async function forgetCalendar(world: World, { person, now }: Said): Promise<Response> {
  await world.stores.calendarLinks.end(person.id, person.id, now);
  return saying(say(world, 'calendar-link-ended', {}));
}

function calendarAddress(address: string, token: string): string {
  return `${address.replace(/\/+$/u, '')}/calendar/${token}.ics`;
}
