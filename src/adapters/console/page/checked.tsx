/** What the check of a text has come to. */
import { Alert, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { FileFault } from '../../../application/desk-port.js';
import { FaultsShown } from './faults-shown.js';
import { texts } from './texts.js';
import type { Trial } from './use-trial.js';

const words = texts.files;

export function Checked({ trial, onGo }: { trial: Trial; onGo: (fault: FileFault) => void }): ReactNode {
  if (trial === 'checking') return <Typography.Text type="secondary">{words.checking}</Typography.Text>;
  if (trial === 'failed') return <Alert type="warning" title={words.unchecked} />;
  const { faults } = trial;
  return (
    <div aria-live="polite">
      {faults.length === 0 ? (
        <Typography.Text type="success">{words.right}</Typography.Text>
      ) : (
        <Alert type="error" title={`${faults.length}${words.faults}`} description={<FaultsShown faults={faults} onGo={onGo} />} />
      )}
    </div>
  );
}
