/** Whom and what one looks for in the trail, and between which days. */
import { Flex, Input, Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { PersonView } from '../../../../application/view-people.js';
import { useAsk } from '../ask.js';
import { texts } from '../texts.js';

const words = texts.audit;

/** As the interface asks for it; what is absent is not asked for. */
export interface AuditFilter {
  text?: string;
  actor?: string;
  act?: string;
  from?: string;
  to?: string;
}

export function pathOf(filter: AuditFilter, before?: number): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '') as [string, string][];
  const query = new URLSearchParams([...given, ...(before === undefined ? [] : [['before', String(before)] as [string, string]])]);
  return `/audit?${query.toString()}`;
}

const acts = Object.entries(words.acts).map(([value, label]) => ({ value, label }));

export function AuditFilters({ filter, onChange }: { filter: AuditFilter; onChange: (filter: AuditFilter) => void }): ReactNode {
  const { answer: people = [] } = useAsk<PersonView[]>('/people');
  const actors = useMemo(
    () => [
      ...people.map(({ id, name, title }) => ({ value: id, label: `${name}　${title ?? ''}`.trim() })),
      ...(['operator', 'bot'] as const).map((value) => ({ value, label: words.capacity[value] })),
    ],
    [people],
  );
  const set = (key: keyof AuditFilter) => (value: string | undefined) => {
    const { [key]: _, ...rest } = filter;
    onChange(value === undefined || value === '' ? rest : { ...rest, [key]: value });
  };
  return (
    <Flex gap={8} wrap>
      <Input.Search allowClear placeholder={words.search} aria-label={words.search} onSearch={set('text')} maxLength={100} style={{ width: 200 }} />
      <Choice label={words.actor} all={words.everybody} options={actors} value={filter.actor} onChange={set('actor')} />
      <Choice label={words.act} all={words.everything} options={acts} value={filter.act} onChange={set('act')} />
      <Day label={words.from} value={filter.from} onChange={set('from')} />
      <Day label={words.to} value={filter.to} onChange={set('to')} />
    </Flex>
  );
}

interface ChoiceProps {
  label: string;
  all: string;
  options: { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

function Choice({ label, all, options, value, onChange }: ChoiceProps): ReactNode {
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={label}
      placeholder={`${label}：${all}`}
      options={options}
      value={value ?? null}
      onChange={(chosen: string | null | undefined) => onChange(chosen ?? undefined)}
      style={{ width: 180 }}
    />
  );
}

/** The browser's own field: it speaks the reader's language, on a phone as well. */
function Day({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string) => void }): ReactNode {
  return (
    <label>
      <Flex gap={4} align="center">
        {label}
        <Input type="date" value={value ?? ''} onChange={(event) => onChange(event.target.value)} style={{ width: 150 }} />
      </Flex>
    </label>
  );
}
