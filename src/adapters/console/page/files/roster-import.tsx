/** A roster out of a workbook: sent up, looked at, mended where it is wrong, and taken over once its changes have been seen. */
import { Alert, App, Button, Card, Flex, Progress, Typography } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { RosterPreview } from '../../../../application/roster-preview.js';
import type { JobView } from '../../../../application/view-jobs.js';
import { ask, codeOf, useAsk } from '../ask.js';
import { texts } from '../texts.js';
import { ChooseFile } from './choose-file.js';
import { jobResult } from './job-words.js';
import { PreviewShown } from './preview-shown.js';
import { sendFile } from './send-file.js';

const words = texts.jobs.import;
const mostBytes = 10 * 1024 * 1024;

export interface RosterImportProps {
  jobs: readonly JobView[];
  /** The check that is looked at. */
  looked: string | undefined;
  onLook: (id: string | undefined) => void;
  again: () => void;
}

export function RosterImport({ jobs, looked, onLook, again }: RosterImportProps): ReactNode {
  const { message } = App.useApp();
  const [sent, setSent] = useState<number>();
  const [taking, setTaking] = useState<string>();
  const job = (id: string | undefined): JobView | undefined => jobs.find((one) => one.id === id);
  const told = (error: unknown): void => void message.error(codeOf(error) === 'too-many' ? words.tooMany : words.failed);
  const send = async (file: File): Promise<void> => {
    if (file.size > mostBytes) return void message.error(texts.jobs.unreadable['too-big']);
    onLook(undefined);
    setTaking(undefined);
    setSent(0);
    try {
      const { job: id } = await sendFile<{ job: string }>(`/uploads?id=${crypto.randomUUID()}`, file, setSent);
      onLook(id);
    } catch (error) {
      told(error);
    }
    setSent(undefined);
    again();
  };
  const take = async (check: string): Promise<void> => {
    try {
      const { job: id } = await ask<{ job: string }>('/jobs', { id: crypto.randomUUID(), kind: 'roster-import', check });
      setTaking(id);
    } catch (error) {
      told(error);
    }
    again();
  };
  const check = job(looked);
  return (
    <Card title={words.title}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{words.how}</Typography.Text>
        <ChooseFile onChoose={(file) => void send(file)} disabled={sent !== undefined} />
        <div aria-live="polite">
          {sent === undefined ? null : <Progress percent={sent} aria-label={words.sending} format={() => words.sending} />}
          {taking !== undefined ? (
            <Taken job={job(taking)} />
          ) : check === undefined ? null : (
            <Checked check={check} onTake={() => take(check.id)} />
          )}
        </div>
      </Flex>
    </Card>
  );
}

function isOpen({ state }: JobView): boolean {
  return state === 'waiting' || state === 'running';
}

function Checked({ check, onTake }: { check: JobView; onTake: () => Promise<void> }): ReactNode {
  if (isOpen(check)) return <Progress percent={Math.floor(check.percent)} aria-label={words.checking} format={() => words.checking} />;
  if (check.preview) return <Preview check={check} onTake={onTake} />;
  const isWell = check.state === 'done' && check.facts?.kind === 'roster-check' && check.facts.verdict !== 'unreadable';
  return <Alert type={isWell ? 'info' : 'error'} title={isWell ? words.old : jobResult(check) || texts.jobs.state[check.state]} />;
}

function Preview({ check, onTake }: { check: JobView; onTake: () => Promise<void> }): ReactNode {
  const { answer, refused } = useAsk<RosterPreview>(`/jobs/${check.id}/preview`);
  const [isTaking, setTaking] = useState(false);
  const heading = useRef<HTMLDivElement>(null);
  const isThere = answer !== undefined;
  useEffect(() => {
    if (isThere) heading.current?.focus();
  }, [isThere, check.id]);
  if (refused !== undefined) return <Alert type="info" title={words.old} />;
  if (answer === undefined) return null;
  const mayTake = answer.kind === 'changes' && !answer.same;
  return (
    <Flex vertical gap={12} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
      <Typography.Text strong>{answer.kind === 'faulty' ? words.mend : mayTake ? jobResult(check) : ''}</Typography.Text>
      <PreviewShown preview={answer} />
      {mayTake ? (
        <Button
          type="primary"
          loading={isTaking}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            setTaking(true);
            void onTake().finally(() => setTaking(false));
          }}
        >
          {words.take}
        </Button>
      ) : null}
    </Flex>
  );
}

function Taken({ job }: { job: JobView | undefined }): ReactNode {
  if (job === undefined || isOpen(job)) return <Progress percent={Math.floor(job?.percent ?? 0)} aria-label={words.taking} format={() => words.taking} />;
  return <Alert type={job.state === 'done' ? 'success' : 'error'} title={jobResult(job) || texts.jobs.state[job.state]} />;
}
