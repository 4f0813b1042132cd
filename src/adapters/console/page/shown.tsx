/** What stands in place of something that is not there yet, or is not to be had. */
import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Loaded } from './ask.js';
import { texts } from './texts.js';

export function Shown<Answer>({ of, children }: { of: Loaded<Answer>; children: (answer: Answer) => ReactNode }): ReactNode {
  const { answer, refused, again } = of;
  if (answer !== undefined)
    return (
      <>
        {refused === undefined ? null : <Alert type="warning" title={texts.common.failed} banner />}
        {children(answer)}
      </>
    );
  if (refused === undefined) return <Skeleton active aria-label={texts.common.loading} />;
  if (refused === 'denied') return <Alert type="info" title={texts.common.denied} />;
  return <Alert type="warning" title={texts.common.failed} action={<Button onClick={again}>{texts.common.again}</Button>} />;
}
