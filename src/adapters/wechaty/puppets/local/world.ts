import { notFound } from './hub-error.js';
import type { HubContact, HubOptions, HubRoom } from './hub-types.js';

/** Who and which rooms there are. An unknown id is an error with the status `NOT_FOUND`. */
export class World {
  readonly bot: { readonly id: string; readonly name: string };
  readonly #contacts: ReadonlyMap<string, HubContact>;
  readonly #rooms: ReadonlyMap<string, HubRoom>;

  constructor(options: HubOptions) {
    this.bot = options.bot ?? { id: 'wxid_bot', name: '助手' };
    this.#contacts = new Map([...options.contacts, this.bot].map((contact) => [contact.id, contact]));
    this.#rooms = new Map((options.rooms ?? []).map((room) => [room.id, room]));
  }

  contact(id: string): HubContact {
    const contact = this.#contacts.get(id);
    if (contact === undefined) throw notFound('contact');
    return contact;
  }

  room(id: string): HubRoom {
    const room = this.#rooms.get(id);
    if (room === undefined) throw notFound('room');
    return room;
  }

  /** What the bot is called in a room. */
  botNameIn(roomId: string): string {
    return this.room(roomId).botAlias ?? this.bot.name;
  }

  isRoom(id: string): boolean {
    return this.#rooms.has(id);
  }

  contactIds(): string[] {
    return [...this.#contacts.keys()];
  }

  roomIds(): string[] {
    return [...this.#rooms.keys()];
  }
}
