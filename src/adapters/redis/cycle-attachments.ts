/** The attachments of a cycle: named in the answers, in all their versions, and in drafts. */
import type { Answers } from '../../domain/question.js';
import type { CycleId, ReplyBody, ReplyDraft } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { PersonId, UnitId } from '../../domain/roster.js';
import { draftPlace } from './conversation-store.js';
import { guard } from './guard.js';
import type { StoreBase } from './store-base.js';
import { openReply } from './stored-reply.js';

const batch = 500;

/** What cannot be opened names none: its words are lost already. */
export async function* attachmentsOf(base: StoreBase, cycle: CycleId, of: 'answers' | 'drafts'): AsyncIterable<string[]> {
  const { answers, versions, drafts } = base.keys.cycle(cycle);
  if (of === 'drafts') {
    const draftOf = (field: string, text: string) => base.sealer.open<ReplyDraft>(draftPlace(cycle, ...ownerOf(field)), text);
    for await (const part of opened(base, drafts, draftOf)) yield part.flatMap((draft) => filesIn(draft.answers));
    return;
  }
  const replyOf = (field: string, text: string) => openReply(base.sealer, cycle, field.replace(/#\d+$/, ''), text);
  for (const place of [answers, versions]) for await (const part of opened(base, place, replyOf)) yield part.flatMap(filesOfReply);
}

function ownerOf(field: string): [unit: UnitId, person: PersonId] {
  const [unit = '', person = ''] = field.split('|');
  return [unit, person];
}

/** The values of a hash, some hundreds at a time. One that changes meanwhile may come twice. */
async function* opened<T>({ client }: StoreBase, key: string, open: (field: string, text: string) => Promise<T>): AsyncIterable<T[]> {
  let cursor = '0';
  do {
    const [next, rows] = await guard(client.hscan(key, cursor, 'COUNT', batch));
    cursor = next;
    const fields = Array.from({ length: rows.length / 2 }, (_, i) => [rows[2 * i] ?? '', rows[2 * i + 1] ?? ''] as const);
    const values = await Promise.all(fields.map(([field, text]) => open(field, text).catch(unreadable)));
    yield values.filter((value) => value !== undefined);
  } while (cursor !== '0');
}

function unreadable(error: unknown): undefined {
  if (!(error instanceof PermanentError)) throw error;
  return undefined;
}

function filesOfReply({ answers, supplements }: ReplyBody): string[] {
  return [answers, ...supplements.map((supplement) => supplement.answers)].flatMap(filesIn);
}

function filesIn(answers: Answers): string[] {
  return Object.values(answers).flatMap((answer) => (answer.type === 'photo' || answer.type === 'file' ? answer.files : []));
}
