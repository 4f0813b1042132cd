/** The photos that go out with the next message. */
import { Button } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { texts } from './texts.js';

const megabyte = 1024 * 1024;
const largestBytes = 12 * megabyte;
const types: readonly string[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** What can be sent of what was chosen, and why not all of it. */
export function usablePhotos(files: readonly File[]): { good: File[]; trouble?: string } {
  const photos = files.filter(({ type }) => types.includes(type));
  const good = photos.filter(({ size }) => size <= largestBytes);
  if (good.length < photos.length) return { good, trouble: texts.photoTooLarge };
  return photos.length < files.length ? { good, trouble: texts.photoOnly } : { good };
}

interface PhotosProps {
  photos: readonly File[];
  onTake: (files: readonly File[]) => void;
  onDrop: (photo: File) => void;
}

export function Photos({ photos, onTake, onDrop }: PhotosProps): ReactNode {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      {photos.length === 0 ? null : (
        <div className="chosen">
          {photos.map((photo, index) => (
            <Chosen key={`${index}-${photo.name}`} photo={photo} onDrop={() => onDrop(photo)} />
          ))}
        </div>
      )}
      <input
        ref={chooser}
        type="file"
        accept={types.join(',')}
        multiple
        hidden
        aria-label={texts.photo}
        onChange={({ target }) => {
          onTake([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <Button onClick={() => chooser.current?.click()}>{texts.photo}</Button>
    </>
  );
}

function Chosen({ photo, onDrop }: { photo: File; onDrop: () => void }): ReactNode {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return (
    <span className="one-chosen">
      <img src={address} alt={photo.name} />
      <Button size="small" shape="circle" aria-label={`${texts.dropPhoto} ${photo.name}`} onClick={onDrop}>
        ×
      </Button>
    </span>
  );
}
