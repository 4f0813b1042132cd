/** What is due, what went out, what is stuck: the clerk's first look in the morning, and the secretary's. */
import { Badge, Button, Card, Col, Flex, Progress, Row, Space, Statistic, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { OfficeView, TodayView } from '../../../../application/view-today.js';
import { useAsk } from '../ask.js';
import { go } from '../route.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useTell } from '../use-tell.js';

const words = texts.today;

export function Today(): ReactNode {
  const loaded = useAsk<TodayView>('/today');
  return (
    <Shown of={loaded}>
      {(today) => (
        <Row gutter={[16, 16]}>
          <Col xs={24} lg={16}>
            <Flex vertical gap={16}>
              <OpenCycles cycles={today.cycles} />
              {today.office === null ? null : <Office office={today.office} onDone={loaded.again} />}
            </Flex>
          </Col>
          <Col xs={24} lg={8}>
            <Flex vertical gap={16}>
              <Waiting count={today.waiting} />
              <Findings ledger={today.ledger} />
              {today.coming.length === 0 ? null : <Coming coming={today.coming} />}
              {today.calendar === null ? null : <PhoneCalendar since={today.calendar.since} onDone={loaded.again} />}
            </Flex>
          </Col>
        </Row>
      )}
    </Shown>
  );
}

function OpenCycles({ cycles }: Pick<TodayView, 'cycles'>): ReactNode {
  const times = useTimes();
  return (
    <Card title={words.open}>
      {cycles.length === 0 ? words.noneOpen : null}
      {cycles.map(({ id, title, counts, deadline, stuck }) => (
        <div key={id} style={{ marginBottom: 20 }}>
          <Flex justify="space-between" wrap gap={8}>
            <Typography.Link strong onClick={() => go('cycles', id)} href={`#/cycles/${encodeURIComponent(id)}`}>
              {title}
            </Typography.Link>
            <span>
              {words.answered} {counts.answered} {words.of} {counts.total} {words.units}，{words.due} {times.minute(deadline)}
            </span>
          </Flex>
          <Progress
            percent={counts.total === 0 ? 0 : Math.round((counts.answered / counts.total) * 100)}
            aria-label={`${title} ${counts.answered}/${counts.total}`}
          />
          <Space wrap>
            {counts.late > 0 ? <Tag>{`${texts.state.late} ${counts.late}`}</Tag> : null}
            {counts.pending > 0 ? <Tag color="gold">{`${texts.state.pending} ${counts.pending}`}</Tag> : null}
            {counts.unreached > 0 ? <Tag color="magenta">{`${texts.state.unreached} ${counts.unreached}`}</Tag> : null}
            {counts.excused > 0 ? <Tag>{`${texts.state.excused} ${counts.excused}`}</Tag> : null}
          </Space>
          {stuck.map((one, index) => (
            <Typography.Paragraph key={index} type="danger" style={{ margin: '6px 0 0' }}>
              {words.stuck}：{one.unit} {one.with === null ? '' : `${words.with} ${one.with}`} {one.level ?? ''}
              {one.request === null ? '' : ` ${words.request} ${one.request}`}
            </Typography.Paragraph>
          ))}
        </div>
      ))}
    </Card>
  );
}

function Waiting({ count }: { count: number }): ReactNode {
  const tell = useTell();
  return (
    <Card>
      <Flex justify="space-between" align="center">
        <Statistic title={words.waiting} value={count} />
        <Button onClick={() => void tell(words.waitingWord, words.waiting)}>{words.seeWaiting}</Button>
      </Flex>
    </Card>
  );
}

function Findings({ ledger }: Pick<TodayView, 'ledger'>): ReactNode {
  const figures = [
    { label: words.ledgerProposed, value: ledger.proposed },
    { label: words.ledgerOpen, value: ledger.open },
    { label: words.ledgerWorking, value: ledger.working },
    { label: words.ledgerReported, value: ledger.reported },
    { label: words.ledgerLate, value: ledger.late },
  ];
  return (
    <Card title={<Typography.Link href="#/ledger">{words.ledger}</Typography.Link>}>
      <Flex wrap gap={20}>
        {figures.map(({ label, value }) => (
          <Statistic key={label} title={label} value={value} />
        ))}
      </Flex>
    </Card>
  );
}

function Coming({ coming }: Pick<TodayView, 'coming'>): ReactNode {
  const times = useTimes();
  return (
    <Card title={words.coming}>
      {coming.map(({ at, name, kind }) => (
        <Flex key={`${name} ${at}`} justify="space-between" gap={8} style={{ marginBottom: 6 }}>
          <span>{name === '' ? kind : name}</span>
          <Typography.Text type="secondary">{times.minute(at)}</Typography.Text>
        </Flex>
      ))}
    </Card>
  );
}

function PhoneCalendar({ since, onDone }: { since: number | null; onDone: () => void }): ReactNode {
  const tell = useTell();
  const times = useTimes();
  const button = (label: string, said: string): ReactNode => (
    <Button key={said} onClick={() => void tell(said, words.calendar).then(onDone)}>
      {label}
    </Button>
  );
  return (
    <Card title={words.calendar}>
      <Flex justify="space-between" align="center" gap={12} wrap>
        <span>{since === null ? words.calendarHow : `${words.calendarSince} ${times.day(since)}`}</span>
        {since === null ? (
          button(words.calendarGet, words.calendarWord)
        ) : (
          <Space>
            {button(words.calendarRenew, words.calendarRenewWord)}
            {button(words.calendarStop, words.calendarStopWord)}
          </Space>
        )}
      </Flex>
    </Card>
  );
}

function Office({ office, onDone }: { office: OfficeView; onDone: () => void }): ReactNode {
  const times = useTimes();
  const { sent, alarms, missed, online } = office;
  const isQuiet = alarms.length + missed.length + office.unknown.length + office.failed.length === 0;
  return (
    <Card title={words.office} extra={<Badge status={online ? 'success' : 'error'} text={online ? words.online : words.offline} />}>
      <Typography.Paragraph>
        {words.sent} {sent.messages} {words.messages}，{words.to} {sent.people} {words.people}
      </Typography.Paragraph>
      {isQuiet ? <Typography.Text type="success">{words.nothingStuck}</Typography.Text> : null}
      {alarms.map(({ kind, since }) => (
        <Typography.Paragraph key={kind} type="danger">
          {words.alarms}：{texts.alarm[kind]}，{times.minute(since)}
        </Typography.Paragraph>
      ))}
      <Stuck title={words.unknown} items={office.unknown} verbs={[words.resend, words.arrived]} onDone={onDone} />
      <Stuck title={words.failed} items={office.failed} verbs={[words.resend]} onDone={onDone} />
      {missed.map(({ name, plannedAt }) => (
        <Typography.Paragraph key={`${name} ${plannedAt}`}>
          {words.missed}：{name}，{times.minute(plannedAt)}
        </Typography.Paragraph>
      ))}
    </Card>
  );
}

interface StuckProps {
  title: string;
  items: OfficeView['unknown'];
  verbs: readonly string[];
  onDone: () => void;
}

function Stuck({ title, items, verbs, onDone }: StuckProps): ReactNode {
  const tell = useTell();
  if (items.length === 0) return null;
  return (
    <div role="list" aria-label={title}>
      <Typography.Text strong>{title}</Typography.Text>
      {items.map((item) => (
        <Flex key={item.no} role="listitem" justify="space-between" align="center" gap={8} wrap className="job">
          <span>
            {item.no}　{item.to}　{item.what}　{item.at}
          </span>
          <Space>
            {verbs.map((verb) => (
              <Button key={verb} size="small" onClick={() => void tell(`${verb} ${item.no}`, `${verb} ${item.no}`).then(onDone)}>
                {verb}
              </Button>
            ))}
          </Space>
        </Flex>
      ))}
    </div>
  );
}
