/** The cycles, and one of them unit by unit. */
import { Typography, Table, Progress } from 'antd';
import type { ReactNode } from 'react';
import type { CycleView } from '../../../../application/view-cycles.js';
import { useAsk } from '../ask.js';
import { useRoute } from '../route.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { CycleUnits } from './cycle-units.js';

const words = texts.cycles;

export default function Cycles(): ReactNode {
  const [, id] = useRoute();
  return id === undefined ? <AllCycles /> : <CycleUnits id={id} />;
}

function AllCycles(): ReactNode {
  const loaded = useAsk<CycleView[]>('/cycles');
  const times = useTimes();
  return (
    <Shown of={loaded}>
      {(cycles) => (
        <Table<CycleView>
          rowKey="id"
          dataSource={cycles}
          pagination={false}
          scroll={{ x: 720 }}
          columns={[
            {
              title: words.title,
              render: (_, { id, title }) => <Typography.Link href={`#/cycles/${encodeURIComponent(id)}`}>{title}</Typography.Link>,
            },
            {
              title: words.progress,
              render: (_, { counts }) => (
                <Progress
                  percent={counts.total === 0 ? 0 : Math.round((counts.answered / counts.total) * 100)}
                  format={() => `${counts.answered}/${counts.total}`}
                  style={{ minWidth: 140 }}
                />
              ),
            },
            { title: texts.state.late, dataIndex: ['counts', 'late'], align: 'right' },
            { title: texts.state.pending, dataIndex: ['counts', 'pending'], align: 'right' },
            { title: texts.state.unreached, dataIndex: ['counts', 'unreached'], align: 'right' },
            { title: words.opened, render: (_, { openedAt }) => times.minute(openedAt) },
            { title: words.deadline, render: (_, { deadline }) => times.minute(deadline) },
            { title: words.state, render: (_, { closedAt }) => (closedAt === null ? words.running : words.closed) },
          ]}
        />
      )}
    </Shown>
  );
}
