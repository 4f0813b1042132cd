/** Where one types whose row one looks for. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { texts } from './texts.js';

export function FindField({ typed, onType }: { typed: string; onType: (typed: string) => void }): ReactNode {
  return (
    <Input
      allowClear
      value={typed}
      onChange={(event) => onType(event.target.value)}
      placeholder={texts.common.search}
      aria-label={texts.common.search}
      style={{ width: 220 }}
    />
  );
}
