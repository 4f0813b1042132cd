/** Inspections under way, and the start of another. Nothing of what was found is here before it is handed in. */
import { Button, Card, Empty, Flex, Progress, Select, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { InspectableView, OpenInspectionView } from '../../../../application/view-inspections.js';
import { useAsk } from '../ask.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useTell } from '../use-tell.js';

const words = texts.inspections;

export function OpenInspections({ open, onDone }: { open: readonly OpenInspectionView[]; onDone: () => void }): ReactNode {
  return (
    <>
      <Start onDone={onDone} />
      {open.length === 0 ? <Empty description={words.noneOpen} image={Empty.PRESENTED_IMAGE_SIMPLE} /> : null}
      <Flex wrap gap={12}>
        {open.map((inspection) => (
          <One key={inspection.no} inspection={inspection} onDone={onDone} />
        ))}
      </Flex>
    </>
  );
}

function One({ inspection, onDone }: { inspection: OpenInspectionView; onDone: () => void }): ReactNode {
  const times = useTimes();
  const tell = useTell();
  const { no, unit, checklist, number, items, paused, waits, inspectors, startedAt, may } = inspection;
  const said = { resume: unit, join: `${unit} ${checklist}`, countersign: String(no) };
  const spoken = number === null ? items : number - 1;
  return (
    <Card size="small" title={`${unit}　${checklist}`} style={{ flex: '1 1 300px', maxWidth: 440 }} extra={<Where inspection={inspection} />}>
      <Progress percent={Math.round((spoken / Math.max(1, items)) * 100)} format={() => `${spoken}/${items}`} />
      <Typography.Paragraph style={{ margin: '8px 0' }}>
        {inspectors.join('、')}
        <Typography.Text type="secondary">{`　${times.minute(startedAt)}${words.started}`}</Typography.Text>
      </Typography.Paragraph>
      <Typography.Text type="secondary">
        {waits || number === null ? null : `${fill(words.item, number)}，${fill(words.of, items)}${paused ? `，${words.paused}` : ''}`}
      </Typography.Text>
      {may === null ? null : (
        <Flex justify="end">
          <Button
            type={may === 'join' ? 'default' : 'primary'}
            onClick={() => void tell(`${words.actions[may]} ${said[may]}`, `${words.actions[may]} ${unit}`).then(onDone)}
          >
            {words.actions[may]}
          </Button>
        </Flex>
      )}
    </Card>
  );
}

function Where({ inspection: { waits, paused, number } }: { inspection: OpenInspectionView }): ReactNode {
  if (waits) return <Tag color="gold">{words.waits}</Tag>;
  if (number === null) return <Tag color="cyan">{words.allSaid}</Tag>;
  return paused ? <Tag>{words.paused}</Tag> : <Tag color="blue">{words.walking}</Tag>;
}

function Start({ onDone }: { onDone: () => void }): ReactNode {
  const { answer: units = [] } = useAsk<InspectableView[]>('/inspectable');
  const tell = useTell();
  const [unit, setUnit] = useState<string>();
  const [checklist, setChecklist] = useState<string>();
  const fitting = units.find(({ name }) => name === unit)?.checklists ?? [];
  if (units.length === 0) return null;
  const chosen = checklist ?? (fitting.length === 1 ? fitting[0] : undefined);
  return (
    <Card size="small">
      <Flex wrap gap={12} align="center">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.startUnit}
          aria-label={words.startUnit}
          style={{ flex: '1 1 180px', maxWidth: 260 }}
          options={units.map(({ name }) => ({ value: name, label: name }))}
          onChange={(value: string) => {
            setUnit(value);
            setChecklist(undefined);
          }}
        />
        <Select
          placeholder={words.startList}
          aria-label={words.startList}
          style={{ flex: '1 1 180px', maxWidth: 260 }}
          disabled={unit === undefined}
          value={chosen ?? null}
          options={fitting.map((name) => ({ value: name, label: name }))}
          onChange={(value: string | null) => setChecklist(value ?? undefined)}
        />
        <Button
          type="primary"
          disabled={unit === undefined || chosen === undefined}
          onClick={() => void tell(`${words.start} ${unit} ${chosen}`, `${words.start} ${unit}`).then(onDone)}
        >
          {words.start}
        </Button>
        <Typography.Text type="secondary">{words.startHow}</Typography.Text>
      </Flex>
    </Card>
  );
}
