/**
 * Bolt: an answer stored with one HSET, a receipt sent. Events are handed over and Slack's side answered in this process.
 *
 * `node bolt.mjs SOCKET` prints the µs a message, { 1, 20 }.
 */
import bolt from '@slack/bolt';
import { Redis } from 'ioredis';
import { expectReceipt, print, receiptOf, saidAtOnce, usedUs } from './messages.mjs';

const [socket] = process.argv.slice(2);
const redis = new Redis({ path: socket });
const lastSent = new Map();

/** What the web client would have asked Slack for. */
async function answerLocally(_url, { body }) {
  const form = new URLSearchParams(String(body));
  lastSent.set(form.get('channel'), form.get('text'));
  return new Response(JSON.stringify({ ok: true, ts: '1.0' }), { headers: { 'content-type': 'application/json' } });
}

const receiver = { init: (app) => (receiver.app = app), start: async () => undefined, stop: async () => undefined };
const app = new bolt.App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-local', botId: 'B1', botUserId: 'U1' }),
  clientOptions: { fetch: answerLocally },
  logLevel: 'error',
});
app.message(async ({ message, say }) => {
  await redis.hset('bolt:answers', message.user, message.text);
  await say(receiptOf(message.ts));
});

let events = 0;
async function hear(person, text) {
  events += 1;
  const event = {
    type: 'message',
    user: person,
    channel: `D${person}`,
    channel_type: 'im',
    text,
    ts: `${events}.0`,
    event_ts: `${events}.0`,
  };
  const body = { type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event, event_id: `E${events}`, event_time: events };
  await receiver.app.processEvent({ body, ack: async () => undefined });
  const sent = lastSent.get(event.channel);
  lastSent.delete(event.channel);
  return sent;
}

print(await usedUs(1, async (person, no) => expectReceipt(await hear(person, saidAtOnce(no)))));
