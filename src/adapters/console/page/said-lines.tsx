/** What the bot said, as it would look in chat: words as they are, never as markup. */
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import type { Line } from './ask.js';
import { texts } from './texts.js';

export function SaidLines({ lines }: { lines: readonly Line[] }): ReactNode {
  if (lines.length === 0) return <Typography.Text type="secondary">{texts.say.silent}</Typography.Text>;
  return lines.map((line, index) =>
    'text' in line ? (
      <Typography.Paragraph key={index} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {line.text}
      </Typography.Paragraph>
    ) : (
      <img key={index} src={line.picture} alt={line.name} style={{ maxWidth: '100%' }} />
    ),
  );
}
