/** The people: what they are, and whether they can be reached; a code for whoever cannot. */
import { Button, Flex, Table, Tag } from 'antd';
import { useState, type ReactNode } from 'react';
import type { PersonView } from '../../../../application/view-people.js';
import { useAsk } from '../ask.js';
import { ExportButton } from '../export-button.js';
import { FindField } from '../find-field.js';
import { Shown } from '../shown.js';
import { texts } from '../texts.js';
import { useTell } from '../use-tell.js';

const words = texts.people;
const tableHeight = 600;

export default function People(): ReactNode {
  const loaded = useAsk<PersonView[]>('/people');
  return <Shown of={loaded}>{(people) => <All people={people} />}</Shown>;
}

function All({ people }: { people: readonly PersonView[] }): ReactNode {
  const tell = useTell();
  const [typed, setTyped] = useState('');
  const shown = people.filter(({ name, title, posts }) => [name, title ?? '', ...posts].some((part) => part.includes(typed)));
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap>
        <FindField typed={typed} onType={setTyped} />
        <ExportButton name={texts.jobs.what.roster} />
      </Flex>
      <Table<PersonView>
        rowKey="id"
        virtual
        size="small"
        dataSource={shown}
        pagination={false}
        scroll={{ x: 900, y: tableHeight }}
        columns={[
          { title: words.name, dataIndex: 'name', width: 110 },
          { title: words.title, width: 160, ellipsis: true, render: (_, { title }) => title ?? '' },
          { title: words.roles, width: 140, render: (_, { roles }) => roles.map((role) => <Tag key={role}>{words.role[role]}</Tag>) },
          { title: words.posts, width: 260, ellipsis: true, render: (_, { posts }) => posts.join('、') },
          { title: words.overseen, dataIndex: 'overseen', width: 80, align: 'right' },
          {
            title: words.wechat,
            width: 200,
            render: (_, { bound, left, away }) => (
              <>
                {left ? <Tag>{words.left}</Tag> : <Tag color={bound ? 'green' : 'red'}>{bound ? words.bound : words.unbound}</Tag>}
                {away === null ? null : (
                  <Tag>{`${words.away} ${away.until}${away.deputy === null ? '' : ` ${words.deputy}${away.deputy}${words.deputyDoes}`}`}</Tag>
                )}
              </>
            ),
          },
          {
            title: '',
            width: 100,
            render: (_, person) =>
              person.left ? null : (
                <Button size="small" onClick={() => void tell(`${words.code} ${person.name}`, `${words.code} ${person.name}`)}>
                  {words.code}
                </Button>
              ),
          },
        ]}
      />
    </Flex>
  );
}
