/** Where one writes: words, photos, and what the bot's last message offers to answer. */
import { App, Button, Input, type GetRef } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { sayAs, showAs, type Speaker } from './ask-demo.js';
import type { Offer } from './offers.js';
import { Photos, usablePhotos } from './photos.js';
import { texts } from './texts.js';

const longestText = 20_000;

export interface Draft {
  text: string;
  /** Another one each time something is put there from outside. */
  turn: number;
}

export interface ComposerProps {
  speaker: Speaker;
  bot: string;
  offers: readonly Offer[];
  draft: Draft;
  /** What was put there stands there now. */
  onTaken: () => void;
  /** What was written has been dealt with. */
  onSent: () => void;
}

export function Composer({ speaker, bot, offers, draft, onTaken, onSent }: ComposerProps): ReactNode {
  const { message } = App.useApp();
  const [text, setText] = useState('');
  const [photos, setPhotos] = useState<File[]>([]);
  const field = useRef<GetRef<typeof Input.TextArea>>(null);
  const { group } = speaker;
  const put = (words: string): void => {
    setText(words);
    field.current?.focus({ cursor: 'end' });
  };
  useEffect(() => {
    if (draft.turn === 0) return;
    put(draft.text);
    onTaken();
  }, [draft]);
  const send = async (words: string, pictures: readonly File[]): Promise<void> => {
    try {
      if (words.trim() !== '') await sayAs(speaker, words.trim());
      for (const photo of pictures) await showAs(speaker, photo);
      onSent();
    } catch {
      message.error(texts.failed);
      setText((now) => (now === '' ? words : now));
    }
  };
  const sendWritten = (): void => {
    void send(text, photos);
    setText('');
    setPhotos([]);
    field.current?.focus();
  };
  const take = (files: readonly File[]): void => {
    const { good, trouble } = usablePhotos(files);
    if (trouble !== undefined) message.warning(trouble);
    setPhotos((before) => [...before, ...good]);
  };
  return (
    <div className="composer">
      {offers.length === 0 ? null : (
        <div className="offers" role="group" aria-label={texts.quick}>
          {offers.map(({ words, whole }) => (
            <Button key={words} size="small" shape="round" onClick={() => (whole ? void send(words, []) : put(words))}>
              {words.trim()}
              {whole ? '' : ' …'}
            </Button>
          ))}
        </div>
      )}
      <div className="write">
        <Photos photos={photos} onTake={take} onDrop={(photo) => setPhotos((before) => before.filter((one) => one !== photo))} />
        {group === undefined ? null : <Button onClick={() => put(text.startsWith(`@${bot}`) ? text : `@${bot} ${text}`)}>@{bot}</Button>}
        <Input.TextArea
          ref={field}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            if (event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            sendWritten();
          }}
          onPaste={(event) => {
            if (event.clipboardData.files.length > 0) take([...event.clipboardData.files]);
          }}
          placeholder={texts.write}
          aria-label={texts.write}
          className="grows"
          rows={1}
          maxLength={longestText}
        />
        <Button type="primary" disabled={text.trim() === '' && photos.length === 0} onClick={sendWritten}>
          {texts.send}
        </Button>
      </div>
    </div>
  );
}
