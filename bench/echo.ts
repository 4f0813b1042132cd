/** The floor of a conversation: Wechaty over the embedded puppet, with a handler that says back what it heard. */
import { WechatyBuilder } from 'wechaty';
import { LocalHub } from '../src/adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../src/adapters/wechaty/resolve-puppet.js';
import { answered } from './answered.js';
import { inFlight } from './rounds.js';

export interface Echo {
  /** Each of the accounts says the text in turn. */
  round(accounts: readonly string[], text: string, width: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startEcho(accounts: readonly string[]): Promise<Echo> {
  const hub = new LocalHub({ contacts: accounts.map((id) => ({ id, name: id })) });
  const newPuppet = await resolvePuppet('local', hub);
  const wechaty = WechatyBuilder.build({ puppet: newPuppet() });
  wechaty.on('message', (message) => {
    if (!message.self()) void message.say(message.text());
  });
  const login = new Promise((settle) => wechaty.once('login', settle));
  await wechaty.start();
  await login;
  const answer = answered(hub);
  return {
    round: (from, text, width) => inFlight(from, width, (account) => answer(account, text)),
    stop: () => wechaty.stop(),
  };
}
