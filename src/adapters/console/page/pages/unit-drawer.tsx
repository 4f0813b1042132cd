/** One unit of a cycle: what went out for it and which versions came back; what it answered only when asked for, for that is noted. */
import { Drawer, Flex, Tag, Timeline, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { CycleUnitView, CycleWhole } from '../../../../application/view-cycles.js';
import type { DeliveryView, UnitHistoryView } from '../../../../application/view-unit-history.js';
import { useAsk } from '../ask.js';
import { fill } from '../fill.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { UnitAnswers } from './unit-answers.js';

const words = texts.cycles.unit;
/** Told by words as well as by colour. */
const colors: Record<DeliveryView['state'], string> = {
  queued: 'gray',
  sending: 'blue',
  sent: 'green',
  failed: 'red',
  unknown: 'orange',
  dropped: 'gray',
};

export function UnitDrawer({ unit, cycle, onClose }: { unit: CycleUnitView; cycle: CycleWhole; onClose: () => void }): ReactNode {
  const loaded = useAsk<UnitHistoryView>(`/cycles/${encodeURIComponent(cycle.id)}/units/${encodeURIComponent(unit.id)}`);
  return (
    <Drawer open onClose={onClose} title={`${unit.name}　${cycle.title}`} size={480}>
      <Shown of={loaded}>
        {(history) => (
          <Flex vertical gap={16}>
            <Standing history={history} />
            <Versions history={history} />
            {history.expired ? null : <UnitAnswers cycle={cycle.id} unit={unit.id} />}
            <Deliveries history={history} />
          </Flex>
        )}
      </Shown>
    </Drawer>
  );
}

function Standing({ history: { words: stands, deadline, askedTo, promptAt } }: { history: UnitHistoryView }): ReactNode {
  const times = useTimes();
  return (
    <div>
      <Typography.Text strong>{stands}</Typography.Text>
      <div>{`${texts.cycles.deadline} ${times.minute(deadline)}`}</div>
      {askedTo === null ? null : (
        <div>{`${texts.cycles.asked} ${askedTo}${promptAt === null ? '' : `，${times.minute(promptAt)}${words.asked}`}`}</div>
      )}
    </div>
  );
}

function Versions({ history: { versions, expired } }: { history: UnitHistoryView }): ReactNode {
  const times = useTimes();
  return (
    <section>
      <Typography.Title level={5}>{words.versions}</Typography.Title>
      {expired ? <Typography.Text type="secondary">{words.expired}</Typography.Text> : null}
      {versions.length === 0 && !expired ? <Typography.Text type="secondary">{words.noVersion}</Typography.Text> : null}
      <Timeline
        items={versions.map(({ version, by, at, late, supplements }) => ({
          key: version,
          content: (
            <>
              {fill(words.version, version)}　{by}　<Typography.Text type="secondary">{times.minute(at)}</Typography.Text>{' '}
              {late ? <Tag color="orange">{words.late}</Tag> : null}
              {supplements > 0 ? <Tag>{fill(words.supplements, supplements)}</Tag> : null}
            </>
          ),
        }))}
      />
    </section>
  );
}

function Deliveries({ history: { deliveries } }: { history: UnitHistoryView }): ReactNode {
  const times = useTimes();
  return (
    <section>
      <Typography.Title level={5}>{words.deliveries}</Typography.Title>
      {deliveries.length === 0 ? <Typography.Text type="secondary">{words.noDelivery}</Typography.Text> : null}
      <Timeline
        items={deliveries.map(({ kind, to, state, at }) => ({
          key: `${kind} ${to} ${at}`,
          color: colors[state],
          content: (
            <>
              {words.kinds[kind]}　{to}　<Typography.Text type={state === 'failed' ? 'danger' : 'secondary'}>{`${words.states[state]}　${times.minute(at)}`}</Typography.Text>
            </>
          ),
        }))}
      />
      {deliveries.some(({ state }) => state === 'sent') ? <Typography.Text type="secondary">{words.how}</Typography.Text> : null}
    </section>
  );
}
