/** What the bot has asked of people in a week, as bars against the limit; of one person by cause. */
import { Card, Drawer, Empty, Flex, Segmented, theme, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { BurdenView } from '../../../../application/view-burden.js';
import { useAsk } from '../ask.js';
import { fill } from '../fill.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { Bars, type Bar } from './bars.js';

const words = texts.burden;

export default function Burden(): ReactNode {
  const loaded = useAsk<BurdenView>('/burden');
  return <Shown of={loaded}>{(burden) => <Weeks burden={burden} />}</Shown>;
}

function Weeks({ burden: { weeks, limit, people, causes } }: { burden: BurdenView }): ReactNode {
  const { token } = theme.useToken();
  const [week, setWeek] = useState(weeks.length - 1);
  const [looked, setLooked] = useState<string>();
  const of = people.find(({ id }) => id === looked);
  return (
    <Flex vertical gap={16}>
      <div className="scrolls">
        <Segmented<number>
          value={week}
          onChange={setWeek}
          options={weeks.map((monday, index) => ({
            value: index,
            label: index === weeks.length - 1 ? words.thisWeek : `${words.week} ${monday.slice(5)}`,
          }))}
        />
      </div>
      <Typography.Text type="secondary">
        {words.how} {words.limit}：{limit ?? words.none}
        {limit === null ? '' : `，${words.line}。`}
      </Typography.Text>
      <Card title={words.people} size="small">
        <Bars bars={barsOf(people, week)} limit={limit} color={token.colorPrimary} onChoose={setLooked} />
      </Card>
      <Card title={words.causes} size="small">
        <Bars bars={barsOf(causes, week)} limit={null} color={token.colorTextSecondary} />
      </Card>
      {of === undefined ? null : (
        <Drawer open onClose={() => setLooked(undefined)} title={fill(words.of, of.name)} size={420}>
          {barsOf(of.causes, week).length === 0 ? <Empty description={words.noMessage} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : null}
          <Bars bars={barsOf(of.causes, week)} limit={null} color={token.colorPrimary} />
        </Drawer>
      )}
    </Flex>
  );
}

/** Those with something in that week, the fullest first. */
function barsOf(rows: readonly { id?: string; name: string; messages: number[] }[], week: number): Bar[] {
  return rows
    .map(({ id, name, messages }) => ({ id: id ?? name, name, count: messages[week] ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
}
