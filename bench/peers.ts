/** The bot beside what others build on: the same work, in the same run, on the same settings of Redis. */
import { burstRow } from './peers-burst.js';
import { reminderRows } from './peers-reminders.js';
import { talkRows } from './peers-talk.js';
import type { Topic } from './topic.js';

export const peers: Topic = {
  name: 'peers',
  async run() {
    return [...(await talkRows()), await burstRow(), ...(await reminderRows())];
  },
};
