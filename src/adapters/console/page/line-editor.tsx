/** A plain field for a file: lines are numbered and not wrapped, and those with faults are marked. */
import { Flex, theme } from 'antd';
import { useRef, type ReactNode, type RefObject } from 'react';

/** Of the field: as many as the text has, within these. */
const [fewestLines, mostLines] = [8, 24];
const lineHeight = '1.6em';
const font = { fontFamily: 'ui-monospace, Menlo, Consolas, "WenQuanYi Micro Hei Mono", monospace', fontSize: 14, lineHeight } as const;

export interface LineEditorProps {
  field: RefObject<HTMLTextAreaElement | null>;
  label: string;
  value: string;
  readOnly: boolean;
  /** Numbers of faulty lines, from 1. */
  marked: ReadonlySet<number>;
  onChange: (text: string) => void;
}

export function LineEditor({ field, label, value, readOnly, marked, onChange }: LineEditorProps): ReactNode {
  const { token } = theme.useToken();
  const numbers = useRef<HTMLDivElement>(null);
  const lines = value.split('\n').length;
  const scrolled = (top: number): void => numbers.current?.scrollTo({ top });
  return (
    <Flex style={{ border: `1px solid ${token.colorBorder}`, borderRadius: token.borderRadius, height: `calc(${Math.min(mostLines, Math.max(fewestLines, lines + 1))} * 14px * 1.6 + 16px)`, overflow: 'hidden' }}>
      <div
        ref={numbers}
        aria-hidden
        style={{ ...font, overflow: 'hidden', padding: 8, textAlign: 'right', color: token.colorTextSecondary, background: token.colorFillQuaternary }}
      >
        {Array.from({ length: lines }, (_, index) => (
          <div key={index} style={marked.has(index + 1) ? { color: token.colorErrorText, background: token.colorErrorBg, fontWeight: 700 } : undefined}>
            {marked.has(index + 1) ? `▸${index + 1}` : index + 1}
          </div>
        ))}
        <div style={{ height: 40 }} />
      </div>
      <textarea
        ref={field}
        aria-label={label}
        value={value}
        readOnly={readOnly}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => scrolled(event.currentTarget.scrollTop)}
        style={{ ...font, flex: 1, minWidth: 0, border: 0, outlineOffset: -2, padding: 8, resize: 'none', color: token.colorText, background: token.colorBgContainer, whiteSpace: 'pre' }}
      />
    </Flex>
  );
}

/** Puts the cursor at a place of a text, both from 1, and brings it into view. */
export function goToPlace(field: HTMLTextAreaElement | null, { line, column }: { line: number; column: number }): void {
  if (field === null) return;
  const before = field.value.split('\n').slice(0, line - 1);
  const at = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  field.focus();
  field.setSelectionRange(at, at);
  field.scrollTop = Math.max(0, (line - 5) * 14 * 1.6);
}
