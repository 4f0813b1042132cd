/** The audit trail: looked through backwards by who, what and when, and verified. */
import { Flex } from 'antd';
import { useState, type ReactNode } from 'react';
import type { AuditPage } from '../../../../application/view-audit.js';
import { useAsk } from '../ask.js';
import { Shown } from '../shown.js';
import { AuditEntries } from './audit-entries.js';
import { AuditFilters, pathOf, type AuditFilter } from './audit-filters.js';
import { AuditVerify } from './audit-verify.js';

export default function Audit(): ReactNode {
  const [filter, setFilter] = useState<AuditFilter>({});
  const path = pathOf(filter);
  const loaded = useAsk<AuditPage>(path);
  return (
    <Flex vertical gap={12}>
      <AuditVerify />
      <AuditFilters filter={filter} onChange={setFilter} />
      <Shown of={loaded}>{(first) => <AuditEntries key={path} first={first} filter={filter} />}</Shown>
    </Flex>
  );
}
