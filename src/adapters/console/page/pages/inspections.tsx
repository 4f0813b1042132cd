/** Inspections, spot checks and campaigns: how they stand, and what may be done about them, with the words of the chat. */
import { Flex, Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import type { InspectionsView } from '../../../../application/view-inspections.js';
import { useAsk } from '../ask.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { Campaigns } from './campaigns.js';
import { Draws } from './draws.js';
import { DoneInspections } from './done-inspections.js';
import { OpenInspections } from './open-inspections.js';

const words = texts.inspections;

type Tab = keyof typeof words.tabs;

export default function Inspections(): ReactNode {
  const loaded = useAsk<InspectionsView>('/inspections');
  return <Shown of={loaded}>{(view) => <Tabs view={view} onDone={loaded.again} />}</Shown>;
}

function Tabs({ view, onDone }: { view: InspectionsView; onDone: () => void }): ReactNode {
  const { inspections, draws, campaigns } = view;
  const tabs: Tab[] = [
    ...(inspections === null ? [] : (['open', 'done'] as const)),
    'draws',
    ...(campaigns === null ? [] : (['campaigns'] as const)),
  ];
  const [chosen, setChosen] = useState<Tab>();
  const tab = tabs.find((one) => one === chosen) ?? tabs[0] ?? 'draws';
  const sizes: Record<Tab, number> = {
    open: inspections?.open.length ?? 0,
    done: inspections?.count ?? 0,
    draws: draws.length,
    campaigns: campaigns?.length ?? 0,
  };
  return (
    <Flex vertical gap={16}>
      <div className="scrolls">
        <Segmented<Tab>
          value={tab}
          onChange={setChosen}
          options={tabs.map((one) => ({ value: one, label: `${words.tabs[one]} ${sizes[one]}` }))}
        />
      </div>
      {tab === 'open' && inspections !== null ? <OpenInspections open={inspections.open} onDone={onDone} /> : null}
      {tab === 'done' && inspections !== null ? <DoneInspections done={inspections.done} count={inspections.count} /> : null}
      {tab === 'draws' ? <Draws draws={draws} onDone={onDone} /> : null}
      {tab === 'campaigns' && campaigns !== null ? <Campaigns campaigns={campaigns} /> : null}
    </Flex>
  );
}
