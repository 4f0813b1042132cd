/** The platform's message id as the operation id of whatever the message changes: it becomes part of keys, so it has a bounded length. */
import { createHash } from 'node:crypto';

/** Ids of the platforms seen have 18 to 70 characters. */
const longest = 128;

/** The id itself when it is an ordinary one; else a digest of it, which is the same for the same id. */
export function boundedId(id: string): string {
  return /^[\x21-\x7e]+$/.test(id) && id.length <= longest ? id : `long-${createHash('sha256').update(id).digest('hex')}`;
}
