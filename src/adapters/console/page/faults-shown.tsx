/** The faults of a text, each with its place, which a click leads to. */
import { Button, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { FileFault } from '../../../application/desk-port.js';
import { texts } from './texts.js';

const words = texts.files;

export function FaultsShown({ faults, onGo }: { faults: readonly FileFault[]; onGo: (fault: FileFault) => void }): ReactNode {
  return (
    <Flex vertical gap={4} role="list">
      {faults.map((fault, index) => (
        <div key={index} role="listitem">
          {fault.here ? (
            <Button type="link" size="small" title={words.goTo} onClick={() => onGo(fault)} style={{ paddingInline: 0 }}>
              {fault.line}:{fault.column}
            </Button>
          ) : (
            <Typography.Text strong>
              {words.elsewhere} {fault.file}:{fault.line}:{fault.column}
            </Typography.Text>
          )}{' '}
          {fault.what}
          {fault.hint === null ? null : <Typography.Text type="secondary"> {fault.hint}</Typography.Text>}
        </div>
      ))}
    </Flex>
  );
}
