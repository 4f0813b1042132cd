/** Exports that wait for a second person: what is done about them is said with the words of the chat. */
import { Button, Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { ExportRequestView } from '../../../../application/view-export-requests.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useAskWords } from '../use-ask-words.js';

const words = texts.jobs.requests;

export function ExportRequests({ requests, again }: { requests: readonly ExportRequestView[]; again: () => void }): ReactNode {
  const times = useTimes();
  const askWords = useAskWords(again);
  if (requests.length === 0) return null;
  const decide = (word: string, no: number, ask: string) => (
    <Button onClick={() => askWords({ words: `${word} ${no}`, ask })} aria-label={`${word} ${no}`}>
      {word}
    </Button>
  );
  return (
    <Card title={words.title}>
      <div role="list" aria-label={words.title}>
        {requests.map(({ no, title, by, mine, until }) => (
          <Flex key={no} role="listitem" justify="space-between" gap={8} wrap className="job">
            <Flex vertical gap={2} style={{ flex: '1 1 260px', minWidth: 0 }}>
              <Typography.Text strong>{fill(words.name, title, no)}</Typography.Text>
              <Typography.Text type="secondary">{`${by}　${fill(words.until, times.minute(until))}`}</Typography.Text>
            </Flex>
            <Flex gap={8} wrap align="center">
              {mine ? (
                decide(words.withdraw, no, '')
              ) : (
                <>
                  {decide(words.agree, no, '')}
                  {decide(words.refuse, no, words.why)}
                </>
              )}
            </Flex>
          </Flex>
        ))}
      </div>
    </Card>
  );
}
