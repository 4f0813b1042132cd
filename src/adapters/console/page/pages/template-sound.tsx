/** How a template sounds: with sample facts, or of something that is open now; and which facts it makes no use of. */
import { Card, Flex, Segmented, Select, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { HeardDraft } from '../../../../application/hear-draft.js';
import type { RealCase } from '../../../../application/real-case.js';
import type { FileTrial } from '../../../../application/try-file.js';
import { ask, useAsk } from '../ask.js';
import { texts } from '../texts.js';

const words = texts.templates;
const widestLine = 28;
/** As the check waits until the typing pauses. */
const pauseMs = 400;

interface SoundProps {
  name: string;
  text: string;
  trial: FileTrial;
}

export function Sound({ name, text, trial }: SoundProps): ReactNode {
  const [isReal, setReal] = useState(false);
  const { faults, preview, facts } = trial;
  const unused = facts.filter(({ used }) => !used);
  if (faults.length > 0) return null;
  return (
    <Card
      size="small"
      title={words.preview}
      extra={
        <Segmented<'sample' | 'real'>
          aria-label={words.with}
          value={isReal ? 'real' : 'sample'}
          onChange={(chosen) => setReal(chosen === 'real')}
          options={[
            { value: 'sample', label: words.sample },
            { value: 'real', label: words.real },
          ]}
        />
      }
    >
      {isReal ? <Real name={name} text={text} /> : <Heard text={preview} absent={words.noPreview} />}
      {unused.length === 0 ? null : (
        <Typography.Paragraph strong>
          {words.unused}：{unused.map((fact) => fact.name).join('、')}
        </Typography.Paragraph>
      )}
    </Card>
  );
}

function Heard({ text, absent }: { text: string | null; absent: string }): ReactNode {
  if (text === null) return <Typography.Text type="secondary">{absent}</Typography.Text>;
  const isWide = text.split('\n').some((line) => [...line].length > widestLine);
  return (
    <>
      <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text}</Typography.Paragraph>
      {isWide ? <Typography.Paragraph strong>{words.wide}</Typography.Paragraph> : null}
    </>
  );
}

function Real({ name, text }: { name: string; text: string }): ReactNode {
  const { answer: cases, refused } = useAsk<RealCase[]>(`/files/templates/${name}/cases`);
  const [chosen, setChosen] = useState<string>();
  if (refused !== undefined) return <Typography.Text type="secondary">{texts.common.failed}</Typography.Text>;
  if (cases === undefined) return <Typography.Text type="secondary">{texts.common.loading}</Typography.Text>;
  const [first] = cases;
  if (first === undefined) return <Typography.Text type="secondary">{words.noCase}</Typography.Text>;
  const id = cases.some((one) => one.id === chosen) ? (chosen ?? first.id) : first.id;
  return (
    <Flex vertical gap={8}>
      <Select
        aria-label={words.case}
        value={id}
        onChange={setChosen}
        options={cases.map((one) => ({ value: one.id, label: one.label }))}
        style={{ maxWidth: 360 }}
      />
      <Typography.Text type="secondary">{words.realHow}</Typography.Text>
      <SaidOf name={name} text={text} id={id} />
    </Flex>
  );
}

function SaidOf({ name, text, id }: { name: string; text: string; id: string }): ReactNode {
  const [heard, setHeard] = useState<HeardDraft | 'failed'>();
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      ask<HeardDraft>('/files/hear', { name, text, case: id }).then(
        (found) => isWanted && setHeard(found),
        () => isWanted && setHeard('failed'),
      );
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [name, text, id]);
  return (
    <div aria-live="polite">
      {heard === undefined ? (
        <Typography.Text type="secondary">{texts.common.loading}</Typography.Text>
      ) : (
        <Heard text={heard === 'failed' ? null : heard.text} absent={heard === 'failed' ? texts.common.failed : words.caseGone} />
      )}
    </div>
  );
}
