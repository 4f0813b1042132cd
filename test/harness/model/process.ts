/** One process of the bot over the stores: its world, engine and hearing, as the composition root makes them, but for the chat and the files. */
import type { Redis } from 'ioredis';
import { openStores } from '../../../src/adapters/redis/stores.js';
import type { Alarms } from '../../../src/application/alarm-port.js';
import { AlarmBoard } from '../../../src/adapters/alarm/alarm-board.js';
import { chance as drawing } from '../../../src/adapters/crypto/chance.js';
import type { AuditWitness } from '../../../src/application/audit-port.js';
import type { Chance } from '../../../src/application/chance-port.js';
import { createEngine, type Engine } from '../../../src/application/engine.js';
import type { MovableClock } from '../../../src/application/fast-forward.js';
import { createHearing, type Hearing } from '../../../src/application/hear.js';
import type { Files, Stores } from '../../../src/application/ports.js';
import type { Vault } from '../../../src/application/vault-port.js';
import type { World } from '../../../src/application/world.js';
import type { Seal } from '../../../src/domain/audit-chain.js';
import { capacityOf } from '../../../src/domain/capacity.js';
import { openHomeSource, type HomeFiles } from '../../../src/main/home-source.js';
import type { Home } from '../../../src/main/open-home.js';
import { recordingLog, type RecordingLog } from '../recording-log.js';
import type { HandChat } from './chat.js';
import { Life, mortalChat, mortalStores } from './faults.js';
import { committee } from './homes.js';
import { cron } from '../../../src/adapters/cron/cron.js';
import { occurrencesOnce } from './occurrences-once.js';

/** What all processes share. */
export interface Surroundings {
  client: Redis;
  vault: Vault;
  clock: MovableClock;
  chat: HandChat;
  /** As they lie on the disk. */
  home: () => Home;
  files: Files;
  witness: AuditWitness;
  chance: Chance;
}

export interface Process {
  life: Life;
  world: World;
  engine: Engine;
  hearing: Hearing;
  log: RecordingLog;
  /** Past all faults: to look into. */
  stores: Stores;
}

let started = 0;

export async function startProcess({ client, vault, clock, chat, home, files, witness, chance }: Surroundings): Promise<Process> {
  const life = new Life();
  const log = recordingLog();
  let claimed: readonly string[] = [];
  const inForce = homeFiles(home);
  const opened: { config?: World['config'] } = {};
  const stores = openStores(client, {
    committee,
    vault,
    capacity: (person, unit) => {
      const { roster, posts = roster.units } = (opened.config ?? (() => home().config))();
      return capacityOf(roster, posts, person, unit);
    },
  });
  const source = await openHomeSource(inForce.home, stores, clock.now(), inForce);
  opened.config = () => source.config();
  const world: World = {
    clock,
    log,
    alarms: alarmsInMemory(clock),
    config: () => source.config(),
    cron: { ...cron, occurrences: occurrencesOnce },
    texts: source.texts,
    files,
    chat: mortalChat(
      life,
      chat.port(() => claimed),
    ),
    stores: mortalStores(life, stores, (name, args) => {
      if (name === 'outbox.stillClaimed') claimed = args[0] as string[];
    }),
    witness,
    refresh: (at) => source.refresh(at),
    chance,
    random: () => 0,
    processId: `process-${(started += 1)}`,
  };
  const hearing = createHearing(world);
  const engine = createEngine(world, { courier: true, noteReplies: () => hearing.noted() });
  return { life, world, engine, hearing, log, stores };
}

function alarmsInMemory(clock: Pick<MovableClock, 'now'>): Alarms {
  const board = new AlarmBoard();
  return {
    raise: (kind, facts = {}) => void board.raise(kind, facts, clock.now(), false),
    clear: (kind) => void board.clear(kind, clock.now(), false),
    raised: () => board.state.alarms,
    beat: () => undefined,
  };
}

/** What was changed on the disk is in force at the next look. */
function homeFiles(home: () => Home): HomeFiles {
  let inForce = home();
  return {
    get home() {
      return inForce;
    },
    look: () => {
      const isSame = home() === inForce;
      inForce = home();
      return Promise.resolve(isSame ? { kind: 'same' } : { kind: 'changed', warnings: [], digest: inForce.digest });
    },
  };
}

export function filesInMemory(): Files {
  const kept = new Map<string, Uint8Array>();
  return {
    nameOf: (operationId, extension) => `${operationId}.${extension}`,
    save: (operationId, bytes, extension) => {
      const name = `${operationId}.${extension}`;
      kept.set(name, bytes);
      return Promise.resolve(name);
    },
    read: (name) => Promise.resolve(kept.get(name)),
    remove: (names) => {
      for (const name of names) kept.delete(name);
      return Promise.resolve();
    },
  };
}

/** The same in each sequence, and different in each draw. */
export function knownChances(): Chance {
  let drawn = 0;
  return { ...drawing, secret: () => drawing.hash(`draw ${(drawn += 1)}`) };
}

export function witnessInMemory(): AuditWitness {
  let kept: Seal | undefined;
  return {
    read: () => Promise.resolve(kept),
    keep: (seal) => {
      kept = seal;
      return Promise.resolve();
    },
  };
}
