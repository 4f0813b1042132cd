/** The frame of the console: who is signed in, where one can go, and the page one is on. */
import { App as Messages, Button, ConfigProvider, Layout, Menu, Space, theme, Typography } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, useEffect, useState, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import type { MeView } from '../../../application/view-me.js';
import type { Page } from '../../../domain/pages.js';
import { ask } from './ask.js';
import { isDemo } from './demo/is-demo.js';
import { MayFiles } from './may-files.js';
import { nonce } from './nonce.js';
import { go, useRoute } from './route.js';
import { Say } from './say.js';
import { SignIn } from './sign-in.js';
import { texts } from './texts.js';
import { Timezone } from './times.js';
import { Today } from './pages/today.js';


const shownBy: Record<Page, ComponentType> = {
  today: Today,
  cycles: lazy(() => import('./pages/cycles.js')),
  tree: lazy(() => import('./pages/tree.js')),
  inspections: lazy(() => import('./pages/inspections.js')),
  ledger: lazy(() => import('./pages/ledger.js')),
  schedules: lazy(() => import('./pages/schedules.js')),
  templates: lazy(() => import('./pages/templates.js')),
  people: lazy(() => import('./pages/people.js')),
  files: lazy(() => import('./pages/files.js')),
  audit: lazy(() => import('./pages/audit.js')),
  burden: lazy(() => import('./pages/burden.js')),
};

const chat = 'chat';
const Chat = lazy(() => import('./demo/chat.js'));

const darkMode = window.matchMedia('(prefers-color-scheme: dark)');
const onDarkMode = (tell: () => void): (() => void) => {
  darkMode.addEventListener('change', tell);
  return () => darkMode.removeEventListener('change', tell);
};

export function App(): ReactNode {
  const isDark = useSyncExternalStore(onDarkMode, () => darkMode.matches);
  const { darkAlgorithm, defaultAlgorithm } = theme;
  // Red on black is hard to read: at night it is a lighter one.
  const red = isDark ? '#ff7a6e' : '#b3261e';
  const colors = { colorPrimary: red, colorInfo: red, colorError: red, ...(isDark ? {} : { colorLink: red }) };
  return (
    <ConfigProvider
      locale={zhCN}
      csp={{ nonce }}
      button={{ autoInsertSpace: false }}
      theme={{ algorithm: isDark ? darkAlgorithm : defaultAlgorithm, token: { ...colors, fontSize: 15 } }}
    >
      <Messages>
        <Opened />
      </Messages>
    </ConfigProvider>
  );
}

/** A demonstration opens on its chat. */
function Opened(): ReactNode {
  const [first] = useRoute();
  if (!isDemo || (first !== undefined && first !== chat)) return <Console />;
  return (
    <Suspense fallback={null}>
      <Chat />
    </Suspense>
  );
}

function Console(): ReactNode {
  const [me, setMe] = useState<MeView | 'nobody' | undefined>();
  useEffect(() => {
    ask<MeView>('/me').then(setMe, () => setMe('nobody'));
  }, []);
  if (me === undefined) return null;
  if (me === 'nobody') return <SignIn onSignedIn={setMe} />;
  const leave = async (): Promise<void> => {
    await ask('/sign-out', {}).catch(() => undefined);
    setMe('nobody');
  };
  return (
    <Timezone.Provider value={me.timezone}>
      <MayFiles.Provider value={me.pages.includes('files')}>
        <Frame me={me} onLeave={() => void leave()} />
      </MayFiles.Provider>
    </Timezone.Provider>
  );
}

function Frame({ me, onLeave }: { me: MeView; onLeave: () => void }): ReactNode {
  const [first] = useRoute();
  const { token } = theme.useToken();
  const page = me.pages.find((one) => one === first) ?? me.pages[0] ?? 'today';
  const Shown = shownBy[page];
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Layout.Header style={{ background: token.colorBgContainer, paddingInline: 16, height: 'auto', lineHeight: 1.6, paddingBlock: 8 }}>
        <Space wrap style={{ width: '100%', justifyContent: 'space-between' }}>
          <Typography.Text strong style={{ fontSize: 18 }}>
            {texts.product} · {me.committee}
          </Typography.Text>
          <Space>
            <Typography.Text type="secondary">
              {me.name} {me.posts[0] ?? ''}
            </Typography.Text>
            {isDemo ? <Button onClick={() => go(chat, me.id)}>{texts.toChat}</Button> : null}
            <Say />
            <Button onClick={onLeave}>{texts.signOut}</Button>
          </Space>
        </Space>
      </Layout.Header>
      <nav aria-label={texts.product}>
        <Menu
          mode="horizontal"
          selectedKeys={[page]}
          onClick={({ key }) => go(key)}
          items={me.pages.map((one) => ({ key: one, label: texts.pages[one] }))}
        />
      </nav>
      <Layout.Content role="main" style={{ padding: 16, maxWidth: 1400, width: '100%', margin: '0 auto' }}>
        <Suspense fallback={null}>
          <Shown />
        </Suspense>
      </Layout.Content>
    </Layout>
  );
}
