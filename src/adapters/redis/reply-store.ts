/** What units answered and explained. Every version is kept, sealed. */
import type { ReplyStore } from '../../application/ports.js';
import type { Reply, ReplyDraft } from '../../domain/cycle.js';
import { draftField, draftPlace } from './conversation-store.js';
import { guard } from './guard.js';
import { replyRecording } from './reply-recording.js';
import type { StoreBase } from './store-base.js';
import { openExplanation, openReply } from './stored-reply.js';

const readLimit = 500;

export function createReplyStore(base: StoreBase): ReplyStore {
  const { client, lookups, keys, sealer, shelf } = base;
  return {
    ...replyRecording(base),

    async latest(cycle, unit) {
      const text = await lookups.hget(keys.cycle(cycle).answers, unit);
      return text === null ? undefined : openReply(sealer, cycle, unit, text);
    },

    async all(cycle) {
      const { units } = (await shelf.shelved(cycle)).cycle;
      const replies: Reply[] = [];
      for (let from = 0; from < units.length; from += readLimit) {
        const part = units.slice(from, from + readLimit);
        const texts = await guard(client.hmget(keys.cycle(cycle).answers, ...part));
        replies.push(
          ...(await Promise.all(part.flatMap((unit, i) => (texts[i] == null ? [] : [openReply(sealer, cycle, unit, texts[i])])))),
        );
      }
      return replies;
    },

    async versions(cycle, unit) {
      const places = keys.cycle(cycle);
      const text = await guard(client.hget(places.answers, unit));
      if (text === null) return [];
      const last = await openReply(sealer, cycle, unit, text);
      const fields = Array.from({ length: last.version - 1 }, (_, i) => `${unit}#${i + 1}`);
      const earlier = fields.length === 0 ? [] : await guard(client.hmget(places.versions, ...fields));
      const opened = earlier.filter((kept) => kept !== null).map((kept) => openReply(sealer, cycle, unit, kept));
      return [...(await Promise.all(opened)), last];
    },

    async draft(cycle, unit, person) {
      const sealed = await lookups.hget(keys.cycle(cycle).drafts, draftField(unit, person));
      return sealed === null ? undefined : sealer.open<ReplyDraft>(draftPlace(cycle, unit, person), sealed);
    },

    async explanation(cycle, unit) {
      const kept = await guard(client.hget(keys.cycle(cycle).explanations, unit));
      return kept === null ? undefined : openExplanation(sealer, cycle, unit, kept);
    },
  };
}
