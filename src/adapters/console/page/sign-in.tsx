/** The code from the chat opens the console. */
import { Alert, Button, Card, Form, Input, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MeView } from '../../../application/view-me.js';
import { ask, codeOf } from './ask.js';
import { isDemo } from './demo/is-demo.js';
import { texts } from './texts.js';

export function SignIn({ onSignedIn }: { onSignedIn: (me: MeView) => void }): ReactNode {
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  const enter = async ({ code }: { code: string }): Promise<void> => {
    setBusy(true);
    try {
      onSignedIn(await ask<MeView>('/sign-in', { code }));
    } catch (error) {
      const why = codeOf(error);
      setTrouble(why === 'wrong-code' ? texts.signIn.wrong : why === 'too-many' ? texts.signIn.tooMany : texts.common.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main style={{ maxWidth: 420, margin: '10vh auto', padding: 16 }}>
      <Card title={<Typography.Title level={3}>{texts.product}</Typography.Title>}>
        <Typography.Paragraph>{texts.signIn.how}</Typography.Paragraph>
        {isDemo ? (
          <Typography.Paragraph>
            {texts.signIn.demo} <a href="#/chat">{texts.toChat}</a>
          </Typography.Paragraph>
        ) : null}
        {trouble === undefined ? null : <Alert type="error" title={trouble} style={{ marginBottom: 16 }} />}
        <Form<{ code: string }> layout="vertical" onFinish={(values) => void enter(values)}>
          <Form.Item name="code" label={texts.signIn.code} rules={[{ required: true, message: texts.signIn.code }]}>
            <Input size="large" inputMode="numeric" autoComplete="one-time-code" autoFocus maxLength={40} />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {texts.signIn.enter}
          </Button>
        </Form>
      </Card>
    </main>
  );
}
