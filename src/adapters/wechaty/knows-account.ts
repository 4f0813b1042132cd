import { TemporaryError } from '../../domain/errors.js';
import { within } from './bounded.js';
import { findConversation } from './find-conversation.js';
import type { SendingLine } from './send-outgoing.js';

/**
 * Whether messages to an account would find somebody, within `boundMs`. What keeps a send from going out for want of the contact is a no;
 * rejects with a TemporaryError `chat-offline` when the connection is to blame.
 */
export async function knowsAccount(line: SendingLine, account: string, boundMs: number): Promise<boolean> {
  const looking = findConversation(line.wechaty, { kind: 'account', account });
  const found = await within(looking, boundMs, () => ({ kind: 'offline' as const }), line.gone);
  if (found.kind === 'offline') throw new TemporaryError('chat-offline', 'the connection was lost meanwhile');
  return found.kind === 'found';
}
