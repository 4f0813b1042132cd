/** One cycle unit by unit, or counted by parent. */
import { Alert, Button, Flex, Segmented, Table, Tag, Typography } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { CycleUnitView, CycleWhole } from '../../../../application/view-cycles.js';
import type { UnitState } from '../../../../domain/cycle.js';
import { useAsk } from '../ask.js';
import { ExportButton } from '../export-button.js';
import { FindField } from '../find-field.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { ParentProgress } from './parent-progress.js';
import { UnitDrawer } from './unit-drawer.js';

const words = texts.cycles;
/** Told by letter as well as by colour. */
const colors: Record<UnitState, string> = { pending: 'gold', answered: 'green', late: 'lime', excused: 'default', unreached: 'magenta' };
const states = Object.keys(colors) as UnitState[];
const tableHeight = 560;

export function CycleUnits({ id }: { id: string }): ReactNode {
  const loaded = useAsk<CycleWhole>(`/cycles/${encodeURIComponent(id)}`);
  if (loaded.refused === 'not-found' && loaded.answer === undefined) return <Alert type="info" title={words.gone} />;
  return <Shown of={loaded}>{(cycle) => <Units cycle={cycle} />}</Shown>;
}

function Units({ cycle }: { cycle: CycleWhole }): ReactNode {
  const times = useTimes();
  const [state, setState] = useState<UnitState | 'all'>('all');
  const [typed, setTyped] = useState('');
  const [view, setView] = useState<'units' | 'parents'>('units');
  const [chosen, setChosen] = useState<string>();
  const [looked, setLooked] = useState<CycleUnitView>();
  const names = useMemo(() => new Map(cycle.units.map((unit) => [unit.id, unit.name])), [cycle]);
  const shown = useMemo(
    () =>
      cycle.units.filter(
        (unit) =>
          (state === 'all' || unit.state === state) &&
          (chosen === undefined || (names.has(unit.parent ?? '') ? unit.parent : '') === chosen) &&
          (unit.name.includes(typed) || (unit.askedTo?.includes(typed) ?? false)),
      ),
    [cycle, state, typed, chosen, names],
  );
  const countOf = (one: UnitState): number => cycle.units.filter((unit) => unit.state === one).length;
  return (
    <Flex vertical gap={12}>
      <Typography.Link href="#/cycles">{words.back}</Typography.Link>
      <Typography.Title level={4} style={{ margin: 0 }}>
        {cycle.title}　<Typography.Text type="secondary">{`${words.deadline} ${times.minute(cycle.deadline)}`}</Typography.Text>
      </Typography.Title>
      <Flex gap={8} wrap justify="space-between">
        <Segmented<'units' | 'parents'>
          value={view}
          onChange={setView}
          options={[
            { value: 'units', label: words.byUnit },
            { value: 'parents', label: words.byParent },
          ]}
        />
        <ExportButton name={cycle.title} />
      </Flex>
      {view === 'parents' ? (
        <ParentProgress
          units={cycle.units}
          onChoose={(one) => {
            setChosen(one);
            setView('units');
          }}
        />
      ) : (
        <>
      <Flex gap={12} wrap>
        <div className="scrolls">
          <Segmented<UnitState | 'all'>
          value={state}
          onChange={setState}
          options={[
            { value: 'all', label: `${texts.common.all} ${cycle.units.length}` },
            ...states.map((one) => ({ value: one, label: `${texts.state[one]} ${countOf(one)}` })),
          ]}
        />
        </div>
        <FindField typed={typed} onType={setTyped} />
        {chosen === undefined ? null : (
          <Tag closable onClose={() => setChosen(undefined)} style={{ alignSelf: 'center' }}>
            {`${words.under} ${names.get(chosen) ?? words.top}`}
          </Tag>
        )}
      </Flex>
      <Table<CycleUnitView>
        rowKey="id"
        virtual
        size="small"
        dataSource={shown}
        pagination={false}
        scroll={{ x: 900, y: tableHeight }}
        columns={[
          { title: words.number, dataIndex: 'number', width: 80 },
          { title: texts.common.unit, dataIndex: 'name', width: 160, ellipsis: true },
          { title: words.under, width: 140, ellipsis: true, render: (_, { parent }) => names.get(parent ?? '') ?? '' },
          { title: words.state, width: 100, render: (_, unit) => <Tag color={colors[unit.state]}>{texts.state[unit.state]}</Tag> },
          { title: words.words, width: 220, ellipsis: true, dataIndex: 'words' },
          { title: words.level, width: 90, render: (_, unit) => texts.level[unit.level] },
          { title: words.asked, width: 90, dataIndex: 'askedTo' },
          {
            title: '',
            width: 90,
            render: (_, unit) => (
              <Button size="small" aria-label={`${words.history} ${unit.name}`} onClick={() => setLooked(unit)}>
                {words.history}
              </Button>
            ),
          },
        ]}
      />
        </>
      )}
      {looked === undefined ? null : <UnitDrawer unit={looked} cycle={cycle} onClose={() => setLooked(undefined)} />}
    </Flex>
  );
}
