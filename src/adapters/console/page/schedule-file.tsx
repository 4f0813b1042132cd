/** A schedule as its file: paused and resumed, changed, tried over thirty days, put in force. */
import { Alert, Button, Flex } from 'antd';
import type { ReactNode } from 'react';
import { FileEditor } from './file-editor.js';
import { isPaused, withPause } from './pause-text.js';
import { Outlook } from './outlook.js';
import { go } from './route.js';
import { texts } from './texts.js';

const words = texts.schedules;
const planDays = 30;

export function ScheduleFile({ id }: { id: string }): ReactNode {
  return (
    <Flex vertical gap={12}>
      <Button onClick={() => go('schedules')} style={{ alignSelf: 'flex-start' }}>
        {words.back}
      </Button>
      <FileEditor
        file={{ folder: 'schedules', name: id }}
        days={planDays}
        tools={(text, change) => (
          <Button title={words.pauseHow} onClick={() => change(withPause(text, !isPaused(text)))}>
            {isPaused(text) ? words.resume : words.pause}
          </Button>
        )}
        note={(text) => (isPaused(text) ? <Alert type="warning" title={`${words.paused}。${words.pauseHow}`} /> : null)}
        besides={(trial) => <Outlook trial={trial} />}
      />
    </Flex>
  );
}
