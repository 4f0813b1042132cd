/** Spot checks: the frozen lot, the number, who was drawn and how far they have come. A unit that was not reached is a case for the telephone. */
import { Button, Card, Descriptions, Empty, Flex, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import type { DrawView } from '../../../../application/view-draws.js';
import { fill } from '../fill.js';
import { texts } from '../texts.js';
import { useTimes } from '../times.js';
import { useAskWords, type Question } from '../use-ask-words.js';
import { useTell } from '../use-tell.js';

const words = texts.inspections.draw;
const stateColors: Record<DrawView['state'], string> = {
  committed: 'gold',
  drawn: 'blue',
  asking: 'blue',
  calling: 'orange',
  disclosed: 'green',
  lapsed: 'default',
};
const reachColors: Record<DrawView['units'][number]['reach'], string> = {
  answered: 'green',
  called: 'cyan',
  waiting: 'blue',
  silent: 'orange',
  excused: 'default',
};

export function Draws({ draws, onDone }: { draws: readonly DrawView[]; onDone: () => void }): ReactNode {
  const askWords = useAskWords(onDone);
  if (draws.length === 0) return <Empty description={texts.inspections.noneDraws} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  return draws.map((draw) => <One key={draw.no} draw={draw} onAsk={askWords} />);
}

function One({ draw, onAsk }: { draw: DrawView; onAsk: (question: Question) => void }): ReactNode {
  const times = useTimes();
  const tell = useTell();
  const { no, title, batch, plan, filing, at, state, lot, number, drawn, key, mayName } = draw;
  const out = lot.out.map(({ unit, reason }) => `${unit}（${reason}）`).join('、');
  return (
    <Card
      size="small"
      title={`${title}　${fill(words.batch, batch)}`}
      extra={<Tag color={stateColors[state]}>{words.states[state]}</Tag>}
      actions={[
        ...(mayName
          ? [
              <Button
                key="name"
                type="primary"
                onClick={() => onAsk({ words: `${words.nameWord} ${no}`, ask: words.nameAsk, title: `${words.name}　${fill(words.batch, batch)}` })}
              >
                {words.name}
              </Button>,
            ]
          : []),
        <Button key="look" type="text" onClick={() => void tell(`${words.lookWord} ${no}`, fill(words.batch, batch))}>
          {words.look}
        </Button>,
      ]}
    >
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'at', label: texts.inspections.started, children: times.minute(at) },
          { key: 'plan', label: words.plan, children: `${plan}　${filing}` },
          {
            key: 'lot',
            label: words.lot,
            children:
              lot.excluded > 0
                ? fill(words.lotWordsWithout, lot.candidates, lot.sample, lot.excluded)
                : fill(words.lotWords, lot.candidates, lot.sample),
          },
          ...(out === '' ? [] : [{ key: 'out', label: words.excluded, children: out }]),
          { key: 'codes', label: words.codes, children: `${words.code} ${lot.code}　${words.secret} ${lot.secret}` },
          ...(number === null ? [] : [{ key: 'number', label: words.number, children: `${number.digits}（${number.by}${words.typedBy}）` }]),
          ...(drawn.length === 0 ? [] : [{ key: 'drawn', label: words.drawn, children: drawn.join('、') }]),
          {
            key: 'key',
            label: words.key,
            children: key === null ? words.public : <span style={{ overflowWrap: 'anywhere' }}>{key}</span>,
          },
        ]}
      />
      <Units draw={draw} onAsk={onAsk} />
    </Card>
  );
}

function Units({ draw: { units }, onAsk }: { draw: DrawView; onAsk: (question: Question) => void }): ReactNode {
  if (units.length === 0) return null;
  return (
    <>
      <Flex wrap gap={8} style={{ marginTop: 8 }}>
        {units.map(({ name, reach, mayCall }) => (
          <Tag key={name} color={reachColors[reach]} style={{ padding: '4px 8px' }}>
            {name} {words.reach[reach]}
            {mayCall ? (
              <Button
                size="small"
                style={{ marginLeft: 8 }}
                aria-label={`${words.callWord} ${name}`}
                onClick={() => onAsk({ words: `${words.callWord} ${name}`, ask: words.callAsk })}
              >
                {words.callWord}
              </Button>
            ) : null}
          </Tag>
        ))}
      </Flex>
      {units.some(({ reach }) => reach === 'silent') ? <Typography.Text type="secondary">{words.silentHow}</Typography.Text> : null}
    </>
  );
}
