/** The audit trail, the newest first, page by page backwards. */
import { Button, Flex, Input, Table, Typography } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import type { AuditEntryView, AuditPage } from '../../../../application/view-audit.js';
import { ask, useAsk } from '../ask.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';

const words = texts.audit;

export default function Audit(): ReactNode {
  const [text, setText] = useState('');
  const loaded = useAsk<AuditPage>(pathOf(text));
  return (
    <Flex vertical gap={12}>
      <Input.Search
        allowClear
        placeholder={words.search}
        aria-label={words.search}
        onSearch={setText}
        maxLength={100}
        style={{ width: 280 }}
      />
      <Shown of={loaded}>{(first) => <Entries key={text} first={first} text={text} />}</Shown>
    </Flex>
  );
}

/** What has no word of its own is shown as it is stored. */
function wordFor(among: Readonly<Record<string, string>>, stored: string): string {
  return among[stored] ?? stored;
}

function pathOf(text: string, before?: number): string {
  const query = new URLSearchParams({ ...(text === '' ? {} : { text }), ...(before === undefined ? {} : { before: String(before) }) });
  return `/audit?${query.toString()}`;
}

function Entries({ first, text }: { first: AuditPage; text: string }): ReactNode {
  const times = useTimes();
  const [older, setOlder] = useState<AuditPage[]>([]);
  // What was read further back joins what is newest, which may have grown meanwhile.
  const last = older.at(-1) ?? first;
  useEffect(() => setOlder([]), [text]);
  const more = async (): Promise<void> => {
    if (last.before === null) return;
    const page = await ask<AuditPage>(pathOf(text, last.before));
    setOlder((before) => [...before, page]);
  };
  const entries = [...new Map([first, ...older].flatMap((page) => page.entries).map((entry) => [entry.no, entry])).values()];
  return (
    <>
      <Typography.Text type="secondary">
        {words.last} {first.last}，{words.sealed} {first.sealed}。{words.how}
      </Typography.Text>
      <Table<AuditEntryView>
        rowKey="no"
        size="small"
        dataSource={entries}
        pagination={false}
        scroll={{ x: 800 }}
        columns={[
          { title: words.no, dataIndex: 'no', width: 80 },
          { title: words.at, width: 160, render: (_, { at }) => times.minute(at) },
          { title: words.actor, width: 110, render: (_, { actor }) => wordFor(words.capacity, actor) },
          { title: words.as, width: 120, render: (_, { as }) => wordFor(words.capacity, as) },
          { title: words.act, width: 150, render: (_, { act }) => wordFor(words.acts, act) },
          { title: words.object, dataIndex: 'object' },
        ]}
      />
      {last.before === null ? null : <Button onClick={() => void more()}>{texts.common.more}</Button>}
    </>
  );
}
