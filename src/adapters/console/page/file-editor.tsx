/** One file of the home: written with live checking, compared, put in force; what somebody else changes meanwhile is shown and not lost. */
import { Alert, App, Button, Card, Flex, Space, Tag, Typography } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { FileFault, FileState } from '../../../application/desk-port.js';
import type { FileTrial } from '../../../application/try-file.js';
import { pathOf, type HomeFile } from '../../../domain/home-file.js';
import { ask, useAsk } from './ask.js';
import { Checked } from './checked.js';
import { DiffShown } from './diff-shown.js';
import { goToPlace, LineEditor } from './line-editor.js';
import { Shown } from './shown.js';
import { texts } from './texts.js';
import { useTrial } from './use-trial.js';

const words = texts.files;
const lookAgainMs = 1_500;

type Loaded = FileState & { inForce: boolean; mayEdit: boolean };
type Edited = { kind: 'placed' } | { kind: 'faulty'; faults: FileFault[] } | { kind: 'changed'; state: FileState };

export interface FileEditorProps {
  file: HomeFile;
  /** How far a dry run goes; absent: there is none. */
  days?: number;
  /** Further buttons, and what they change. */
  tools?: (text: string, change: (text: string) => void) => ReactNode;
  /** What the text deserves to have said of it. */
  note?: (text: string) => ReactNode;
  /** What the check has found besides faults. */
  besides?: (trial: FileTrial, text: string) => ReactNode;
}

export function FileEditor(props: FileEditorProps): ReactNode {
  const { folder, name } = props.file;
  const loaded = useAsk<Loaded>(`/files/${folder}/${name}`);
  const isLate = loaded.answer?.inForce === false;
  const { again } = loaded;
  useEffect(() => {
    if (!isLate) return undefined;
    const timer = setInterval(again, lookAgainMs);
    return () => clearInterval(timer);
  }, [isLate, again]);
  return <Shown of={loaded}>{(state) => <Desk {...props} state={state} again={again} />}</Shown>;
}

function Desk({ file, days, tools, note, besides, state, again }: FileEditorProps & { state: Loaded; again: () => void }): ReactNode {
  const { message, modal } = App.useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  /** What one began with; the text, once it is touched. */
  const [base, setBase] = useState<FileState>(state);
  const [typed, setTyped] = useState<string>();
  const [isReview, setReview] = useState(false);
  const text = typed ?? base.text;
  const isChanged = typed !== undefined && typed !== base.text;
  const isOvertaken = state.digest !== base.digest && state.text !== text;
  useEffect(() => {
    // Nobody has touched it here: one simply sees what is there now. What was put in place from here is there as well.
    if (state.digest !== base.digest && (typed === undefined || typed === state.text)) {
      setBase(state);
      setTyped(undefined);
    }
  }, [state, base, typed]);
  const trial = useTrial(file, state.mayEdit ? text : undefined, { days });
  const found = typeof trial === 'object' ? trial : undefined;
  const faults = found?.faults ?? [];
  const start = (next: FileState, kept: string | undefined): void => {
    setBase(next);
    setTyped(kept);
    setReview(false);
  };
  const save = async (wanted: string | null): Promise<void> => {
    try {
      const edited = await ask<Edited>('/files/edit', { id: crypto.randomUUID(), file, text: wanted, was: base.digest });
      if (edited.kind === 'placed') {
        message.success(words.soon);
        setReview(false);
        setTyped(wanted ?? base.shipped ?? undefined);
      } else {
        setReview(false);
        const [fault] = edited.kind === 'faulty' ? edited.faults : [];
        if (fault !== undefined) message.error(`${fault.file}:${fault.line}:${fault.column} ${fault.what}`);
      }
    } catch {
      message.error(words.failed);
    }
    again();
  };
  const reset = (): void => {
    modal.confirm({ title: words.reset, content: words.resetHow, onOk: () => save(null) });
  };
  const isRight = found !== undefined && faults.length === 0;
  return (
    <Card
      title={pathOf(file)}
      extra={
        <Space>
          <Tag>{state.digest === null ? words.standard : words.own}</Tag>
          <Tag color={state.inForce ? 'green' : 'orange'}>{state.inForce ? words.inForce : words.notInForce}</Tag>
        </Space>
      }
    >
      <Flex vertical gap={12}>
        {state.mayEdit ? null : <Typography.Text type="secondary">{words.readOnly}</Typography.Text>}
        {isOvertaken ? (
          <Alert
            type="warning"
            title={words.other}
            description={
              <Flex vertical gap={8}>
                <DiffShown before={base.text} after={state.text} />
                <Space wrap>
                  <Button onClick={() => start(state, text)}>{words.mine}</Button>
                  <Button onClick={() => start(state, undefined)}>{words.theirs}</Button>
                </Space>
              </Flex>
            }
          />
        ) : null}
        {note?.(text)}
        {isReview ? (
          <DiffShown before={base.text} after={text} />
        ) : (
          <LineEditor
            field={field}
            label={words.text}
            value={text}
            readOnly={!state.mayEdit}
            marked={new Set(faults.filter(({ here }) => here).map(({ line }) => line))}
            onChange={setTyped}
          />
        )}
        {trial === undefined ? null : <Checked trial={trial} onGo={(fault) => goToPlace(field.current, fault)} />}
        {state.mayEdit ? (
          <Space wrap>
            {isReview ? (
              <>
                <Button type="primary" disabled={!isRight || isOvertaken} onClick={() => void save(text)}>
                  {words.apply}
                </Button>
                <Button onClick={() => setReview(false)}>{words.back}</Button>
              </>
            ) : (
              <>
                <Button type="primary" disabled={!isChanged || !isRight || isOvertaken} onClick={() => setReview(true)}>
                  {words.review}
                </Button>
                {tools?.(text, setTyped)}
                {isChanged ? <Button onClick={() => start(state, undefined)}>{words.undo}</Button> : null}
                {state.digest !== null && state.shipped !== null && file.folder === 'templates' ? (
                  <Button onClick={reset}>{words.reset}</Button>
                ) : null}
              </>
            )}
          </Space>
        ) : null}
        {found === undefined ? null : besides?.(found, text)}
      </Flex>
    </Card>
  );
}
