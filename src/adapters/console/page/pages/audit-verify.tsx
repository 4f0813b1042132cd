/** Has the trail verified and says what came of it. */
import { Alert, Button, Flex, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AuditVerdict } from '../../../../application/audit-verdict.js';
import type { Refusal } from '../../contract.js';
import { ask, codeOf } from '../ask.js';
import { texts } from '../texts.js';

const words = texts.audit;

export function AuditVerify(): ReactNode {
  const [state, setState] = useState<AuditVerdict | 'running' | { refused: Refusal }>();
  const verify = (): void => {
    if (state === 'running') return;
    setState('running');
    ask<AuditVerdict>('/audit/verify', {}).then(setState, (error: unknown) => setState({ refused: codeOf(error) }));
  };
  return (
    <div aria-live="polite">
      <Flex gap={8} align="center" wrap style={{ marginBottom: 8 }}>
        <Button onClick={verify} aria-busy={state === 'running'}>
          {state === 'running' ? words.verifying : words.verify}
        </Button>
        <Typography.Text type="secondary">{words.verifyHow}</Typography.Text>
      </Flex>
      {state === undefined || state === 'running' ? null : <Outcome state={state} />}
    </div>
  );
}

function Outcome({ state }: { state: AuditVerdict | { refused: Refusal } }): ReactNode {
  if ('refused' in state)
    return <Alert type="warning" title={state.refused === 'too-many' ? words.tooOften : texts.common.failed} />;
  return (
    <Alert
      type={state.holds ? 'success' : 'error'}
      showIcon
      title={state.holds ? words.holds : words.broken}
      description={<div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{state.text}</div>}
    />
  );
}
