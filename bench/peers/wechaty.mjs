/**
 * What one would write by hand on Wechaty, over the bot's own embedded puppet: the state of an interview in Redis with GET and SET, or an answer
 * stored with one HSET.
 *
 * `node wechaty.mjs SOCKET interview|answer` prints the µs a message, { 1, 20 }. dist/ must be built.
 */
import { Redis } from 'ioredis';
import { WechatyBuilder } from 'wechaty';
import { LocalHub } from '../../dist/adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../../dist/adapters/wechaty/resolve-puppet.js';
import { expectReceipt, print, questions, receiptOf, saidAtOnce, saidInTurn, usedUs } from './messages.mjs';

const [socket, work] = process.argv.slice(2);
const redis = new Redis({ path: socket });
const people = Array.from({ length: 400 }, (_, no) => ({ id: `p${no}`, name: `p${no}` }));
const hub = new LocalHub({ contacts: people });
const waiting = new Map();

function say(from, text) {
  return new Promise((settle) => {
    waiting.set(from, settle);
    hub.say({ from, text });
  });
}

async function interviewed(message) {
  const person = message.talker().id;
  const key = `wechaty:${person}`;
  const state = JSON.parse((await redis.get(key)) ?? 'null') ?? { answers: undefined };
  if (state.answers === undefined) state.answers = [];
  else state.answers.push(message.text());
  const question = questions[state.answers.length];
  await redis.set(key, JSON.stringify(question === undefined ? { done: state.answers } : state));
  await message.say(question ?? receiptOf(person));
}

async function stored(message) {
  await redis.hset('wechaty:answers', message.talker().id, message.text());
  await message.say(receiptOf(message.id));
}

const newPuppet = await resolvePuppet('local', hub);
const bot = WechatyBuilder.build({ puppet: newPuppet() });
const handle = work === 'interview' ? interviewed : stored;
bot.on('message', async (message) => {
  if (!message.self()) await handle(message);
});
hub.onSent(({ to, text }) => {
  const settle = waiting.get(to.id);
  waiting.delete(to.id);
  settle?.(text);
});
const login = new Promise((settle) => bot.once('login', settle));
await bot.start();
await login;

const interview = async (person, no) => {
  const heard = [];
  for (const text of saidInTurn(no)) heard.push(await say(person, text));
  expectReceipt(heard.at(-1));
};
const answer = async (person, no) => expectReceipt(await say(person, saidAtOnce(no)));
print(work === 'interview' ? await usedUs(4, interview) : await usedUs(1, answer));
