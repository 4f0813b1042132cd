/** The embedded puppet: connects Wechaty to a LocalHub. Works in one process with Wechaty, and behind a PuppetServer. */
import { FileBox, type FileBoxInterface } from 'file-box';
import { type payloads, Puppet, type PuppetOptions, types } from 'wechaty-puppet';
import { statusCode } from '../../status-code.js';
import type { LocalHub } from './hub.js';
import { HubError } from './hub-error.js';
import type { HubContact, HubLine, HubMessage, HubRoom } from './hub-types.js';
import { contactPayload, messagePayload, roomPayload } from './payloads.js';

export class LocalPuppet extends Puppet implements HubLine {
  readonly #hub: LocalHub;

  constructor(hub: LocalHub, options: PuppetOptions = {}) {
    super(options);
    this.#hub = hub;
  }

  override name(): string {
    return 'local';
  }

  override async onStart(): Promise<void> {
    this.#hub.exchange.attach(this);
  }

  override async onStop(): Promise<void> {
    this.#hub.exchange.detach(this);
  }

  deliver(messageId: string): void {
    this.emit('message', { messageId });
  }

  logIn(account: string): void {
    if (this.isLoggedIn) return;
    this.login(account);
    this.emit('ready', { data: 'local' });
  }

  async logOut(words: string): Promise<void> {
    await super.logout(words);
  }

  showQr(qr: string): void {
    this.emit('scan', { qrcode: qr, status: types.ScanStatus.Waiting });
  }

  fail(error: Error): void {
    this.emit('error', error);
  }

  /** Only the hub logs out: PuppetService echoes each logout to its server, and a late echo must not undo a new login. */
  override async logout(): Promise<void> {}

  override ding(data?: string): void {
    if (!this.#hub.exchange.isFrozen(this)) this.emit('dong', data === undefined ? {} : { data });
  }

  override async contactList(): Promise<string[]> {
    return this.#hub.world.contactIds();
  }

  override async contactRawPayload(id: string): Promise<HubContact> {
    return this.#hub.world.contact(id);
  }

  override async contactRawPayloadParser(contact: HubContact): Promise<payloads.Contact> {
    return contactPayload(contact);
  }

  override async roomList(): Promise<string[]> {
    return this.#hub.world.roomIds();
  }

  override async roomRawPayload(id: string): Promise<HubRoom> {
    return this.#hub.world.room(id);
  }

  override async roomRawPayloadParser(room: HubRoom): Promise<payloads.Room> {
    return roomPayload(room, this.#hub.bot.id);
  }

  override async roomMemberList(roomId: string): Promise<string[]> {
    return roomPayload(this.#hub.world.room(roomId), this.#hub.bot.id).memberIdList;
  }

  override async roomMemberRawPayload(roomId: string, contactId: string): Promise<payloads.RoomMember> {
    const { id, name } = this.#hub.world.contact(contactId);
    const alias = id === this.#hub.bot.id ? this.#hub.world.room(roomId).botAlias : undefined;
    return { id, name, avatar: '', ...(alias !== undefined && { roomAlias: alias }) };
  }

  override async roomMemberRawPayloadParser(member: payloads.RoomMember): Promise<payloads.RoomMember> {
    return member;
  }

  override async messageRawPayload(id: string): Promise<HubMessage> {
    return this.#hub.exchange.message(id);
  }

  override async messageRawPayloadParser(message: HubMessage): Promise<payloads.Message> {
    return messagePayload(message);
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const { content } = this.#hub.exchange.message(id);
    if (content.kind !== 'photo' && content.kind !== 'file') throw new HubError(statusCode.invalidArgument, 'the message holds no file');
    return FileBox.fromBuffer(Buffer.from(content.bytes), content.fileName);
  }

  override async messageImage(id: string): Promise<FileBoxInterface> {
    return this.messageFile(id);
  }

  override async messageSendText(conversationId: string, text: string): Promise<string> {
    return this.#hub.exchange.accept(this, conversationId, { kind: 'text', text });
  }

  override async messageSendFile(conversationId: string, file: FileBoxInterface): Promise<string> {
    return this.#hub.exchange.accept(this, conversationId, { kind: 'photo', bytes: await file.toBuffer(), fileName: file.name });
  }
}

/** What a bot that reads and writes texts has no use for. Without an answer of their own these would fail as "not a function". */
const unsupported = `
  contactAlias contactAvatar contactCorporationRemark contactDescription contactPhone
  contactSelfName contactSelfQRCode contactSelfSignature conversationReadMark
  friendshipAccept friendshipAdd friendshipRawPayload friendshipRawPayloadParser
  friendshipSearchHandle friendshipSearchPhone
  messageContact messageForward messageLocation messageMiniProgram messageRecall messageUrl
  messageSendContact messageSendLocation messageSendMiniProgram messageSendPost messageSendUrl
  postPublish postRawPayload postRawPayloadParser postSearch
  roomAdd roomAnnounce roomAvatar roomCreate roomDel roomQRCode roomQuit roomTopic
  roomInvitationAccept roomInvitationRawPayload roomInvitationRawPayloadParser
  tagContactAdd tagContactDelete tagContactList tagContactRemove tap tapSearch
`;

for (const method of unsupported.trim().split(/\s+/)) {
  Object.defineProperty(LocalPuppet.prototype, method, {
    value: async () => {
      throw new HubError(statusCode.unimplemented, `the local puppet has no ${method}`);
    },
  });
}
