/** How a cycle stands below each parent: a row for each, with its units counted by state. */
import { Progress, Table, Typography } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { CycleUnitView } from '../../../../application/view-cycles.js';
import type { UnitState } from '../../../../domain/cycle.js';
import { texts } from '../texts.js';

const words = texts.cycles;
const tableHeight = 560;
const open: readonly UnitState[] = ['pending', 'late', 'unreached', 'excused'];

interface Row {
  id: string;
  name: string;
  total: number;
  counts: Record<UnitState, number>;
}

/** `onChoose`: a parent's id; of those without one that is shown, the empty text. */
export function ParentProgress({ units, onChoose }: { units: readonly CycleUnitView[]; onChoose: (parent: string) => void }): ReactNode {
  const rows = useMemo(() => rowsOf(units), [units]);
  return (
    <Table<Row>
      rowKey="id"
      virtual
      size="small"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 760, y: tableHeight }}
      columns={[
        {
          title: words.under,
          width: 180,
          ellipsis: true,
          render: (_, { id, name }) => (
            <Typography.Link href="#" onClick={(event) => (event.preventDefault(), onChoose(id))}>
              {name}
            </Typography.Link>
          ),
        },
        {
          title: words.answered,
          width: 260,
          render: (_, { total, counts: { answered, late } }) => (
            <Progress percent={Math.round(((answered + late) / total) * 100)} format={() => `${answered + late}/${total}`} size="small" />
          ),
        },
        ...open.map((state) => ({
          title: texts.state[state],
          width: 80,
          render: (_: unknown, { counts }: Row) => (counts[state] === 0 ? <Typography.Text type="secondary">0</Typography.Text> : counts[state]),
        })),
      ]}
    />
  );
}

/** In the order of the units; a parent that is not shown itself has no name here. */
function rowsOf(units: readonly CycleUnitView[]): Row[] {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const rows = new Map<string, Row>();
  for (const { parent, state } of units) {
    const id = parent !== null && names.has(parent) ? parent : '';
    const row = rows.get(id) ?? {
      id,
      name: names.get(id) ?? words.top,
      total: 0,
      counts: { pending: 0, answered: 0, late: 0, excused: 0, unreached: 0 },
    };
    row.total += 1;
    row.counts[state] += 1;
    rows.set(id, row);
  }
  return [...rows.values()];
}
