/** The console of a township, asked over HTTP as a browser or another program would. */
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createPrometheus } from '../../src/adapters/metrics/prometheus.js';
import { openPages, type Pages } from '../../src/main/pages.js';
import { recordingLog } from './recording-log.js';
import { files } from './hamlet.js';
import type { Township } from './township.js';

export const anyPort = (home: string): Promise<void> => appendFile(join(home, files.settings), 'console: { port: 0 }\n');

export interface Answered {
  status: number;
  body: unknown;
  headers: Headers;
}

export interface Visitor {
  get(path: string): Promise<Answered>;
  post(path: string, body: object, headers?: Record<string, string>): Promise<Answered>;
  /** Says something as in chat; returns the words that come back. */
  say(text: string): Promise<string[]>;
  /** What the browser keeps. */
  cookie: string;
}

export interface TestConsole {
  url: string;
  /** Somebody without a session. */
  stranger(): Visitor;
  /** Somebody asks the bot in chat for a code, and signs in with it. */
  signIn(town: Township, who: string): Promise<Visitor>;
  stop(): Promise<void>;
}

/** The code in what the bot says to 登录. */
export async function codeFor(town: Township, who: string): Promise<string> {
  await town.says(who, '登录');
  const [code = ''] = /\d{8}/.exec(town.expects(who, '登录码')) ?? [];
  return code;
}

let said = 0;

export async function openTestConsole(town: Township): Promise<TestConsole> {
  const pages: Pages = await openPages(town.bot, createPrometheus(), recordingLog(), true);
  const url = pages.url ?? '';
  const visitor = (): Visitor => {
    const ask = async (path: string, init: RequestInit): Promise<Answered> => {
      const response = await fetch(`${url}${path}`, { ...init, headers: { ...(init.headers as object), cookie: self.cookie } });
      const set = response.headers.get('set-cookie');
      if (set !== null) self.cookie = set.split(';')[0] ?? '';
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
    };
    const self: Visitor = {
      cookie: '',
      get: (path) => ask(path, {}),
      post: (path, body, headers = {}) =>
        ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
      async say(text) {
        said += 1;
        const { status, body } = await self.post('/api/v1/say', { id: `test-${process.pid}-${said}`, text });
        expect(status).toBe(200);
        return (body as ({ text: string } | { picture: string })[]).map((line) => ('text' in line ? line.text : line.picture));
      },
    };
    return self;
  };
  return {
    url,
    stranger: visitor,
    async signIn(at, who) {
      const one = visitor();
      const { status } = await one.post('/api/v1/sign-in', { code: await codeFor(at, who) });
      expect(status).toBe(200);
      return one;
    },
    stop: () => pages.stop(),
  };
}
