/** Draws what goes along with words, if it can be drawn: the words are never held back by it, and never said again because of it. */
import type { DrawnPicture, Picture } from './picture-port.js';
import type { World } from './world.js';

/** `look` is asked only when pictures are wanted. undefined: there is nothing to show, or it could not be drawn, which the log tells. */
export async function drawnFor(world: World, look: () => Promise<Picture | undefined>): Promise<DrawnPicture | undefined> {
  const { pictures } = world;
  if (pictures === undefined || !world.config().settings.pictures) return undefined;
  try {
    const picture = await look();
    return picture === undefined ? undefined : await pictures.draw(picture);
  } catch (error) {
    world.log.warn({ err: error }, 'a picture could not be drawn');
    return undefined;
  }
}
