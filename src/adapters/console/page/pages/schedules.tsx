/** The schedules: when each opens next, and what the coming thirty days would bring if nobody answered. */
import { App, Button, Card, Flex, Space, Table, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { PlanView, ScheduleView } from '../../../../application/view-schedules.js';
import { useAsk } from '../ask.js';
import { NewSchedule, type Starting } from '../new-schedule.js';
import { PlanTable } from '../plan-table.js';
import { go, useRoute } from '../route.js';
import { ScheduleFile } from '../schedule-file.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useTell } from '../use-tell.js';

const words = texts.schedules;
const shownNext = 3;
/** No file can have this name. */
const making = '+';

export default function Schedules(): ReactNode {
  const [, id] = useRoute();
  if (id === undefined) return <Overview />;
  return id === making ? <NewSchedule /> : <ScheduleFile key={id} id={id} />;
}

function Overview(): ReactNode {
  const loaded = useAsk<ScheduleView[]>('/schedules');
  const plan = useAsk<PlanView>('/plan?days=30');
  return (
    <Flex vertical gap={16}>
      <MakeButton />
      <Shown of={loaded}>{(schedules) => <All schedules={schedules} />}</Shown>
      <Card title={words.plan}>
        <Shown of={plan}>{(found) => <PlanTable plan={found} />}</Shown>
      </Card>
    </Flex>
  );
}

/** The office alone makes schedules; the interface asks for that again. */
function MakeButton(): ReactNode {
  const { answer } = useAsk<Starting>('/files/starting');
  if (answer?.mayEdit !== true) return null;
  return (
    <Button type="primary" onClick={() => go('schedules', making)} style={{ alignSelf: 'flex-start' }}>
      {words.make}
    </Button>
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
        {
          title: words.name,
          render: (_, { name, paused }) => (
            <>
              {name} {paused ? <Tag>{words.paused}</Tag> : null}
            </>
          ),
        },
        { title: words.kind, render: (_, { kind }) => texts.kind[kind] },
        { title: words.when, render: (_, { when, festivals }) => when ?? `${words.festivals} ${festivals.join('、')}` },
        {
          title: words.next,
          render: (_, { next, paused }) => (next.length === 0 ? (paused ? '' : words.never) : next.slice(0, shownNext).map((at) => <div key={at}>{times.minute(at)}</div>)),
        },
        {
          title: '',
          render: (_, schedule) => (
            <Space wrap>
              {schedule.questions === 0 ? null : (
                <Button size="small" onClick={() => open(schedule)}>
                  {words.open}
                </Button>
              )}
              <Button size="small" onClick={() => go('schedules', schedule.id)}>
                {words.edit}
              </Button>
            </Space>
          ),
        },
      ]}
    />
  );
}
