/** Who answers for what to whom: all of it in a table, or the way up from one unit. Breaks are told in words and in red. */
import { Alert, Button, Card, Flex, Segmented, Select, Steps, Switch, Table, Typography } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { TreeUnitView, TreeView } from '../../../../application/view-tree.js';
import { useAsk } from '../ask.js';
import { FindField } from '../find-field.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { TreeChart } from './tree-chart.js';
import { TreeDrawer } from './tree-drawer.js';

const words = texts.tree;
const tableHeight = 600;

interface Row extends TreeUnitView {
  children?: Row[];
}

export default function Tree(): ReactNode {
  const loaded = useAsk<TreeView>('/tree');
  const [view, setView] = useState<'chart' | 'grid' | 'chain'>('chart');
  const [looked, setLooked] = useState<TreeUnitView>();
  return (
    <Shown of={loaded}>
      {(tree) => (
        <Flex vertical gap={12}>
          {tree.offices.length === 0 ? null : (
            <Alert type="error" title={words.offices} description={tree.offices.map((one) => <div key={one}>{one}</div>)} showIcon />
          )}
          <Segmented<'chart' | 'grid' | 'chain'>
            value={view}
            onChange={setView}
            options={[
              { value: 'chart', label: words.chart },
              { value: 'grid', label: words.grid },
              { value: 'chain', label: words.chain },
            ]}
            style={{ alignSelf: 'flex-start' }}
          />
          {view === 'chart' ? (
            <TreeChart units={tree.units} onOpen={setLooked} />
          ) : view === 'grid' ? (
            <Grid units={tree.units} onOpen={setLooked} />
          ) : (
            <Chain units={tree.units} />
          )}
          <Typography.Text type="secondary">{words.mend}</Typography.Text>
          {looked === undefined ? null : (
            <TreeDrawer unit={tree.units.find(({ id }) => id === looked.id) ?? looked} onClose={() => setLooked(undefined)} />
          )}
        </Flex>
      )}
    </Shown>
  );
}

function Grid({ units, onOpen }: { units: readonly TreeUnitView[]; onOpen: (unit: TreeUnitView) => void }): ReactNode {
  const [onlyBroken, setOnlyBroken] = useState(false);
  const [typed, setTyped] = useState('');
  const isFlat = onlyBroken || typed !== '';
  const rows = useMemo(
    () =>
      isFlat
        ? units.filter((unit) => (!onlyBroken || unit.broken.length > 0) && namesOf(unit).some((name) => name.includes(typed)))
        : nested(units),
    [units, onlyBroken, typed, isFlat],
  );
  return (
    <>
      <Flex gap={12} wrap align="center">
        <label>
          <Switch checked={onlyBroken} onChange={setOnlyBroken} aria-label={words.onlyBroken} /> {words.onlyBroken}
        </label>
        <FindField typed={typed} onType={setTyped} />
      </Flex>
      {onlyBroken && rows.length === 0 ? <Alert type="success" title={words.noneBroken} /> : null}
      <Table<Row>
        key={isFlat ? 'flat' : 'nested'}
        rowKey="id"
        virtual
        size="small"
        dataSource={rows}
        pagination={false}
        expandable={{ defaultExpandAllRows: units.length <= 300 }}
        scroll={{ x: 1000, y: tableHeight }}
        columns={[
          {
            title: texts.common.unit,
            width: 240,
            ellipsis: true,
            render: (_, unit) => (
              <Typography.Link href="#/tree" onClick={(event) => (event.preventDefault(), onOpen(unit))}>
                {unit.name}
              </Typography.Link>
            ),
          },
          { title: words.principal, width: 110, render: (_, { principal }) => principal ?? <Missing /> },
          { title: words.supervisors, width: 220, ellipsis: true, render: (_, unit) => supervisorsOf(unit) },
          { title: words.liaison, width: 110, render: (_, { liaison }) => liaison ?? <Missing /> },
          { title: words.members, width: 160, ellipsis: true, render: (_, { members }) => members.join('、') },
          {
            title: words.broken,
            width: 260,
            render: (_, { broken }) => (broken.length === 0 ? null : <Typography.Text type="danger">{`✕ ${broken.map((one) => one.words).join('；')}`}</Typography.Text>),
          },
        ]}
      />
    </>
  );
}

function Missing(): ReactNode {
  return <Typography.Text type="secondary">—</Typography.Text>;
}

function Chain({ units }: { units: readonly TreeUnitView[] }): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const byId = useMemo(() => new Map(units.map((unit) => [unit.id, unit])), [units]);
  const way: TreeUnitView[] = [];
  for (let unit = byId.get(chosen ?? ''); unit !== undefined && !way.includes(unit); unit = byId.get(unit.parent ?? '')) way.push(unit);
  return (
    <Card>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={words.choose}
        aria-label={words.choose}
        style={{ width: 320, marginBottom: 16 }}
        {...(chosen === undefined ? {} : { value: chosen })}
        onChange={(value: string) => setChosen(value)}
        options={units.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Steps
        orientation="vertical"
        current={-1}
        items={way.map((unit) => ({
          title: unit.name,
          status: unit.broken.length > 0 ? ('error' as const) : ('finish' as const),
          content: (
            <>
              <div>{`${words.principal}：${unit.principal ?? '—'}`}</div>
              <div>{`${words.supervisors}：${supervisorsOf(unit) === '' ? '—' : supervisorsOf(unit)}`}</div>
              <div>{`${words.liaison}：${unit.liaison ?? '—'}`}</div>
              {unit.broken.map((one) => (
                <Typography.Text key={one.words} type="danger" style={{ display: 'block' }}>
                  ✕ {one.words}
                </Typography.Text>
              ))}
            </>
          ),
        }))}
      />
      {way.length === 0 ? null : <Button onClick={() => setChosen(undefined)}>{texts.common.cancel}</Button>}
    </Card>
  );
}

function supervisorsOf({ supervisors }: TreeUnitView): string {
  return supervisors.map(({ name, as }) => (as === null ? name : `${name}（${as}）`)).join('、');
}

function namesOf({ name, principal, liaison, supervisors, members }: TreeUnitView): string[] {
  return [name, principal ?? '', liaison ?? '', ...supervisors.map((one) => one.name), ...members];
}

/** A unit whose parent is not shown stands at the top. */
function nested(units: readonly TreeUnitView[]): Row[] {
  const rows = new Map<string, Row>(units.map((unit) => [unit.id, { ...unit }]));
  const top: Row[] = [];
  for (const row of rows.values()) {
    const parent = row.parent === null ? undefined : rows.get(row.parent);
    if (parent === undefined) top.push(row);
    else (parent.children ??= []).push(row);
  }
  return top;
}
