/** The floor of a conversation: Wechaty with a handler that says something back, or first stores what it heard as plainly as can be. */
import { WechatyBuilder } from 'wechaty';
import { answered } from './answered.js';
import type { OpenChat } from './answering-bot.js';
import { inFlight } from './rounds.js';

export interface Echo {
  /** Each of the accounts says what it would say to the bot. */
  round(accounts: readonly string[], width: number, textOf: (no: number) => string): Promise<number>;
  stop(): Promise<void>;
}

/** `store` is awaited before the answer; absent: nothing is stored. */
export async function startEcho(
  accounts: readonly string[],
  openChat: OpenChat,
  store: (id: string, text: string) => Promise<unknown> = () => Promise.resolve(),
): Promise<Echo> {
  const chat = await openChat({ contacts: accounts.map((id) => ({ id, name: id })) });
  const wechaty = WechatyBuilder.build({ puppet: chat.puppet() });
  wechaty.on('message', async (message) => {
    if (message.self()) return;
    await store(message.id, message.text());
    await message.say(message.text());
  });
  const login = new Promise((settle) => wechaty.once('login', settle));
  await wechaty.start();
  await login;
  let no = 0;
  return {
    async round(from, width, textOf) {
      const said = answered(chat.hub);
      const perSecond = await inFlight(from, width, (account) => said.say(account, textOf((no += 1))));
      said.end();
      return perSecond;
    },
    async stop() {
      await wechaty.stop();
      await chat.close();
    },
  };
}
