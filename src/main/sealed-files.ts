/** Attachments as they lie on disk: sealed with the data key of their cycle, so that they go when it goes. */
import type { PhotoFiles } from '../adapters/files/photo-files.js';
import type { FileSealer } from '../adapters/redis/file-sealer.js';
import type { Files } from '../application/ports.js';
import { PermanentError } from '../domain/errors.js';

const lineBreak = 0x0a;
const longestHead = 1_000;
const form = 'zrt1';

/**
 * A file begins with a line that names its cycle; everything after it is sealed, bound to the committee, the cycle and the file's own name. What
 * was moved, renamed or changed does not open: `read` throws a PermanentError `sealed-broken`, or `data-key-gone` once its cycle's key is deleted.
 */
export function sealedFiles(files: PhotoFiles, sealer: FileSealer): Files {
  return {
    nameOf: (operationId, extension) => files.nameOf(operationId, extension),

    save: (operationId, bytes, extension, { cycle } = {}) =>
      files.save(operationId, async (name) => Buffer.concat([headOf(cycle), await sealer.seal({ cycle, name }, bytes)]), extension),

    async read(name) {
      const stored = await files.read(name);
      if (stored === undefined) return undefined;
      const { cycle, sealed } = apart(stored);
      return sealer.open({ cycle, name }, sealed);
    },

    remove: (names) => files.remove(names),
  };
}

function headOf(cycle: string | undefined): Buffer {
  return Buffer.from(`${form} ${encodeURIComponent(cycle ?? '')}\n`);
}

function apart(stored: Uint8Array): { cycle: string | undefined; sealed: Uint8Array } {
  const end = stored.indexOf(lineBreak);
  const [kind, cycle = '', ...more] = end < 0 || end > longestHead ? [] : Buffer.from(stored.subarray(0, end)).toString('utf8').split(' ');
  if (kind !== form || more.length > 0) throw new PermanentError('sealed-broken', 'An attachment was not sealed here, or it was changed.');
  return { cycle: cycle === '' ? undefined : decodeURIComponent(cycle), sealed: stored.subarray(end + 1) };
}
