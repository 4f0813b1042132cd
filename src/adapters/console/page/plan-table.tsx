/** A dry run: what would go out when, to how many, if nobody answered. */
import { Table, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { PlanView } from '../../../application/view-schedules.js';
import { texts } from './texts.js';
import { useTimes } from './times.js';

const words = texts.schedules;

export function PlanTable({ plan }: { plan: PlanView }): ReactNode {
  const times = useTimes();
  const [fullest] = plan.worst;
  return (
    <>
      {fullest === undefined ? null : (
        <Typography.Paragraph>
          {words.worst} {fullest.messages}（{fullest.person}）{plan.limit === null ? '' : `，${words.limit} ${plan.limit}`}
        </Typography.Paragraph>
      )}
      <Table<PlanView['events'][number] & { key: number }>
        size="small"
        dataSource={plan.events.map((event, key) => ({ ...event, key }))}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        scroll={{ x: 700 }}
        columns={[
          { title: words.at, render: (_, { at }) => times.minute(at) },
          { title: words.name, dataIndex: 'title' },
          { title: words.what, render: (_, { kind }) => (texts.schedules.steps as Record<string, string>)[kind] ?? kind },
          {
            title: words.reach,
            render: (_, { people, units, group, kind }) =>
              group ?? (kind === 'open' || kind === 'draw' ? `${units} ${words.units}` : `${people} ${words.people}`),
          },
          { title: words.deadline, render: (_, { deadline }) => (deadline === null ? '' : times.minute(deadline)) },
        ]}
      />
    </>
  );
}
