/** Takes a photo from the chat, within the limits, or says why it was not kept. */
import { PermanentError } from '../domain/errors.js';
import type { InboundContent, Photo } from './chat-port.js';
import { say, type World } from './world.js';

const megabyte = 1024 * 1024;
const maxMegabytes = 10;
/** To one question, or one item. */
export const maxPhotos = 9;

export type PhotoContent = Extract<InboundContent, { kind: 'photo' }>;
export type UnusablePhoto = 'too-large' | 'no-photo' | 'broken';

export async function loadPhoto(content: PhotoContent): Promise<Photo | UnusablePhoto> {
  try {
    return await content.load(maxMegabytes * megabyte);
  } catch (error) {
    if (!(error instanceof PermanentError)) return 'broken';
    return error.code === 'too-large' ? 'too-large' : error.code === 'not-a-photo' ? 'no-photo' : 'broken';
  }
}

export function photoRefusal(world: World, why: UnusablePhoto): string {
  switch (why) {
    case 'too-large':
      return say(world, 'photo-too-large', { megabytes: maxMegabytes });
    case 'no-photo':
      return say(world, 'photo-no-photo', {});
    case 'broken':
      return say(world, 'photo-broken', {});
    default:
      return why satisfies never;
  }
}
