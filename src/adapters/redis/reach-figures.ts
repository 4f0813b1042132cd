/** Who could not be reached: kept by the scripts that note what became of messages. */
import type { Outbox, UnreachedPerson } from '../../application/ports.js';
import { guard } from './guard.js';
import type { StoreBase } from './store-base.js';

export function reachFigures({ client, keys }: StoreBase): Pick<Outbox, 'unreached'> {
  return {
    async unreached() {
      const known = await guard(client.hgetall(keys.unreached));
      return Object.entries(known).map(([person, text]) => parsed(person, text));
    },
  };
}

function parsed(person: string, text: string): UnreachedPerson {
  const [messages, since, last = ''] = text.split('|');
  return { person, messages: Number(messages), since: Number(since), ...(last === '' ? {} : { reachedAt: Number(last) }) };
}
