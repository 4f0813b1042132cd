/** What a workbook would change of the roster, sheet by sheet; or all that is wrong with it, with the cell where it stands. */
import { Alert, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { PreviewList, RosterPreview } from '../../../../application/roster-preview.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';

const words = texts.jobs.import;

export function PreviewShown({ preview }: { preview: RosterPreview }): ReactNode {
  return preview.kind === 'faulty' ? <Faults {...preview} /> : <Changes {...preview} />;
}

function Faults({ faults, more }: Extract<RosterPreview, { kind: 'faulty' }>): ReactNode {
  const lines = (
    <Flex vertical gap={6} role="list" aria-label={words.faultList} className="long-list">
      {faults.map(({ place, what, hint }, index) => (
        <div key={index} role="listitem" style={{ overflowWrap: 'anywhere' }}>
          <Typography.Text code>{place}</Typography.Text> {what}
          {hint === null ? null : <Typography.Text type="secondary"> {hint}</Typography.Text>}
        </div>
      ))}
      {more === 0 ? null : <Typography.Text type="secondary">{fill(words.moreFaults, more)}</Typography.Text>}
    </Flex>
  );
  return <Alert type="error" title={fill(words.faults, faults.length + more)} description={lines} />;
}

function Changes({ same, lists, more, warnings, ignored }: Extract<RosterPreview, { kind: 'changes' }>): ReactNode {
  if (same) return <Alert type="info" title={words.same} />;
  return (
    <Flex vertical gap={12}>
      {warnings.length === 0 ? null : (
        <Alert type="warning" title={words.warnings} description={warnings.map((warning, index) => <div key={index}>{warning}</div>)} />
      )}
      {ignored.length === 0 ? null : <Typography.Text type="secondary">{fill(words.ignored, ignored.join('、'))}</Typography.Text>}
      <div className="long-list">
        {lists.map((list) => (
          <SheetChanges key={list.sheet} list={list} />
        ))}
        {more === 0 ? null : <Typography.Text type="secondary">{fill(words.moreChanges, more)}</Typography.Text>}
      </div>
    </Flex>
  );
}

function SheetChanges({ list: { sheet, added, removed, moved, changed } }: { list: PreviewList }): ReactNode {
  return (
    <section aria-label={sheet}>
      <Typography.Title level={5} style={{ marginBlock: 8 }}>
        {sheet}
      </Typography.Title>
      <Flex vertical gap={6}>
        <Names color="red" word={words.removed} names={removed} />
        <Names color="green" word={words.added} names={added} />
        {moved.map(({ name, before, after }, index) => (
          <Line key={index} word={words.moved} name={name} what={`${before} → ${after}`} />
        ))}
        {changed.map(({ name, fields }, index) => (
          <Line key={index} word={words.changed} name={name} what={fields.map(({ label, before, after }) => `${label} ${before} → ${after}`).join('；')} />
        ))}
      </Flex>
    </section>
  );
}

function Names({ color, word, names }: { color: string; word: string; names: readonly string[] }): ReactNode {
  if (names.length === 0) return null;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Tag color={color}>{`${word} ${names.length}`}</Tag>
      {names.join('、')}
    </div>
  );
}

function Line({ word, name, what }: { word: string; name: string; what: string }): ReactNode {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Tag color="blue">{word}</Tag>
      <Typography.Text strong>{name}</Typography.Text> {what}
    </div>
  );
}
