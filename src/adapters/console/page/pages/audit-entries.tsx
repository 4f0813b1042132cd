/** Entries of the trail, the newest first, page by page backwards. */
import { Button, Empty, Flex, Spin, Table, Typography } from 'antd';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { AuditObjectView } from '../../../../application/audit-object.js';
import type { AuditEntryView, AuditPage } from '../../../../application/view-audit.js';
import { ask } from '../ask.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { pathOf, type AuditFilter } from './audit-filters.js';

const words = texts.audit;

/** What has no word of its own is shown as it is stored. */
function wordFor(among: Readonly<Record<string, string>>, stored: string): string {
  return among[stored] ?? stored;
}

export function AuditEntries({ first, filter }: { first: AuditPage; filter: AuditFilter }): ReactNode {
  const times = useTimes();
  const [older, setOlder] = useState<AuditPage[]>([]);
  const [failed, setFailed] = useState(false);
  // What was read further back joins what is newest, which may have grown meanwhile.
  const last = older.at(-1) ?? first;
  const more = useCallback(async (): Promise<void> => {
    if (last.before === null) return;
    try {
      const page = await ask<AuditPage>(pathOf(filter, last.before));
      setOlder((before) => [...before, page]);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [last.before, filter]);
  const entries = [...new Map([first, ...older].flatMap((page) => page.entries).map((entry) => [entry.no, entry])).values()];
  // One look goes a stretch back only: as long as nothing was found it goes on by itself.
  const isSearching = entries.length === 0 && last.before !== null && !failed;
  useEffect(() => {
    if (isSearching) void more();
  }, [isSearching, more]);
  return (
    <Flex vertical gap={12}>
      <Typography.Text type="secondary">
        {words.last} {first.last}，{words.sealed} {first.sealed}
      </Typography.Text>
      {isSearching ? (
        <div aria-live="polite">
          <Spin size="small" /> {fill(words.searching, last.before)}
        </div>
      ) : null}
      <Table<AuditEntryView>
        rowKey="no"
        size="small"
        dataSource={entries}
        pagination={false}
        scroll={{ x: 900 }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={isSearching ? '' : words.none} /> }}
        columns={[
          { title: words.no, dataIndex: 'no', width: 80 },
          { title: words.at, width: 160, render: (_, { at }) => times.minute(at) },
          { title: words.actor, width: 110, render: (_, { actor }) => wordFor(words.capacity, actor) },
          { title: words.as, width: 120, render: (_, { as }) => wordFor(words.capacity, as) },
          { title: words.act, width: 150, render: (_, { act }) => wordFor(words.acts, act) },
          { title: words.object, render: (_, { object, about }) => <About object={object} about={about} /> },
        ]}
      />
      {last.before === null || isSearching ? null : <Button onClick={() => void more()}>{texts.common.more}</Button>}
      {failed ? <Typography.Text type="danger">{texts.common.failed}</Typography.Text> : null}
    </Flex>
  );
}

/** In words, with what is stored beside it: that is what is sealed. */
function About({ object, about }: { object: string; about: AuditObjectView }): ReactNode {
  const said = wordsOf(about);
  if (said === '') return object;
  return (
    <>
      {said} <Typography.Text type="secondary">{object}</Typography.Text>
    </>
  );
}

function wordsOf({ title, unit, person, matter, circular, schedule }: AuditObjectView): string {
  const numbered = matter === null ? null : fill(matter.kind === null ? words.gone : words.matters[matter.kind], matter.no);
  const parts = [
    numbered,
    title,
    circular === null ? null : fill(words.circular, circular),
    schedule === null ? null : fill(words.schedule, schedule),
    unit,
    person,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
