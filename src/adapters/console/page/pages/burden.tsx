/** What the bot has asked of people, by person and week and by cause. */
import { Card, Flex, Table, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { BurdenView } from '../../../../application/view-burden.js';
import { useAsk } from '../ask.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';

const words = texts.burden;

interface Row {
  name: string;
  messages: number[];
}

export default function Burden(): ReactNode {
  const loaded = useAsk<BurdenView>('/burden');
  return (
    <Shown of={loaded}>
      {({ weeks, limit, people, causes }) => (
        <Flex vertical gap={16}>
          <Typography.Text type="secondary">
            {words.how} {words.limit}：{limit ?? words.none}
          </Typography.Text>
          <Card title={words.people}>
            <Weeks weeks={weeks} rows={people} limit={limit} />
          </Card>
          <Card title={words.causes}>
            <Weeks weeks={weeks} rows={causes} limit={null} />
          </Card>
        </Flex>
      )}
    </Shown>
  );
}

function Weeks({ weeks, rows, limit }: { weeks: readonly string[]; rows: readonly Row[]; limit: number | null }): ReactNode {
  return (
    <Table<Row>
      rowKey="name"
      size="small"
      dataSource={[...rows]}
      pagination={{ pageSize: 30, hideOnSinglePage: true }}
      scroll={{ x: 600 }}
      columns={[
        { title: texts.common.person, dataIndex: 'name' },
        ...weeks.map((week, index) => ({
          title: index === weeks.length - 1 ? words.thisWeek : `${words.week} ${week.slice(5)}`,
          align: 'right' as const,
          render: (_: unknown, { messages }: Row) => {
            const count = messages[index] ?? 0;
            return limit !== null && count > limit ? <Typography.Text type="danger">{`${count} ▲`}</Typography.Text> : count;
          },
        })),
        { title: words.sum, align: 'right', render: (_, { messages }) => messages.reduce((total, count) => total + count, 0) },
      ]}
    />
  );
}
