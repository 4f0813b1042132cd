/** What a message holds, in the words of the port. */
import type { Message } from 'wechaty';
import { types } from 'wechaty';
import type { InboundContent } from '../../application/chat-port.js';
import { loadDocument } from './document.js';
import { boundedId } from './message-id.js';
import { loadPhoto } from './photo.js';

/** Longer texts are not kept: nothing anybody types on a phone comes near. */
export const maxTextLength = 20_000;

/**
 * The content of anything but a text. A recall whose subject the platform does not name is `undefined`, as is a note about the group:
 * nobody said anything.
 */
export function contentOf(message: Message, photoMs: number): InboundContent | undefined {
  switch (message.type()) {
    case types.Message.Image:
      return { kind: 'photo', load: (maxBytes) => loadPhoto(() => message.toFileBox(), maxBytes, photoMs) };
    case types.Message.Attachment:
      return { kind: 'file', load: (maxBytes) => loadDocument(() => message.toFileBox(), maxBytes, photoMs) };
    case types.Message.Audio:
      return { kind: 'voice' };
    case types.Message.Emoticon:
      return { kind: 'sticker' };
    case types.Message.ChatHistory:
    case types.Message.Url:
    case types.Message.MiniProgram:
      return { kind: 'forwarded' };
    case types.Message.Recalled:
      return recalled(message.text());
    case types.Message.GroupNote:
      return undefined;
    default:
      return { kind: 'unsupported' };
  }
}

/** The text of a recall is the id of the message recalled, or WeChat's XML that holds it. */
function recalled(text: string): InboundContent | undefined {
  const head = text.slice(0, 2_000);
  const recalledId = /<newmsgid>\s*([^<\s]+)/.exec(head)?.[1] ?? /<msgid>\s*([^<\s]+)/.exec(head)?.[1] ?? head.trim();
  return recalledId === '' || /\s/.test(recalledId) ? undefined : { kind: 'recalled', recalledId: boundedId(recalledId) };
}
