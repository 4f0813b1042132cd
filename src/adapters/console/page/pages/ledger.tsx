/** The rectification ledger: filtered, looked at, and moved with the words of the chat. */
import { App, Button, Flex, Input, Segmented, Select, Space, Switch, Table, Tag, Typography } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { FindingAction, FindingView, LedgerView } from '../../../../application/view-ledger.js';
import { say, useAsk } from '../ask.js';
import { ExportButton } from '../export-button.js';
import { FindField } from '../find-field.js';
import { SaidLines } from '../said-lines.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useTell } from '../use-tell.js';

const words = texts.ledger;
const tableHeight = 600;
const colors: Record<FindingView['state'], string> = {
  proposed: 'default',
  open: 'gold',
  working: 'blue',
  reported: 'cyan',
  'sent-back': 'orange',
  closed: 'green',
};

export default function Ledger(): ReactNode {
  const [closed, setClosed] = useState(false);
  const loaded = useAsk<LedgerView>(`/ledger?closed=${closed}`);
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap justify="space-between">
        <Segmented<boolean>
          value={closed}
          onChange={setClosed}
          options={[
            { value: false, label: words.open },
            { value: true, label: words.closed },
          ]}
        />
        <ExportButton name={texts.jobs.what.ledger} />
      </Flex>
      <Shown of={loaded}>{(ledger) => <Findings ledger={ledger} onDone={loaded.again} />}</Shown>
    </Flex>
  );
}

function Findings({ ledger, onDone }: { ledger: LedgerView; onDone: () => void }): ReactNode {
  const times = useTimes();
  const { modal, message } = App.useApp();
  const tell = useTell();
  const [typed, setTyped] = useState('');
  const [field, setField] = useState<string>();
  const [unit, setUnit] = useState<string>();
  const [state, setState] = useState<FindingView['state']>();
  const [onlyLate, setOnlyLate] = useState(false);
  const fields = useMemo(() => [...new Set(ledger.findings.map((finding) => finding.field))], [ledger]);
  const units = useMemo(() => [...new Set(ledger.findings.map((finding) => finding.unitName))], [ledger]);
  const states = useMemo(() => [...new Set(ledger.findings.map((finding) => finding.state))], [ledger]);
  const shown = ledger.findings.filter(
    (finding) =>
      (field === undefined || finding.field === field) &&
      (unit === undefined || finding.unitName === unit) &&
      (state === undefined || finding.state === state) &&
      (!onlyLate || finding.late > 0) &&
      [finding.unitName, finding.owner, finding.text, String(finding.no)].some((part) => part.includes(typed)),
  );
  /** Whoever closes one sees first what shows that it is mended. */
  const close = async ({ no }: FindingView): Promise<void> => {
    const { word } = words.actions.close;
    try {
      const shownFirst = await say(`${words.showWord} ${no}`);
      modal.confirm({
        title: `${word} ${no}`,
        width: 560,
        content: (
          <>
            <SaidLines lines={shownFirst} />
            <Typography.Text type="secondary">{words.closeHow}</Typography.Text>
          </>
        ),
        okText: word,
        onOk: () => tell(`${word} ${no}`, `${word} ${no}`).then(onDone),
      });
    } catch {
      message.error(texts.say.failed);
    }
  };
  const act = ({ no }: FindingView, action: FindingAction): void => {
    const { word, ask } = words.actions[action];
    let detail = '';
    modal.confirm({
      title: `${word} ${no}`,
      content:
        ask === '' ? null : (
          <Input.TextArea placeholder={ask} aria-label={ask} rows={3} maxLength={2000} onChange={(event) => (detail = event.target.value)} />
        ),
      onOk: () => tell(`${word} ${no} ${detail}`.trim(), `${word} ${no}`).then(onDone),
    });
  };
  return (
    <>
      <Flex gap={12} wrap>
        <FindField typed={typed} onType={setTyped} />
        <Select
          allowClear
          placeholder={words.field}
          aria-label={words.field}
          style={{ width: 180 }}
          options={fields.map((one) => ({ value: one, label: one }))}
          onChange={(value: string | undefined) => setField(value)}
        />
        <Select
          allowClear
          showSearch
          placeholder={texts.common.unit}
          aria-label={texts.common.unit}
          style={{ width: 160 }}
          options={units.map((one) => ({ value: one, label: one }))}
          onChange={(value: string | undefined) => setUnit(value)}
        />
        <Select
          allowClear
          placeholder={words.state}
          aria-label={words.state}
          style={{ width: 130 }}
          options={states.map((one) => ({ value: one, label: words.states[one] }))}
          onChange={(value: FindingView['state'] | undefined) => setState(value)}
        />
        <label style={{ alignSelf: 'center' }}>
          <Switch checked={onlyLate} onChange={setOnlyLate} aria-label={words.onlyLate} /> {words.onlyLate}
        </label>
        {ledger.more ? <Typography.Text type="secondary">{words.more}</Typography.Text> : null}
      </Flex>
      <Table<FindingView>
        rowKey="no"
        virtual
        size="small"
        dataSource={shown}
        pagination={false}
        scroll={{ x: 1200, y: tableHeight }}
        columns={[
          { title: words.no, dataIndex: 'no', width: 70 },
          { title: texts.common.unit, dataIndex: 'unitName', width: 120, ellipsis: true },
          { title: words.field, dataIndex: 'field', width: 110, ellipsis: true },
          { title: words.text, dataIndex: 'text', width: 300, ellipsis: true },
          { title: words.photos, width: 70, render: (_, { photos }) => (photos === 0 ? '' : photos) },
          { title: words.owner, dataIndex: 'owner', width: 90 },
          { title: words.state, width: 100, render: (_, one) => <Tag color={colors[one.state]}>{words.states[one.state]}</Tag> },
          {
            title: words.due,
            width: 170,
            render: (_, { dueAt, late }) => (
              <>
                {dueAt === null ? '' : times.day(dueAt)}
                {late > 0 ? <Typography.Text type="danger">{` ${words.late} ${late} ${words.days}`}</Typography.Text> : null}
              </>
            ),
          },
          {
            title: '',
            width: 240,
            render: (_, finding) => (
              <Space size={4} wrap>
                <Button size="small" onClick={() => void tell(`${words.showWord} ${finding.no}`, `${words.show} ${finding.no}`)}>
                  {words.show}
                </Button>
                {finding.may.map((action) => (
                  <Button key={action} size="small" onClick={() => (action === 'close' ? void close(finding) : act(finding, action))}>
                    {words.actions[action].word}
                  </Button>
                ))}
              </Space>
            ),
          },
        ]}
      />
    </>
  );
}
