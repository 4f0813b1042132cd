/** One cycle unit by unit; what a unit answered is asked for with the word of the chat, which notes who looked. */
import { Alert, Button, Drawer, Flex, Input, Segmented, Table, Tag, Typography } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { CycleUnitView, CycleWhole } from '../../../../application/view-cycles.js';
import type { UnitState } from '../../../../domain/cycle.js';
import { say, useAsk, type Line } from '../ask.js';
import { SaidLines } from '../said-lines.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';

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
  const [looked, setLooked] = useState<CycleUnitView>();
  const names = useMemo(() => new Map(cycle.units.map((unit) => [unit.id, unit.name])), [cycle]);
  const shown = useMemo(
    () =>
      cycle.units.filter(
        (unit) => (state === 'all' || unit.state === state) && (unit.name.includes(typed) || (unit.askedTo?.includes(typed) ?? false)),
      ),
    [cycle, state, typed],
  );
  const countOf = (one: UnitState): number => cycle.units.filter((unit) => unit.state === one).length;
  return (
    <Flex vertical gap={12}>
      <Typography.Link href="#/cycles">{words.back}</Typography.Link>
      <Typography.Title level={4} style={{ margin: 0 }}>
        {cycle.title}　<Typography.Text type="secondary">{`${words.deadline} ${times.minute(cycle.deadline)}`}</Typography.Text>
      </Typography.Title>
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
        <Input
          allowClear
          placeholder={texts.common.search}
          aria-label={texts.common.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          style={{ width: 220 }}
        />
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
            width: 130,
            render: (_, unit) =>
              unit.versions === 0 ? null : (
                <Button size="small" onClick={() => setLooked(unit)}>
                  {words.look}
                </Button>
              ),
          },
        ]}
      />
      {looked === undefined ? null : <Look unit={looked} cycle={cycle} onClose={() => setLooked(undefined)} />}
    </Flex>
  );
}

function Look({ unit, cycle, onClose }: { unit: CycleUnitView; cycle: CycleWhole; onClose: () => void }): ReactNode {
  const [lines, setLines] = useState<Line[] | 'failed'>();
  useEffect(() => {
    let isWanted = true;
    say(`${words.lookWord} ${unit.name} ${cycle.title}`).then(
      (said) => isWanted && setLines(said),
      () => isWanted && setLines('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [unit, cycle.title]);
  return (
    <Drawer open onClose={onClose} title={`${unit.name}　${cycle.title}`} size={480}>
      {lines === undefined ? texts.common.loading : lines === 'failed' ? texts.say.failed : <SaidLines lines={lines} />}
    </Drawer>
  );
}
