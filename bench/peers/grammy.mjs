/**
 * grammY with Redis: an interview by its conversations plugin, and a session that 20 messages of one person at once go through. Updates are
 * handed over and calls answered in this process.
 *
 * `node grammy.mjs SOCKET interview|burst` prints the µs a message, { 1, 20 }, or how many of the messages the session kept, { kept, of }.
 */
import { conversations, createConversation } from '@grammyjs/conversations';
import { RedisAdapter } from '@grammyjs/storage-redis';
import { Bot, session } from 'grammy';
import { Redis } from 'ioredis';
import { expectReceipt, print, questions, receiptOf, saidInTurn, usedUs } from './messages.mjs';

const [socket, work] = process.argv.slice(2);
const redis = new Redis({ path: socket });
const me = { id: 1, is_bot: true, first_name: 'bot', username: 'bot' };
const date = Math.floor(Date.now() / 1000);
const lastSent = new Map();
let updates = 0;

/** Nothing leaves the process. */
function answerLocally(_previous, _method, { chat_id: id, text }) {
  lastSent.set(id, text);
  return Promise.resolve({ ok: true, result: { message_id: updates, date, chat: { id, type: 'private', first_name: 'p' }, text } });
}

function newBot() {
  const bot = new Bot('1:local', { botInfo: me });
  bot.api.config.use(answerLocally);
  return bot;
}

async function say(bot, person, text) {
  const id = Number(person.slice(1)) + 1;
  updates += 1;
  const from = { id, is_bot: false, first_name: person };
  const message = { message_id: updates, date, chat: { id, type: 'private', first_name: person }, from, text };
  await bot.handleUpdate({ update_id: updates, message });
  return lastSent.get(id);
}

async function interview(conversation, ctx) {
  const answers = [];
  // Said by the context outside, whose calls are answered in this process; like calls of the inner one, once, however often this is replayed.
  const reply = (text) => conversation.external(async (outside) => void (await outside.reply(text)));
  for (const question of questions) {
    await reply(question);
    const { message } = await conversation.waitFor('message:text');
    answers.push(message.text);
  }
  await conversation.external(() => redis.hset('grammy:answers', String(ctx.chatId), JSON.stringify(answers)));
  await reply(receiptOf(ctx.chatId));
}

async function interviewUs() {
  const bot = newBot();
  const adapter = new RedisAdapter({ instance: redis });
  bot.use(conversations({ storage: { type: 'key', adapter } }));
  bot.use(createConversation(interview));
  bot.on('message:text', (ctx) => ctx.conversation.enter('interview'));
  return usedUs(4, async (person, no) => {
    const heard = [];
    for (const text of saidInTurn(no)) heard.push(await say(bot, person, text));
    expectReceipt(heard.at(-1));
  });
}

async function burst() {
  const bot = newBot();
  bot.use(session({ initial: () => ({ answers: [] }), storage: new RedisAdapter({ instance: redis }) }));
  bot.on('message:text', async (ctx) => {
    ctx.session.answers.push(ctx.message.text);
    await ctx.reply(receiptOf(ctx.session.answers.length));
  });
  const of = 20;
  await Promise.all(Array.from({ length: of }, (_, no) => say(bot, 'p0', `${no}次`)));
  const { answers } = JSON.parse(await redis.get('1'));
  return { kept: answers.length, of };
}

print(work === 'burst' ? await burst() : await interviewUs());
