/** Counts as bars, with the limit as a line across them; what is above it is told by a sign and a word as well. */
import { Empty, Table, theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { fill } from '../fill.js';
import { texts } from '../texts.js';

const words = texts.burden;
const tableHeight = 420;
const rowHeight = 41;

export interface Bar {
  id: string;
  name: string;
  count: number;
}

interface BarsProps {
  bars: readonly Bar[];
  limit: number | null;
  color: string;
  /** Absent: there is nothing more to a bar. */
  onChoose?: (id: string) => void;
}

export function Bars({ bars, limit, color, onChoose }: BarsProps): ReactNode {
  if (bars.length === 0) return <Empty description={words.noMessage} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  const most = Math.max(limit ?? 0, ...bars.map(({ count }) => count)) * 1.05;
  return (
    <Table<Bar>
      rowKey="id"
      virtual
      size="small"
      showHeader={false}
      dataSource={[...bars]}
      pagination={false}
      scroll={{ x: 280, y: Math.min(tableHeight, bars.length * rowHeight + 1) }}
      columns={[
        {
          width: 110,
          ellipsis: true,
          render: (_, { id, name }) =>
            onChoose === undefined ? (
              name
            ) : (
              <Typography.Link href="#/burden" onClick={(event) => (event.preventDefault(), onChoose(id))}>
                {name}
              </Typography.Link>
            ),
        },
        { render: (_, bar) => <Line count={bar.count} most={most} limit={limit} color={color} /> },
      ]}
    />
  );
}

function Line({ count, most, limit, color }: { count: number; most: number; limit: number | null; color: string }): ReactNode {
  const { token } = theme.useToken();
  const isOver = limit !== null && count > limit;
  const percent = (part: number): string => `${(part / most) * 100}%`;
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      <div style={{ position: 'relative', flex: 1, height: 18 }} aria-hidden>
        <div style={{ width: percent(count), height: 18, borderRadius: 3, background: color, opacity: isOver ? 1 : 0.55 }} />
        {limit === null ? null : (
          <div style={{ position: 'absolute', left: percent(limit), top: -6, bottom: -6, borderLeft: `2px dashed ${token.colorText}` }} />
        )}
      </div>
      <Typography.Text style={{ width: 84 }} {...(isOver ? { type: 'danger' as const } : {})}>
        {fill(words.times, count)}
        {isOver ? ` ▲${words.over}` : ''}
      </Typography.Text>
    </div>
  );
}
