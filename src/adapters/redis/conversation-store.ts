/** What the bot last asked each person, drafts under way, and which messages were dealt with. */
import type { ConversationStore, Dialog } from '../../application/ports.js';
import type { CycleId } from '../../domain/cycle.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import { asFlag } from './script-replies.js';
import type { Place } from './sealer.js';
import { newToken, type StoreBase } from './store-base.js';

export function dialogPlace(person: PersonId): Place {
  return { id: `dialog:${person}` };
}

export function draftPlace(cycle: CycleId, unit: UnitId, person: PersonId): Place {
  return { cycle, unit, id: `draft:${person}` };
}

export function draftField(unit: UnitId, person: PersonId): string {
  return `${unit}|${person}`;
}

export function createConversationStore({ lookups, keys, scripts, sealer }: StoreBase): ConversationStore {
  return {
    async seen(messageId) {
      return lookups.exists(keys.seen(messageId));
    },

    async dialog(person) {
      const sealed = await lookups.get(keys.dialog(person));
      return sealed === null ? undefined : sealer.open<Dialog>(dialogPlace(person), sealed);
    },

    async claim({ id, person = '', dialog, draft }) {
      const drafts = draft === undefined ? keys.cycle('').drafts : keys.cycle(draft.cycle).drafts;
      const args = {
        token: newToken(),
        dialogChange: changeOf(person === '' ? undefined : dialog),
        dialogText: dialog == null ? '' : await sealer.seal(dialogPlace(person), dialog),
        draftChange: changeOf(draft?.body),
        draft: draft === undefined ? '' : draftField(draft.unit, person),
        draftText: draft?.body == null ? '' : await sealer.seal(draftPlace(draft.cycle, draft.unit, person), draft.body),
      };
      return asFlag(await scripts.run('claim-message', { seen: keys.seen(id), dialog: keys.dialog(person), drafts }, args));
    },

    async greetStranger(account, day) {
      // Accounts are few enough to be guessed from a digest that anybody can make.
      const stranger = keys.stranger(await sealer.digest({ id: 'stranger' }, account), day);
      return asFlag(await scripts.run('greet-stranger', { stranger }, { token: newToken() }));
    },
  };
}

function changeOf(value: object | null | undefined): 'keep' | 'end' | 'set' {
  if (value === undefined) return 'keep';
  return value === null ? 'end' : 'set';
}
