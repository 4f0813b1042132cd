/** What a change adds and removes, told by signs as well as by colours. */
import { theme, Typography } from 'antd';
import type { ReactNode } from 'react';
import { diffLines, hunks } from './diff-lines.js';
import { texts } from './texts.js';

const words = texts.files;

export function DiffShown({ before, after }: { before: string; after: string }): ReactNode {
  const { token } = theme.useToken();
  const lines = diffLines(before, after);
  if (lines.every(({ kind }) => kind === 'same')) return <Typography.Text type="secondary">{words.nothing}</Typography.Text>;
  const looks = {
    added: { sign: '＋', word: words.added, background: token.colorSuccessBg },
    removed: { sign: '－', word: words.removed, background: token.colorErrorBg },
    same: { sign: '　', word: '', background: 'transparent' },
  } as const;
  return (
    <div role="group" aria-label={words.diff} className="scrolls" style={{ fontFamily: 'ui-monospace, Consolas, monospace', fontSize: 14 }}>
      {hunks(lines).map((line, index) =>
        line.kind === 'skipped' ? (
          <div key={index} style={{ color: token.colorTextSecondary }}>
            ⋯ {words.same} {line.count}
          </div>
        ) : (
          <div key={index} style={{ whiteSpace: 'pre', background: looks[line.kind].background, width: 'max-content', minWidth: '100%' }}>
            <span title={looks[line.kind].word}>{looks[line.kind].sign}</span> {line.text}
          </div>
        ),
      )}
    </div>
  );
}
