/** Campaigns by theme and by stage: progress only, nobody is ranked. */
import { Card, Empty, Flex, Steps, Table, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { InspectionsView } from '../../../../application/view-inspections.js';
import { texts } from '../texts.js';

const words = texts.inspections.campaign;
type Campaign = NonNullable<InspectionsView['campaigns']>[number];
type Theme = Campaign['themes'][number];
type Stage = Campaign['stages'][number];

export function Campaigns({ campaigns }: { campaigns: readonly Campaign[] }): ReactNode {
  if (campaigns.length === 0) return <Empty description={texts.inspections.noneCampaigns} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return campaigns.map((campaign) => <One key={campaign.name} campaign={campaign} />);
}

function One({ campaign }: { campaign: Campaign }): ReactNode {
  const { name, from, to, stages, themes } = campaign;
  return (
    <Card size="small" title={name} extra={<Typography.Text type="secondary">{`${from}—${to}`}</Typography.Text>}>
      <Flex vertical gap={16}>
        <Typography.Text strong>{standingWords(campaign)}</Typography.Text>
        <Steps
          orientation="vertical"
          size="small"
          items={stages.map((stage) => ({
            title: stage.name,
            status: stage.running ? ('process' as const) : stage.begun ? ('finish' as const) : ('wait' as const),
            content: stageWords(stage),
          }))}
        />
        <Table<Theme>
          rowKey={({ name: theme }) => String(theme)}
          size="small"
          dataSource={[...themes]}
          pagination={false}
          scroll={{ x: 640 }}
          columns={[
            { title: words.theme, dataIndex: 'name' },
            { title: words.asked, render: (_, { cycle }) => (cycle === null ? '—' : `${cycle.title} ${cycle.answered}/${cycle.total}`) },
            { title: words.tasks, render: (_, { tasks }) => (tasks === null ? '—' : `${tasks.done}/${tasks.total}`) },
            { title: words.inspections, align: 'right', render: (_, { checked, inspections }) => (checked ? inspections : '—') },
            { title: words.fresh, align: 'right', render: (_, { mends, fresh }) => (mends ? fresh : '—') },
            { title: words.closed, align: 'right', render: (_, { mends, closed }) => (mends ? closed : '—') },
            { title: words.open, align: 'right', render: (_, { mends, open }) => (mends ? open : '—') },
            {
              title: words.late,
              align: 'right',
              render: (_, { mends, late }) => (mends ? (late ?? 0) > 0 ? <Typography.Text type="danger">{`▲ ${late}`}</Typography.Text> : 0 : '—'),
            },
          ]}
        />
        <Typography.Text type="secondary">{words.how}</Typography.Text>
      </Flex>
    </Card>
  );
}

function standingWords({ stage, next, over }: Campaign): string {
  if (stage !== null) return `${words.now}：${stage.name}，${words.until}${stage.until}`;
  if (next !== null) return `${words.next}：${next.name}，${next.from}${words.begins}`;
  return over ? words.over : '';
}

function stageWords({ begun, from, total, answered, inspections, fresh, closed }: Stage): string {
  if (!begun) return `${from}${words.begins}`;
  const parts = [
    (total ?? 0) > 0 ? `${words.asked} ${answered}/${total}` : '',
    (inspections ?? 0) > 0 ? `${words.inspections} ${inspections}` : '',
    `${words.fresh} ${fresh}`,
    `${words.closed} ${closed}`,
  ];
  return parts.filter((part) => part !== '').join('　');
}
