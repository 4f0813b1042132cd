import { FileBox } from 'file-box';
import type { Wechaty } from 'wechaty';
import type { Address, Outgoing, SendOutcome } from '../../application/chat-port.js';
import { type Ending, within } from './bounded.js';
import { findConversation } from './find-conversation.js';
import { outcomeOfFailedSay } from './send-outcome.js';

/** What a send needs of the connection it goes through. */
export interface SendingLine {
  wechaty: Wechaty;
  /** Come when the connection was given up: nothing will be answered any more. */
  gone: Ending;
}

/**
 * Sends one message and tells what became of it within `boundMs`; never rejects. Once sending has begun, only a refusal or success is certain:
 * silence and a lost connection are `unknown`. A lookup that comes back too late says nothing any more, so `offline` stays true; `mayGo` is asked
 * last of all, since a lookup takes as long as the puppet likes.
 */
export function sendOutgoing(
  line: SendingLine,
  to: Address,
  content: Outgoing,
  boundMs: number,
  mayGo: () => boolean = () => true,
): Promise<SendOutcome> {
  let begun = false;
  let givenUp = false;
  const sending = async (): Promise<SendOutcome> => {
    const found = await findConversation(line.wechaty, to);
    if (found.kind !== 'found') return found;
    if (givenUp || !line.wechaty.isLoggedIn || !mayGo()) return { kind: 'offline' };
    begun = true;
    try {
      await pass(line.wechaty.puppet, found.id, content);
      return { kind: 'accepted' };
    } catch (error) {
      return outcomeOfFailedSay(error);
    }
  };
  const late = (): SendOutcome => {
    givenUp = true;
    if (!begun) return { kind: 'offline' };
    return { kind: 'unknown', reason: line.gone.hasCome ? 'connection-lost' : 'timed-out' };
  };
  return within(sending(), boundMs, late, line.gone);
}

/** Not by say() of a contact or room: it fetches the message that was sent, whose absence or delay says nothing of whether it went out. */
async function pass(puppet: Wechaty['puppet'], conversation: string, content: Outgoing): Promise<void> {
  if (typeof content === 'string') await puppet.messageSendText(conversation, content);
  else await puppet.messageSendFile(conversation, FileBox.fromBuffer(Buffer.from(content.bytes), content.name));
}
