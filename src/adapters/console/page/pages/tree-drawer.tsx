/** One unit of the tree: who answers for it, for what, where that is broken, and who mends it how. */
import { Alert, Button, Descriptions, Drawer, Flex, Space, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { TreeUnitView } from '../../../../application/view-tree.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';
import { useTell } from '../use-tell.js';

const words = texts.tree;

export function TreeDrawer({ unit, onClose }: { unit: TreeUnitView; onClose: () => void }): ReactNode {
  const tell = useTell();
  const { name, principal, supervisors, liaison, members, broken } = unit;
  const people = [...new Set([principal, ...supervisors.map((one) => one.name), liaison, ...members])].filter((one) => one !== null);
  const ask = (word: string, of: string): void => void tell(`${word} ${of}`, `${word} ${of}`);
  return (
    <Drawer open onClose={onClose} title={name} size={460}>
      <Flex vertical gap={16}>
        {broken.map((one) => (
          <Break key={one.words} broken={one} />
        ))}
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'principal', label: words.principal, children: principal ?? '—' },
            {
              key: 'supervisors',
              label: words.supervisors,
              children: supervisors.length === 0 ? '—' : supervisors.map((one) => (one.as === null ? one.name : `${one.name}（${one.as}）`)).join('、'),
            },
            { key: 'liaison', label: words.liaison, children: liaison ?? '—' },
            ...(members.length === 0 ? [] : [{ key: 'members', label: words.members, children: members.join('、') }]),
          ]}
        />
        <section>
          <Typography.Title level={5}>{words.duties}</Typography.Title>
          <Space wrap>
            {[name, ...people].map((one) => (
              <Button key={one} aria-label={`${words.duties} ${one}`} onClick={() => ask(words.dutiesWord, one)}>
                {one}
              </Button>
            ))}
          </Space>
        </section>
        <Button style={{ alignSelf: 'flex-start' }} onClick={() => ask(texts.cycles.lookWord, name)}>
          {words.look}
        </Button>
      </Flex>
    </Drawer>
  );
}

function Break({ broken: { words: what, mends, bind } }: { broken: TreeUnitView['broken'][number] }): ReactNode {
  const tell = useTell();
  return (
    <Alert
      type="error"
      showIcon
      title={what}
      {...(mends === null ? {} : { description: fill(words.mends, mends) })}
      {...(bind === null
        ? {}
        : {
            action: (
              <Button size="small" onClick={() => void tell(`${words.code} ${bind}`, `${words.code} ${bind}`)}>
                {words.code}
              </Button>
            ),
          })}
    />
  );
}
