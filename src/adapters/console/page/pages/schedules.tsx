/** The schedules: when each opens next, and what the coming thirty days would bring if nobody answered. */
import { App, Button, Card, Flex, Table, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { PlanView, ScheduleView } from '../../../../application/view-schedules.js';
import { useAsk } from '../ask.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useTell } from '../use-tell.js';

const words = texts.schedules;
const shownNext = 3;

export default function Schedules(): ReactNode {
  const loaded = useAsk<ScheduleView[]>('/schedules');
  const plan = useAsk<PlanView>('/plan?days=30');
  return (
    <Flex vertical gap={16}>
      <Shown of={loaded}>{(schedules) => <All schedules={schedules} />}</Shown>
      <Card title={words.plan}>
        <Shown of={plan}>{(found) => <Plan plan={found} />}</Shown>
      </Card>
    </Flex>
  );
}

function All({ schedules }: { schedules: readonly ScheduleView[] }): ReactNode {
  const times = useTimes();
  const { modal } = App.useApp();
  const tell = useTell();
  const open = ({ name }: ScheduleView): void => {
    modal.confirm({
      title: name,
      content: words.openHow,
      onOk: () => tell(`${words.openWord} ${name}`, name),
    });
  };
  return (
    <Table<ScheduleView>
      rowKey="id"
      size="small"
      dataSource={[...schedules]}
      pagination={false}
      scroll={{ x: 900 }}
      expandable={{
        expandedRowRender: ({ next, basis, cron }) => (
          <>
            {cron === null ? null : <div>{`${words.cron}：${cron}`}</div>}
            {basis === null ? null : <div>{`${words.basis}：${basis}`}</div>}
            {next.map((at) => (
              <div key={at}>{times.minute(at)}</div>
            ))}
          </>
        ),
      }}
      columns={[
        { title: words.name, dataIndex: 'name' },
        { title: words.kind, render: (_, { kind }) => texts.kind[kind] },
        { title: words.when, render: (_, { when, festivals }) => when ?? `${words.festivals} ${festivals.join('、')}` },
        {
          title: words.next,
          render: (_, { next }) => (next.length === 0 ? words.never : next.slice(0, shownNext).map((at) => <div key={at}>{times.minute(at)}</div>)),
        },
        {
          title: '',
          render: (_, schedule) =>
            schedule.questions === 0 ? null : (
              <Button size="small" onClick={() => open(schedule)}>
                {words.open}
              </Button>
            ),
        },
      ]}
    />
  );
}

function Plan({ plan }: { plan: PlanView }): ReactNode {
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
