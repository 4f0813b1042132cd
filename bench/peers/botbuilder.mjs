/**
 * botbuilder: its state in Redis, through which 20 messages of one person at once go.
 *
 * `node botbuilder.mjs SOCKET` prints how many of the messages the state kept, { kept, of }.
 */
import botbuilder from 'botbuilder';
import { Redis } from 'ioredis';
import { print, receiptOf } from './messages.mjs';

const { ConversationState, TestAdapter } = botbuilder;
const [socket] = process.argv.slice(2);
const redis = new Redis({ path: socket });
const of = 20;

/** As its documentation describes a storage: what is read goes by key, what is written replaces what was there. */
const storage = {
  async read(keys) {
    const texts = await redis.mget(keys);
    return Object.fromEntries(keys.flatMap((key, i) => (texts[i] === null ? [] : [[key, JSON.parse(texts[i])]])));
  },
  async write(changes) {
    await redis.mset(Object.entries(changes).flatMap(([key, value]) => [key, JSON.stringify(value)]));
  },
  async delete(keys) {
    await redis.del(keys);
  },
};
const state = new ConversationState(storage);
const answers = state.createProperty('answers');

const adapter = new TestAdapter(async (context) => {
  const given = await answers.get(context, []);
  given.push(context.activity.text);
  await context.sendActivity(receiptOf(given.length));
  await state.saveChanges(context);
});
const numbers = Array.from({ length: of }, (_, no) => no);
await Promise.all(numbers.map((no) => adapter.processActivity(`${no}次`)));
const [key] = await redis.keys('*');
const kept = Object.values(JSON.parse(await redis.get(key))).find(Array.isArray).length;
print({ kept, of });
