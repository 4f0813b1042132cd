/** What a unit said in a cycle, once somebody asks to see it: that they did is on record before it is shown. */
import { Alert, Button, Flex, Spin, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AnswerView, ReplyView, UnitAnswersView } from '../../../../application/view-unit-answers.js';
import type { Refusal } from '../../contract.js';
import { ask, codeOf } from '../ask.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';

const words = texts.cycles.unit;
const picture = /\.(?:jpg|png|gif|webp)$/u;

interface Of {
  cycle: string;
  unit: string;
}

type State = { kind: 'hidden' } | { kind: 'asking' } | { kind: 'refused'; code: Refusal } | { kind: 'shown'; read: string; view: UnitAnswersView };

export function UnitAnswers(of: Of): ReactNode {
  const [state, setState] = useState<State>({ kind: 'hidden' });
  const look = (): void => {
    const read = crypto.randomUUID();
    setState({ kind: 'asking' });
    ask<UnitAnswersView>(`${pathOf(of)}/answers`, { id: read }).then(
      (view) => setState({ kind: 'shown', read, view }),
      (error: unknown) => setState({ kind: 'refused', code: codeOf(error) }),
    );
  };
  return (
    <section aria-live="polite">
      <Typography.Title level={5}>{words.answers}</Typography.Title>
      {state.kind === 'hidden' || state.kind === 'asking' ? (
        <Flex gap={8} align="center" wrap>
          <Button onClick={look} disabled={state.kind === 'asking'}>
            {words.look}
          </Button>
          {state.kind === 'asking' ? <Spin size="small" /> : <Typography.Text type="secondary">{words.lookHow}</Typography.Text>}
        </Flex>
      ) : null}
      {state.kind === 'refused' ? <Refused code={state.code} again={look} /> : null}
      {state.kind === 'shown' ? <Said of={of} read={state.read} view={state.view} /> : null}
    </section>
  );
}

function pathOf({ cycle, unit }: Of): string {
  return `/cycles/${encodeURIComponent(cycle)}/units/${encodeURIComponent(unit)}`;
}

function Refused({ code, again }: { code: Refusal; again: () => void }): ReactNode {
  if (code === 'denied' || code === 'not-found') return <Alert type="info" title={words.denied} />;
  return <Alert type="warning" title={texts.common.failed} action={<Button onClick={again}>{texts.common.again}</Button>} />;
}

function Said({ of, read, view }: { of: Of; read: string; view: UnitAnswersView }): ReactNode {
  const times = useTimes();
  const [isWhole, setWhole] = useState(false);
  const { replies, explanation, expiredAt, filesGoneAt, byForm } = view;
  if (expiredAt !== null) return <Alert type="info" title={fill(words.gone, times.day(expiredAt))} />;
  const shown = isWhole ? replies : replies.slice(0, 1);
  return (
    <Flex vertical gap={12}>
      {byForm ? <Typography.Text type="secondary">{words.byForm}</Typography.Text> : null}
      {replies.length === 0 && explanation === null ? <Typography.Text type="secondary">{words.noAnswer}</Typography.Text> : null}
      {filesGoneAt === null ? null : <Alert type="info" title={fill(words.filesGone, times.day(filesGoneAt))} />}
      {shown.map((reply) => (
        <Version key={reply.version} reply={reply} fileAt={(name) => `/api/v1${pathOf(of)}/files/${name}?read=${read}`} />
      ))}
      {replies.length < 2 ? null : (
        <Button size="small" onClick={() => setWhole(!isWhole)} style={{ alignSelf: 'flex-start' }}>
          {isWhole
            ? words.latest
            : fill(
                words.older,
                replies
                  .slice(1)
                  .map(({ version }) => version)
                  .join('、'),
              )}
        </Button>
      )}
      {explanation === null ? null : (
        <div>
          <Typography.Text strong>{words.explanation}</Typography.Text>{' '}
          <Typography.Text type="secondary">{`${explanation.by}，${times.minute(explanation.at)}`}</Typography.Text>
          <Typography.Paragraph style={asWritten}>{explanation.text}</Typography.Paragraph>
        </div>
      )}
    </Flex>
  );
}

/** Words as they are, never as markup. */
const asWritten = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 } as const;

function Version({ reply, fileAt }: { reply: ReplyView; fileAt: (name: string) => string }): ReactNode {
  const times = useTimes();
  const { version, by, at, late, answers, supplements } = reply;
  return (
    <div>
      <Typography.Text strong>{fill(words.version, version)}</Typography.Text>{' '}
      <Typography.Text type="secondary">{fill(words.by, by, times.minute(at))}</Typography.Text>{' '}
      {late ? <Tag color="orange">{words.late}</Tag> : null}
      <Answered answers={answers} fileAt={fileAt} />
      {supplements.map((one) => (
        <div key={one.at}>
          <Typography.Text type="secondary">{fill(words.supplement, one.by, times.minute(one.at))}</Typography.Text>
          <Answered answers={one.answers} fileAt={fileAt} />
        </div>
      ))}
    </div>
  );
}

function Answered({ answers, fileAt }: { answers: readonly AnswerView[]; fileAt: (name: string) => string }): ReactNode {
  return (
    <dl style={{ margin: '8px 0' }}>
      {answers.map(({ no, question, answer, files }) => (
        <div key={no} style={{ marginBottom: 8 }}>
          <dt>
            <Typography.Text type="secondary">{`${no}. ${question}`}</Typography.Text>
          </dt>
          <dd style={{ margin: 0 }}>
            <Typography.Paragraph style={asWritten}>{answer}</Typography.Paragraph>
            <Flex gap={8} wrap>
              {files.map((name, index) => (
                <a key={name} href={fileAt(name)} target="_blank" rel="noreferrer">
                  {picture.test(name) ? (
                    <img src={fileAt(name)} alt={fill(words.photo, no, index + 1)} loading="lazy" className="thumbnail" />
                  ) : (
                    fill(words.document, no)
                  )}
                </a>
              ))}
            </Flex>
          </dd>
        </div>
      ))}
    </dl>
  );
}
