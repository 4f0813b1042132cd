import { say } from '../../application/world.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/**
 * Changes the key of the committee, as `operator`, beside the running bot or without it. Returns when nothing stored can be read with the old
 * key any more; a change that was cut short is carried to its end instead of beginning another.
 */
export async function rotateKeys(output: Output): Promise<Outcome> {
  await withWorld(
    output,
    async (world, opened) => {
      const rotated = await opened.rotateKeys();
      answer(output, rotated, () => say(world, 'cli-keys-rotated', rotated));
    },
    'changing the key and writing the files of Redis anew',
  );
  return 'done';
}
