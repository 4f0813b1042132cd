/** Inspections that were handed in, with their totals; what was found is in the ledger. */
import { Empty, Flex, Select, Switch, Table, Tag, Typography } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { DoneInspectionView } from '../../../../application/view-inspections.js';
import { fill } from '../fill.js';
import { FindField } from '../find-field.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useTell } from '../use-tell.js';

const words = texts.inspections;
const tableHeight = 520;

export function DoneInspections({ done, count }: { done: readonly DoneInspectionView[]; count: number }): ReactNode {
  const times = useTimes();
  const tell = useTell();
  const [typed, setTyped] = useState('');
  const [checklist, setChecklist] = useState<string>();
  const [onlyProblems, setOnlyProblems] = useState(false);
  const checklists = useMemo(() => [...new Set(done.map((one) => one.checklist))], [done]);
  const shown = done.filter(
    (one) =>
      (checklist === undefined || one.checklist === checklist) &&
      (!onlyProblems || one.problem > 0) &&
      [one.unit, ...one.inspectors].some((name) => name.includes(typed)),
  );
  if (done.length === 0) return <Empty description={words.noneDone} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return (
    <>
      <Flex gap={12} wrap align="center">
        <FindField typed={typed} onType={setTyped} />
        <Select
          allowClear
          placeholder={words.allLists}
          aria-label={words.checklist}
          style={{ width: 200 }}
          options={checklists.map((one) => ({ value: one, label: one }))}
          onChange={(value: string | undefined) => setChecklist(value)}
        />
        <label>
          <Switch checked={onlyProblems} onChange={setOnlyProblems} aria-label={words.onlyProblems} /> {words.onlyProblems}
        </label>
      </Flex>
      {count > done.length ? <Typography.Text type="secondary">{fill(words.more, count)}</Typography.Text> : null}
      <Table<DoneInspectionView>
        rowKey="no"
        virtual
        size="small"
        dataSource={shown}
        pagination={false}
        scroll={{ x: 900, y: tableHeight }}
        columns={[
          { title: words.unit, dataIndex: 'unit', width: 140, ellipsis: true },
          { title: words.checklist, dataIndex: 'checklist', width: 150, ellipsis: true },
          { title: words.done, width: 160, render: (_, { at }) => times.minute(at) },
          { title: words.inspectors, width: 140, ellipsis: true, render: (_, { inspectors }) => inspectors.join('、') },
          {
            title: words.problem,
            width: 110,
            render: (_, { problem }) => (problem === 0 ? <Tag>{words.noProblem}</Tag> : <Tag color="orange">{`▲ ${problem}`}</Tag>),
          },
          { title: words.fine, dataIndex: 'fine', width: 70 },
          { title: words.notApplicable, dataIndex: 'notApplicable', width: 80 },
          {
            title: words.findings,
            width: 200,
            render: (_, { findings }) =>
              findings.map((no) => (
                <Typography.Link
                  key={no}
                  role="button"
                  tabIndex={0}
                  style={{ marginRight: 8 }}
                  onClick={() => void tell(`${texts.ledger.showWord} ${no}`, `${texts.ledger.show} ${no}`)}
                  onKeyDown={({ key }) => (key === 'Enter' ? void tell(`${texts.ledger.showWord} ${no}`, `${texts.ledger.show} ${no}`) : undefined)}
                >
                  {no}
                </Typography.Link>
              )),
          },
        ]}
      />
    </>
  );
}
