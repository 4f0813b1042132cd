/** Finds the contact or room behind an address. */
import type { payloads, Wechaty } from 'wechaty';
import type { Address, SendOutcome } from '../../application/chat-port.js';
import { outcomeOfFailedLookup } from './send-outcome.js';

/** `id`: under which the puppet knows the conversation. */
export type Found = { kind: 'found'; id: string } | SendOutcome;

/**
 * Finds whom to say it to: an account by its id, a room by its id, or by its exact topic when no id is given. A topic that several rooms
 * bear is refused: the bot would rather say nothing than say it in the wrong room. Never rejects.
 */
export async function findConversation(wechaty: Wechaty, to: Address): Promise<Found> {
  switch (to.kind) {
    case 'account':
      return findAccount(wechaty, to.account);
    case 'room':
      return to.room === undefined ? findTopic(wechaty, to.topic) : findRoom(wechaty, to.room);
    default:
      return to satisfies never;
  }
}

async function findAccount(wechaty: Wechaty, id: string): Promise<Found> {
  try {
    // Not Contact.find(), which swallows the reason of a failure. The payload is cached: mostly this costs no trip.
    await wechaty.puppet.contactPayload(id);
    return { kind: 'found', id };
  } catch (error) {
    return outcomeOfFailedLookup(error, 'no-such-contact');
  }
}

async function findRoom(wechaty: Wechaty, id: string): Promise<Found> {
  try {
    await wechaty.puppet.roomPayload(id);
    return { kind: 'found', id };
  } catch (error) {
    return outcomeOfFailedLookup(error, 'no-such-room');
  }
}

async function findTopic(wechaty: Wechaty, topic: string | undefined): Promise<Found> {
  if (topic === undefined || topic === '') return { kind: 'refused', reason: 'no-such-room' };
  try {
    // Not Room.find() or roomSearch(): they take a lost connection for a room that does not exist.
    const ids = await wechaty.puppet.roomList();
    const rooms = await Promise.all(ids.map((id) => payloadOf(wechaty, id)));
    const named = rooms.filter((room) => room?.topic === topic);
    if (named.length > 1) return { kind: 'refused', reason: 'several-rooms' };
    return named[0] === undefined ? { kind: 'refused', reason: 'no-such-room' } : findRoom(wechaty, named[0].id);
  } catch (error) {
    return outcomeOfFailedLookup(error, 'no-such-room');
  }
}

/** Undefined: the room is gone, which says nothing about the others. */
async function payloadOf(wechaty: Wechaty, id: string): Promise<payloads.Room | undefined> {
  try {
    return await wechaty.puppet.roomPayload(id);
  } catch (error) {
    if (outcomeOfFailedLookup(error, 'no-such-room').kind === 'offline') throw error;
    return undefined;
  }
}
