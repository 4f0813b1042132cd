/** The words that stand in pictures. */
import type { Facts } from './messages.js';
import type { MarkWords, UnitMark } from './picture-port.js';
import { say, type World } from './world.js';

type Filling = Partial<Omit<Facts<'picture-word'>, 'word'>>;

export function pictureWord(world: Pick<World, 'texts'>, word: string, filling: Filling = {}): string {
  return say(world, 'picture-word', { name: null, at: null, to: null, count: null, total: null, parts: [], ...filling, word });
}

/** The file name, the title and the note about missing characters, which are said alike of all pictures. */
export function pictureHead(
  world: Pick<World, 'texts'>,
  word: 'board' | 'chain' | 'month' | 'ages',
): { name: string; title: string; missing: string } {
  const title = pictureWord(world, word);
  return { name: title, title, missing: pictureWord(world, 'missing') };
}

export function markWords(world: Pick<World, 'texts'>, marks: readonly UnitMark[]): MarkWords[] {
  return marks.map((mark) => ({
    mark,
    letter: say(world, 'picture-mark', { mark, letter: true }),
    word: say(world, 'picture-mark', { mark, letter: false }),
  }));
}
