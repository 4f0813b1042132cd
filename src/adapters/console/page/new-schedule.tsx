/** A new schedule: begun from the text of its kind, given a name, checked while it is written, compared, put in force. */
import { Alert, App, Button, Card, Flex, Form, Input, Select, Space, Typography } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import type { FileFault, StartingText } from '../../../application/desk-port.js';
import { fileName, pathOf } from '../../../domain/home-file.js';
import { ask, useAsk } from './ask.js';
import { Checked } from './checked.js';
import { DiffShown } from './diff-shown.js';
import { goToPlace, LineEditor } from './line-editor.js';
import { Outlook } from './outlook.js';
import { go } from './route.js';
import { Shown } from './shown.js';
import { texts } from './texts.js';
import { useTrial } from './use-trial.js';

const words = texts.schedules;
const planDays = 30;
/** What is checked is the text: as long as there is no name yet it is checked under this one. */
const nameless = 'new-schedule';

export interface Starting {
  mayEdit: boolean;
  texts: StartingText[];
}

type Created = { kind: 'placed' } | { kind: 'faulty'; faults: FileFault[] } | { kind: 'taken' };

export function NewSchedule(): ReactNode {
  const starting = useAsk<Starting>('/files/starting');
  const there = useAsk<{ name: string }[]>('/files/schedules');
  return (
    <Flex vertical gap={12}>
      <Button onClick={() => go('schedules')} style={{ alignSelf: 'flex-start' }}>
        {words.back}
      </Button>
      <Shown of={starting}>
        {({ mayEdit, texts: given }) =>
          mayEdit ? (<Desk given={given} taken={new Set(there.answer?.map(({ name }) => name))} again={there.again} />) : (<Alert type="info" title={texts.files.readOnly} />)
        }
      </Shown>
    </Flex>
  );
}

interface DeskProps {
  given: readonly StartingText[];
  taken: ReadonlySet<string>;
  again: () => void;
}

function Desk({ given, taken, again }: DeskProps): ReactNode {
  const { message, modal } = App.useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const [kind, setKind] = useState<StartingText['kind']>(given[0]?.kind ?? 'self-check');
  const [name, setName] = useState('');
  const [typed, setTyped] = useState<string>();
  const [isReview, setReview] = useState(false);
  const base = given.find((one) => one.kind === kind)?.text ?? '';
  const text = typed ?? base;
  const isNamed = fileName.test(name);
  const isTaken = taken.has(name);
  const file = { folder: 'schedules', name: isNamed && !isTaken ? name : nameless } as const;
  const trial = useTrial(file, text, { days: planDays, create: true });
  const found = typeof trial === 'object' ? trial : undefined;
  const faults = found?.faults ?? [];
  const isReady = isNamed && !isTaken && found !== undefined && faults.length === 0;
  const begin = (next: StartingText['kind']): void => {
    setKind(next);
    setTyped(undefined);
    setReview(false);
  };
  const choose = (next: StartingText['kind']): void => {
    if (typed === undefined || typed === base) begin(next);
    else modal.confirm({ title: words.makeChange, content: words.makeChangeHow, onOk: () => begin(next) });
  };
  const save = async (): Promise<void> => {
    try {
      const created = await ask<Created>('/files/create', { id: crypto.randomUUID(), file, text });
      if (created.kind === 'placed') {
        message.success(words.made);
        return go('schedules', name);
      }
      setReview(false);
      again();
      const [fault] = created.kind === 'faulty' ? created.faults : [];
      message.error(fault === undefined ? words.makeTaken : `${fault.file}:${fault.line}:${fault.column} ${fault.what}`);
    } catch {
      message.error(texts.files.failed);
    }
  };
  const isBad = name !== '' && !isNamed;
  return (
    <Card title={words.makeTitle} extra={isNamed ? <Typography.Text type="secondary">{pathOf({ ...file, name })}</Typography.Text> : null}>
      <Flex vertical gap={12}>
        <Form layout="vertical" component="div">
          <Flex gap={16} wrap>
            <Form.Item label={words.makeKind} htmlFor="new-kind" style={{ flex: '1 1 240px', marginBottom: 0 }}>
              <Select
                id="new-kind"
                value={kind}
                onChange={choose}
                options={given.map((one) => ({ value: one.kind, label: words.kinds[one.kind] }))}
              />
            </Form.Item>
            <Form.Item
              label={words.makeName}
              htmlFor="new-name"
              style={{ flex: '1 1 240px', marginBottom: 0 }}
              validateStatus={isBad || isTaken ? 'error' : ''}
              help={
                <span id="new-name-help" aria-live="polite">
                  {isBad ? words.makeBadName : isTaken ? words.makeTaken : words.makeNameHow}{' '}
                  {isTaken ? <Typography.Link href={`#/schedules/${name}`}>{words.seeTaken}</Typography.Link> : null}
                </span>
              }
            >
              <Input
                id="new-name"
                value={name}
                onChange={(event) => setName(event.target.value.trim())}
                maxLength={80}
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                aria-describedby="new-name-help"
                aria-invalid={isBad || isTaken}
              />
            </Form.Item>
          </Flex>
        </Form>
        {isReview ? (
          <DiffShown before={base} after={text} />
        ) : (
          <LineEditor
            field={field}
            label={texts.files.text}
            value={text}
            readOnly={false}
            marked={new Set(faults.filter(({ here }) => here).map(({ line }) => line))}
            onChange={setTyped}
          />
        )}
        {trial === undefined ? null : <Checked trial={trial} onGo={(fault) => goToPlace(field.current, fault)} />}
        <Space wrap>
          {isReview ? (
            <>
              <Button type="primary" disabled={!isReady} onClick={() => void save()}>
                {texts.files.apply}
              </Button>
              <Button onClick={() => setReview(false)}>{texts.files.back}</Button>
            </>
          ) : (
            <Button type="primary" disabled={!isReady} onClick={() => setReview(true)}>
              {texts.files.review}
            </Button>
          )}
        </Space>
        {found === undefined ? null : <Outlook trial={found} />}
      </Flex>
    </Card>
  );
}
