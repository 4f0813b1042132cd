/** Counts for Prometheus. Labels are words of ours only: outcomes, lanes, kinds of alarm. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { alarmKinds } from '../../application/alarm-port.js';
import type { Figures, Metrics } from '../../application/metrics-port.js';
import { secondMs } from '../../domain/time.js';

export interface Prometheus extends Metrics {
  /** The page for a scrape. What the store did not tell is NaN, and `zerentian_up` is 0 then. */
  page(figures: Figures): Promise<{ type: string; text: string }>;
}

const unknown = Number.NaN;
const tickSeconds = [0.005, 0.02, 0.1, 0.5, 1, 5, 30, 120];

export function createPrometheus(): Prometheus {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const heard = new Counter({ name: 'zerentian_messages_heard_total', help: 'Messages dealt with.', registers });
  const recorded = new Counter({ name: 'zerentian_replies_recorded_total', help: 'Answers stored, corrections included.', registers });
  const settled = new Counter({
    name: 'zerentian_notices_total',
    help: 'Notices by what became of them.',
    labelNames: ['outcome'] as const,
    registers,
  });
  for (const outcome of ['sent', 'failed', 'unknown', 'dropped'] as const) settled.inc({ outcome }, 0);
  const ticks = new Histogram({ name: 'zerentian_tick_seconds', help: 'How long ticks took.', buckets: tickSeconds, registers });
  const gauges = createGauges(registers);
  return {
    heard: () => heard.inc(),
    recorded: () => recorded.inc(),
    settled: (outcome, notices) => settled.inc({ outcome }, notices),
    ticked: (ms) => ticks.observe(ms / secondMs),
    async page(figures) {
      gauges.set(figures);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

function createGauges(registers: Registry[]): { set(figures: Figures): void } {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name: `zerentian_${name}`, help, registers });
  const up = gauge('up', '1 when Redis answered this scrape.');
  const online = gauge('chat_online', '1 when the chat account is online through this process.');
  const cycles = gauge('open_cycles', 'Cycles that are open.');
  const lag = gauge('due_lag_seconds', 'How long the longest due step, matter or message waits.');
  const redis = gauge('redis_seconds', 'How long Redis took to answer a PING.');
  const queue = new Gauge({ name: 'zerentian_queue', help: 'Recipients with something queued.', labelNames: ['lane'] as const, registers });
  const open = new Gauge({
    name: 'zerentian_notices_open',
    help: 'Notices that wait for a person’s word.',
    labelNames: ['outcome'] as const,
    registers,
  });
  const alarm = new Gauge({ name: 'zerentian_alarm', help: '1 while the alarm is raised.', labelNames: ['kind'] as const, registers });
  return {
    set({ online: isOnline, alarms, stored }) {
      online.set(isOnline ? 1 : 0);
      for (const kind of alarmKinds) alarm.set({ kind }, alarms.includes(kind) ? 1 : 0);
      up.set(stored === undefined ? 0 : 1);
      cycles.set(stored?.openCycles ?? unknown);
      lag.set(stored === undefined ? unknown : stored.dueLagMs / secondMs);
      redis.set(stored === undefined ? unknown : stored.redisMs / secondMs);
      for (const lane of ['normal', 'urgent'] as const) queue.set({ lane }, stored?.queued[lane] ?? unknown);
      for (const outcome of ['unknown', 'failed'] as const) open.set({ outcome }, stored?.[outcome] ?? unknown);
    },
  };
}
