/** A talk with the bot beside the page: the same words as in chat, seen by nobody else. */
import { Button, Drawer, Input, Space, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { say, type Line } from './ask.js';
import { SaidLines } from './said-lines.js';
import { texts } from './texts.js';

interface Turn {
  words: string;
  answer: Line[] | 'waiting' | 'failed';
}

export function Say(): ReactNode {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [turns, setTurns] = useState<Turn[]>([]);
  const send = async (): Promise<void> => {
    const text = words.trim();
    if (text === '') return;
    const place = turns.length;
    const settle = (answer: Turn['answer']): void =>
      setTurns((before) => before.map((turn, index) => (index === place ? { ...turn, answer } : turn)));
    setWords('');
    setTurns((before) => [...before, { words: text, answer: 'waiting' }]);
    await say(text).then(settle, () => settle('failed'));
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {texts.say.open}
      </Button>
      <Drawer open={open} onClose={() => setOpen(false)} title={texts.say.title} size={420}>
        <Typography.Paragraph type="secondary">{texts.say.how}</Typography.Paragraph>
        <div aria-live="polite">
          {turns.map((turn, index) => (
            <div key={index}>
              <Typography.Paragraph strong style={{ textAlign: 'right', whiteSpace: 'pre-wrap' }}>
                {turn.words}
              </Typography.Paragraph>
              {turn.answer === 'waiting' ? (
                <Typography.Text type="secondary">{texts.common.wait}</Typography.Text>
              ) : turn.answer === 'failed' ? (
                <Typography.Text type="danger">{texts.say.failed}</Typography.Text>
              ) : (
                <SaidLines lines={turn.answer} />
              )}
            </div>
          ))}
        </div>
        <Space.Compact style={{ width: '100%' }}>
          <Input.TextArea
            value={words}
            onChange={(event) => setWords(event.target.value)}
            onPressEnter={(event) => {
              if (event.shiftKey) return;
              event.preventDefault();
              void send();
            }}
            placeholder={texts.say.placeholder}
            aria-label={texts.say.title}
            className="grows"
            rows={1}
            maxLength={20_000}
          />
          <Button type="primary" onClick={() => void send()}>
            {texts.common.send}
          </Button>
        </Space.Compact>
      </Drawer>
    </>
  );
}
