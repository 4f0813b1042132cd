/** One line of a talk as a phone shows it: words as they are, never as markup. */
import { Button } from 'antd';
import { memo, useState, type ReactNode } from 'react';
import type { TalkLine } from '../../demo-port.js';
import { useTimes } from '../times.js';
import { pictureAddress } from './ask-demo.js';
import { texts } from './texts.js';

/** Longer than anything the bot says; the rest is a click away. */
const shownCharacters = 1_500;
/** After a pause the time stands between two lines. */
const pauseMs = 5 * 60_000;

interface BubbleProps {
  line: TalkLine;
  /** When the line before it was said. */
  before: number | undefined;
  own: boolean;
  bot: string;
  named: boolean;
}

export const Bubble = memo(function Bubble({ line, before, own, bot, named }: BubbleProps): ReactNode {
  const times = useTimes();
  const name = line.from ?? bot;
  const isBot = line.from === null;
  return (
    <>
      {before === undefined || line.at - before >= pauseMs ? <div className="when">{times.words(line.at)}</div> : null}
      <div className={`line ${own ? 'own' : 'other'}${isBot ? ' of-bot' : ''}`}>
        <span className="face" aria-hidden>
          {isBot ? texts.face : name.slice(0, 1)}
        </span>
        <div className="words">
          <span className={named && !own ? 'whose' : 'unseen'}>{name}</span>
          {line.picture === null ? <Words text={line.text} /> : <Picture no={line.picture} name={line.text} />}
        </div>
      </div>
    </>
  );
});

function Words({ text }: { text: string }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > shownCharacters;
  return (
    <div className="bubble">
      <bdi>{isLong && !isWhole ? `${text.slice(0, shownCharacters)}…` : text}</bdi>
      {isLong ? (
        <Button type="link" size="small" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? texts.less : texts.whole}
        </Button>
      ) : null}
    </div>
  );
}

function Picture({ no, name }: { no: number; name: string }): ReactNode {
  const [isGone, setGone] = useState(false);
  if (isGone) return <div className="bubble quiet">{texts.photoGone}</div>;
  const address = pictureAddress(no);
  return (
    <a href={address} target="_blank" rel="noreferrer" className="picture">
      <img src={address} alt={name} onError={() => setGone(true)} />
    </a>
  );
}
