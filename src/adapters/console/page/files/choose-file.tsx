/** A field for one workbook: by keyboard, by a click, or dropped on it. */
import { Button, Flex, theme, Typography } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { texts } from '../texts.js';

const words = texts.jobs.import;

export function ChooseFile({ onChoose, disabled }: { onChoose: (file: File) => void; disabled: boolean }): ReactNode {
  const { token } = theme.useToken();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined && !disabled) onChoose(file);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
      style={{
        border: `1px dashed ${over ? token.colorPrimary : token.colorBorder}`,
        borderRadius: token.borderRadius,
        background: token.colorFillQuaternary,
        padding: 16,
      }}
    >
      <Flex gap={12} wrap align="center">
        <Button disabled={disabled} onClick={() => field.current?.click()}>
          {words.choose}
        </Button>
        <Typography.Text type="secondary">{words.drop}</Typography.Text>
        {/* Its own button speaks the language of the browser. */}
        <input
          ref={field}
          type="file"
          hidden
          accept=".xlsx"
          aria-label={words.choose}
          disabled={disabled}
          onChange={(event) => {
            take(event.target.files);
            // The same file, mended, is chosen again.
            event.target.value = '';
          }}
        />
      </Flex>
    </div>
  );
}
