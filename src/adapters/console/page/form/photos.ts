/** Photos, made small and drawn anew on this machine before they are sent: nothing of where and with what they were taken goes along. */
import { make } from './make.js';
import { texts } from './texts.js';

const longestEdge = 1600;
const quality = 0.75;

export function photoField(most: number) {
  const chosen: string[] = [];
  const shown = make('div', { className: 'photos' });
  const input = make('input', { type: 'file', accept: 'image/*', multiple: true });
  const pick = make('label', { className: 'pick' }, input, make('span', {}, texts.addPhoto));
  const show = (): void => {
    shown.replaceChildren(
      ...chosen.map((photo, place) => {
        const drop = make('button', { type: 'button' }, texts.dropPhoto);
        drop.addEventListener('click', () => {
          chosen.splice(place, 1);
          show();
        });
        return make('figure', {}, make('img', { src: photo, alt: `${texts.photo}${place + 1}` }), drop);
      }),
    );
    pick.hidden = chosen.length >= most;
  };
  const take = async (): Promise<void> => {
    for (const file of [...(input.files ?? [])].slice(0, most - chosen.length)) chosen.push((await drawn(file)) ?? (await asIs(file)));
    input.value = '';
    show();
  };
  input.addEventListener('change', () => void take());
  return {
    parts: [shown, pick],
    entry: () => (chosen.length === 0 ? undefined : { photos: chosen.map((photo) => photo.slice(photo.indexOf(',') + 1)) }),
  };
}

/** undefined: this browser cannot show it. Whether it is a photo is then for the other side to say. */
async function drawn(file: Blob): Promise<string | undefined> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture === undefined) return undefined;
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
  const canvas = make('canvas', { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas.toDataURL('image/jpeg', quality);
}

function asIs(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
    reader.addEventListener('error', () => reject(new Error('a file could not be read')));
    reader.readAsDataURL(file);
  });
}
