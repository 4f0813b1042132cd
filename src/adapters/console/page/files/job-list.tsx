/** Long work that waits, runs or is over, with what can be done about it. */
import { App, Button, Flex, Progress, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { JobView } from '../../../../application/view-jobs.js';
import { ask } from '../ask.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { jobName, jobResult, sizeWords } from './job-words.js';
import { fill } from '../fill.js';

const words = texts.jobs;
/** The others are a click away. */
const shownFirst = 6;
const colors: Record<JobView['state'], string> = { waiting: 'default', running: 'blue', done: 'green', failed: 'red', cancelled: 'default' };

export function JobList({ jobs, onSteered, onLook }: { jobs: readonly JobView[]; onSteered: () => void; onLook: (id: string) => void }): ReactNode {
  const { message } = App.useApp();
  const [all, setAll] = useState(false);
  if (jobs.length === 0) return <Typography.Text type="secondary">{words.none}</Typography.Text>;
  const steer = async ({ id }: JobView, how: 'cancel' | 'retry'): Promise<void> => {
    try {
      const { done } = await ask<{ done: boolean }>(`/jobs/${id}/${how}`, {});
      if (!done) message.info(words.tooLate);
    } catch {
      message.error(words.failed);
    }
    onSteered();
  };
  return (
    <>
      <div role="list">
        {(all ? jobs : jobs.slice(0, shownFirst)).map((job) => (
          <OneJob key={job.id} job={job} onSteer={(how) => void steer(job, how)} onLook={() => onLook(job.id)} />
        ))}
      </div>
      {all || jobs.length <= shownFirst ? null : <Button onClick={() => setAll(true)}>{texts.common.more}</Button>}
    </>
  );
}

function OneJob({ job, onSteer, onLook }: { job: JobView; onSteer: (how: 'cancel' | 'retry') => void; onLook: () => void }): ReactNode {
  const times = useTimes();
  const { id, by, at, state, percent, file, preview } = job;
  const name = jobName(job);
  const result = jobResult(job);
  const isOpen = state === 'waiting' || state === 'running';
  return (
    <Flex role="listitem" aria-label={name} justify="space-between" gap={8} wrap className="job">
      <Flex vertical gap={2} style={{ flex: '1 1 260px', minWidth: 0 }}>
        <Flex gap={8} wrap align="center">
          <Typography.Text strong>{name}</Typography.Text>
          <Tag color={colors[state]}>{words.state[state]}</Tag>
        </Flex>
        <Typography.Text type="secondary">{`${by}　${times.minute(at)}`}</Typography.Text>
        {result === '' ? null : <Typography.Text {...(state === 'failed' ? { type: 'danger' as const } : {})}>{result}</Typography.Text>}
        {file === null || file.gone ? null : (
          <Typography.Text type="secondary" style={{ overflowWrap: 'anywhere' }}>
            {`${file.title}　${sizeWords(file.bytes)}　${fill(words.until, times.minute(file.until))}`}
          </Typography.Text>
        )}
        {state === 'running' ? <Progress percent={Math.floor(percent)} size="small" aria-label={`${name} ${words.state.running}`} /> : null}
      </Flex>
      <Flex gap={8} wrap align="center">
        {file === null || file.gone ? null : (
          <Button type="primary" href={`/api/v1/jobs/${id}/file`} download aria-label={`${words.fetch} ${file.title}`}>
            {words.fetch}
          </Button>
        )}
        {preview ? (
          <Button onClick={onLook} aria-label={`${words.look} ${name} ${times.minute(at)}`}>
            {words.look}
          </Button>
        ) : null}
        {isOpen ? (
          <Button onClick={() => onSteer('cancel')} aria-label={`${words.cancel} ${name}`}>
            {words.cancel}
          </Button>
        ) : null}
        {state === 'failed' || state === 'cancelled' ? (
          <Button onClick={() => onSteer('retry')} aria-label={`${words.retry} ${name}`}>
            {words.retry}
          </Button>
        ) : null}
      </Flex>
    </Flex>
  );
}
