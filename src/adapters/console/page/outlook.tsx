/** What a schedule would do as it is written: when it opens, in words and day by day, and what that brings whom. */
import { Card, Flex, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { FileTrial } from '../../../application/try-file.js';
import type { ScheduleView } from '../../../application/view-schedules.js';
import { fill } from './fill.js';
import { PlanTable } from './plan-table.js';
import { texts } from './texts.js';
import { useTimes } from './times.js';

const words = texts.schedules;

export function Outlook({ trial: { schedule, plan } }: { trial: FileTrial }): ReactNode {
  return (
    <Flex vertical gap={12}>
      {schedule === null ? null : <Openings schedule={schedule} />}
      {plan === null ? null : (
        <Card title={words.plan} size="small">
          <PlanTable plan={plan} />
        </Card>
      )}
    </Flex>
  );
}

function Openings({ schedule: { when, festivals, next, paused } }: { schedule: ScheduleView }): ReactNode {
  const times = useTimes();
  return (
    <Card title={words.nextTen} size="small">
      <Typography.Paragraph>{fill(words.opens, when ?? `${words.festivals} ${festivals.join('、')}`)}</Typography.Paragraph>
      {next.length === 0 ? <Typography.Text type="secondary">{paused ? words.paused : words.never}</Typography.Text> : null}
      <ol style={{ margin: 0, paddingInlineStart: 24, columns: '12em auto' }}>
        {next.map((at) => (
          <li key={at}>{times.minute(at)}</li>
        ))}
      </ol>
    </Card>
  );
}
