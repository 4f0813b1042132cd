/** What the bot says: every template, shipped or the home's own, written with a preview of how it sounds. */
import { Card, Checkbox, Flex, Input, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useAsk } from '../ask.js';
import { FileEditor } from '../file-editor.js';
import { useRoute } from '../route.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { Sound } from './template-sound.js';

const words = texts.templates;

type Listed = { name: string; own: boolean };

export default function Templates(): ReactNode {
  const [, chosen] = useRoute();
  const loaded = useAsk<Listed[]>('/files/templates');
  return (
    <Flex gap={16} wrap align="flex-start">
      <Shown of={loaded}>{(listed) => <Names listed={listed} chosen={chosen} />}</Shown>
      <div style={{ flex: '1 1 480px', minWidth: 0, maxWidth: '100%' }}>
        {chosen === undefined ? (
          <Typography.Paragraph type="secondary">{words.choose}</Typography.Paragraph>
        ) : (
          <FileEditor key={chosen} file={{ folder: 'templates', name: chosen }} besides={(trial, text) => <Sound name={chosen} text={text} trial={trial} />} />
        )}
      </div>
    </Flex>
  );
}

function Names({ listed, chosen }: { listed: readonly Listed[]; chosen: string | undefined }): ReactNode {
  const [typed, setTyped] = useState('');
  const [onlyOwn, setOnlyOwn] = useState(false);
  const shown = listed.filter(({ name, own }) => name.includes(typed.trim()) && (own || !onlyOwn));
  return (
    <Card size="small" style={{ flex: '0 1 260px', maxWidth: '100%' }}>
      <Flex vertical gap={8}>
        <Input allowClear value={typed} onChange={(event) => setTyped(event.target.value)} placeholder={words.search} aria-label={words.search} />
        <Checkbox checked={onlyOwn} onChange={(event) => setOnlyOwn(event.target.checked)}>
          {words.onlyOwn}
        </Checkbox>
        <nav aria-label={texts.pages.templates} style={{ maxHeight: 'min(560px, 40vh)', overflowY: 'auto' }}>
          {shown.map(({ name, own }) => (
            <div key={name}>
              <Typography.Link href={`#/templates/${name}`} strong={name === chosen}>
                {name}
              </Typography.Link>{' '}
              {own ? <Tag>{texts.files.own}</Tag> : null}
            </div>
          ))}
        </nav>
      </Flex>
    </Card>
  );
}
