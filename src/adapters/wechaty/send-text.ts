import type { Wechaty } from 'wechaty';
import type { Address, SendOutcome } from '../../application/chat-port.js';
import { within } from './bounded.js';
import { findConversation } from './find-conversation.js';
import { outcomeOfFailedSay } from './send-outcome.js';

/** What a send needs of the connection it goes through. */
export interface SendingLine {
  wechaty: Wechaty;
  /** Aborted when the connection was given up: nothing will be answered any more. */
  gone: AbortSignal;
}

/**
 * Says one text and tells what became of it within `boundMs`; never rejects. Once say() has begun, only a refusal or success is certain:
 * silence and a lost connection are `unknown`. A lookup that comes back too late says nothing any more, so `offline` stays true.
 */
export function sendText(line: SendingLine, to: Address, text: string, boundMs: number): Promise<SendOutcome> {
  let begun = false;
  let givenUp = false;
  const sending = async (): Promise<SendOutcome> => {
    const found = await findConversation(line.wechaty, to);
    if (found.kind !== 'found') return found;
    if (givenUp || !line.wechaty.isLoggedIn) return { kind: 'offline' };
    begun = true;
    try {
      await found.conversation.say(text);
      return { kind: 'accepted' };
    } catch (error) {
      return outcomeOfFailedSay(error);
    }
  };
  const late = (): SendOutcome => {
    givenUp = true;
    if (!begun) return { kind: 'offline' };
    return { kind: 'unknown', reason: line.gone.aborted ? 'connection-lost' : 'timed-out' };
  };
  return within(sending(), boundMs, late, line.gone);
}
