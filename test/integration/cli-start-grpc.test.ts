import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import type { Sent } from '../../src/adapters/wechaty/puppets/local/hub-types.js';
import { Recorder } from '../harness/chat-recorder.js';
import { killClis, redisServersOf, removeSampleHomes, runCli, sampleHome, startCli } from '../harness/cli.js';
import { openGrpcWorld, type GrpcWorld } from '../harness/grpc-puppet.js';

const atOnce = `timezone: Asia/Shanghai
quietHours: false
restDays: send
pacing: false
`;
const group = '17@chatroom';
const canary = '村务公开栏边上的金丝雀';
const bindingCode = 'KANARIE77';

let world: GrpcWorld | undefined;

afterEach(async () => {
  await killClis();
  await world?.close();
});
afterAll(removeSampleHomes);

it('talks over gRPC as it would over WeChat, and logs neither answers nor codes', async () => {
  const home = await sampleHome();
  await writeFile(join(home, 'settings.yaml'), atOnce);
  world = await openGrpcWorld({
    contacts: [
      { id: 'wxid_zhao', name: '赵小梅' },
      { id: 'wxid_ma', name: '马春生' },
    ],
    rooms: [{ id: group, topic: '各村各单位工作群', members: ['wxid_zhao', 'wxid_ma'] }],
  });
  const { hub, env } = world;
  const sent = new Recorder<Sent>();
  hub.onSent(sent.push);
  const bot = startCli(['start'], { home, env: { ...env, WECHATY_LOG: 'silly' } });
  await bot.said('在运行');

  const { stdout } = await runCli(['open', 'monthly-self-check', '--json'], { home });
  const { cycle } = JSON.parse(stdout) as { cycle: string };
  const opening = await sent.next(({ to }) => to.id === group);
  expect(opening.text).toMatch(/主体责任自查今天开始/);
  const prompt = await sent.next(({ to }) => to.id === 'wxid_zhao');
  expect(prompt.text).toContain('自查，5题');

  hub.say({ from: 'wxid_zhao', text: `1是 2 3次 3A 4 8.20 5${canary}` });
  const receipt = await sent.next(({ to, text }) => to.id === 'wxid_zhao' && text.includes('回执'));
  expect(receipt.text).toContain(canary);
  hub.say({ from: 'wxid_ma', text: `绑定 ${bindingCode}` });
  await sent.next(({ to, text }) => to.id === 'wxid_ma' && !text.includes('自查，5题'));

  const replies = await runCli(['replies', '--cycle', cycle, '--json'], { home });
  expect(JSON.parse(replies.stdout)).toMatchObject({ replies: [{ unit: 'dongcun', by: 'zhao', answers: { issue: canary } }] });

  const ended = await bot.end('SIGTERM');
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.ms).toBeLessThan(5_000);
  expect(ended.stdout).toMatch(/^青山镇责任田在运行.*\n控制台：.*\n停下按 Ctrl-C。\n$/);
  expect(ended.stdout + ended.stderr).not.toContain(canary);
  expect(ended.stdout + ended.stderr).not.toContain(bindingCode);
  expect(ended.stderr).not.toContain('谈话：3次');
  for (const line of ended.stderr.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ msg: expect.any(String) });
  expect(redisServersOf(home)).toEqual([]);
});
