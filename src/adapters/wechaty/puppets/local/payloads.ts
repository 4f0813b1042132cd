/** The local world in Wechaty's words. */
import { type payloads, types } from 'wechaty-puppet';
import type { ForwardedKind, HubContact, HubContent, HubMessage, HubRoom } from './hub-types.js';

export function contactPayload(contact: HubContact): payloads.Contact {
  const type = contact.kind === 'official' ? types.Contact.Official : types.Contact.Individual;
  return { id: contact.id, name: contact.name, type, gender: types.ContactGender.Unknown, avatar: '', phone: [], friend: true };
}

export function roomPayload(room: HubRoom, botId: string): payloads.Room {
  return { id: room.id, topic: room.topic, memberIdList: [...room.members, botId], adminIdList: [] };
}

export function messagePayload(message: HubMessage): payloads.Message {
  const base = { id: message.id, talkerId: message.from, timestamp: message.at, ...contentPayload(message.content) };
  if (message.to.kind === 'account') return { ...base, listenerId: message.to.id };
  const mentions = message.content.kind === 'text' ? message.content.mentions : undefined;
  return { ...base, roomId: message.to.id, ...(mentions !== undefined && { mentionIdList: [...mentions] }) };
}

function contentPayload(content: HubContent): { type: types.Message; text?: string; filename?: string } {
  switch (content.kind) {
    case 'text':
      return { type: types.Message.Text, text: content.text };
    case 'photo':
      return { type: types.Message.Image, filename: content.fileName };
    case 'file':
      return { type: types.Message.Attachment, filename: content.fileName };
    case 'voice':
      return { type: types.Message.Audio };
    case 'sticker':
      return { type: types.Message.Emoticon };
    case 'recall':
      return { type: types.Message.Recalled, text: content.recalledId };
    case 'forwarded':
      return { type: forwardedType(content.as) };
    case 'location':
      return { type: types.Message.Location };
    default:
      return content satisfies never;
  }
}

function forwardedType(kind: ForwardedKind): types.Message {
  switch (kind) {
    case 'chat-history':
      return types.Message.ChatHistory;
    case 'link':
      return types.Message.Url;
    case 'mini-program':
      return types.Message.MiniProgram;
    default:
      return kind satisfies never;
  }
}
