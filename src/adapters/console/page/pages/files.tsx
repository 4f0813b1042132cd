/** Files: what is exported, a roster to import, backups, and how far all of it is. */
import { App, Button, Card, Flex, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { BackupFile } from '../../../../application/long-work-port.js';
import type { ExportRequestView } from '../../../../application/view-export-requests.js';
import type { JobView } from '../../../../application/view-jobs.js';
import { ask, useAsk } from '../ask.js';
import { ExportButton } from '../export-button.js';
import { ExportRequests } from '../files/export-requests.js';
import { sizeWords } from '../files/job-words.js';
import { JobList } from '../files/job-list.js';
import { RosterImport } from '../files/roster-import.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';

const words = texts.jobs;

interface Files {
  requests: ExportRequestView[];
  jobs: JobView[];
  office: boolean;
  backups: BackupFile[];
}

export default function FilesPage(): ReactNode {
  const loaded = useAsk<Files>('/jobs', 'jobs');
  return <Shown of={loaded}>{(files) => <All files={files} again={loaded.again} />}</Shown>;
}

function All({ files: { requests, jobs, office, backups }, again }: { files: Files; again: () => void }): ReactNode {
  const [looked, setLooked] = useState<string>();
  return (
    <Flex vertical gap={16}>
      <Card title={words.kind.export}>
        <Flex vertical gap={12}>
          <Typography.Text type="secondary">{words.how}</Typography.Text>
          <Flex gap={8} wrap>
            <ExportButton name={words.what.ledger} />
            <ExportButton name={words.what.roster} />
          </Flex>
          <Typography.Text type="secondary">
            {words.cycleHow} <Typography.Link href="#/cycles">{texts.pages.cycles}</Typography.Link>
          </Typography.Text>
        </Flex>
      </Card>
      <ExportRequests requests={requests} again={again} />
      <Card title={words.done}>
        <JobList jobs={jobs} onSteered={again} onLook={setLooked} />
      </Card>
      {office ? (
        <>
          <RosterImport jobs={jobs} looked={looked} onLook={setLooked} again={again} />
          <Backups backups={backups} again={again} />
        </>
      ) : null}
    </Flex>
  );
}

function Backups({ backups, again }: { backups: readonly BackupFile[]; again: () => void }): ReactNode {
  const { message } = App.useApp();
  const times = useTimes();
  const begin = async (): Promise<void> => {
    try {
      await ask('/jobs', { id: crypto.randomUUID(), kind: 'backup' });
      message.success(words.backup.begun);
    } catch {
      message.error(words.failed);
    }
    again();
  };
  return (
    <Card title={words.kind.backup}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{words.backup.how}</Typography.Text>
        <Button onClick={() => void begin()} style={{ alignSelf: 'flex-start' }}>
          {words.backup.begin}
        </Button>
        {backups.length === 0 ? (
          <Typography.Text type="secondary">{words.backup.none}</Typography.Text>
        ) : (
          <div role="list" aria-label={words.backup.list}>
            {backups.map(({ name, bytes, at }) => (
              <div key={name} role="listitem" style={{ overflowWrap: 'anywhere' }}>
                <Typography.Text code>{name}</Typography.Text>　{times.minute(at)}　{sizeWords(bytes)}
              </div>
            ))}
          </div>
        )}
      </Flex>
    </Card>
  );
}
