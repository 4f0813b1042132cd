/**
 * Koishi: an answer stored with one HSET, a receipt sent, over a bot of its own that lives in this process.
 *
 * `node koishi.mjs SOCKET` prints the µs a message, { 1, 20 }.
 */
import { createRequire } from 'node:module';
import { Redis } from 'ioredis';
import { expectReceipt, print, receiptOf, saidAtOnce, usedUs } from './messages.mjs';

// Its ES modules cannot be loaded by Node 20.
const { Bot, Context, MessageEncoder, Universal } = createRequire(import.meta.url)('koishi');
const [socket] = process.argv.slice(2);
const redis = new Redis({ path: socket });
const waiting = new Map();

class LocalEncoder extends MessageEncoder {
  #text = '';

  async visit({ type, attrs, children }) {
    if (type === 'text') this.#text += attrs.content;
    else await this.render(children);
  }

  async flush() {
    if (this.#text === '') return;
    const settle = waiting.get(this.channelId);
    waiting.delete(this.channelId);
    settle?.(this.#text);
    this.results.push({ id: '1', content: this.#text });
    this.#text = '';
  }
}

class LocalBot extends Bot {
  static MessageEncoder = LocalEncoder;

  constructor(ctx, config) {
    super(ctx, config, 'local');
    this.selfId = 'bot';
    this.status = Universal.Status.ONLINE;
  }
}

const app = new Context();
app.plugin(LocalBot, {});
app.middleware(async (session) => {
  await redis.hset('koishi:answers', session.userId, session.content);
  await session.send(receiptOf(session.messageId));
});
await app.start();
const [bot] = app.bots;

let messages = 0;
function say(person, text) {
  messages += 1;
  const id = `c${person}`;
  const channel = { id, type: Universal.Channel.Type.DIRECT };
  const session = bot.session({ type: 'message', timestamp: Date.now(), channel, user: { id: person }, message: { id: String(messages) } });
  session.content = text;
  return new Promise((settle) => {
    waiting.set(id, settle);
    bot.dispatch(session);
  });
}

print(await usedUs(1, async (person, no) => expectReceipt(await say(person, saidAtOnce(no)))));
