import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PrimaryWithStandby } from '../../test/support/standby.ts';
import type { Platforms } from './platforms.ts';
import type { Replica } from './replica.ts';
import { SQUALLS } from './weather.ts';

/** What is half open is given up within this time, at both ends. */
const NOTICED_MS = 35_000;
/** What an asynchronous standby lags behind. */
const LAG_MS = 2000;

/** After a squall the sky is clear for so many times as long: else what failed could only pile up. */
const CLEAR = 2;

interface Act {
  name: string;
  run(): Promise<unknown>;
}

/** What befalls the processes and their ways to the database. The first replica lives on, so that its memory can be watched. */
function mischiefOf(replicas: readonly Replica[]): Act[] {
  const [lasting, ...others] = replicas;
  if (lasting === undefined) throw new Error('no replicas');
  const any = () => replicas[randomInt(replicas.length)] ?? lasting;
  const freeze = async (frozen: readonly Replica[]) => {
    for (const { way } of frozen) way.freeze();
    await sleep(NOTICED_MS);
  };
  const restart = async (one: Replica, end: () => Promise<void>) => {
    await end();
    await sleep(randomInt(500, 8000));
    await one.start();
  };
  return [
    ...others.map((one) => ({
      name: `${one.name} killed`,
      run: () => restart(one, () => one.kill()),
    })),
    ...others.map((one) => ({
      name: `${one.name} asked to stop`,
      run: () => restart(one, () => one.stop()),
    })),
    {
      name: 'all but one killed at once',
      run: () => Promise.all(others.map((one) => restart(one, () => one.kill()))),
    },
    ...replicas.map((one) => ({ name: `${one.name} frozen`, run: () => freeze([one]) })),
    { name: 'all frozen', run: () => freeze(replicas) },
    { name: 'one reset', run: async () => any().way.reset() },
    {
      name: 'all reset',
      run: async () => {
        for (const { way } of replicas) way.reset();
      },
    },
    {
      name: 'one without a database',
      run: async () => {
        const { way } = any();
        await way.close();
        await sleep(10_000);
        await way.open();
      },
    },
    { name: 'one stands still', run: () => any().standStill(randomInt(3000, 20_000)) },
  ];
}

/** In an order of chance, each once before any comes again. */
function* forEver<T>(all: readonly T[]): Generator<T> {
  for (;;) {
    const left = [...all];
    while (left.length > 0) yield* left.splice(randomInt(left.length), 1);
  }
}

export interface World {
  platforms: Platforms;
  replicas: readonly Replica[];
  servers: PrimaryWithStandby;
  /** Told what happens, as it begins. */
  tell(line: string): void;
}

/** The standby takes over; what the primary wrote last is lost with it. */
async function failOver({ replicas, servers }: World): Promise<void> {
  await servers.cut();
  await sleep(LAG_MS);
  await Promise.all(replicas.map(({ way }) => way.close()));
  await servers.promote();
  for (const { way } of replicas) way.lead(servers.standby.databaseUrl);
  await Promise.all(replicas.map(({ way }) => way.open()));
}

/**
 * Makes trouble for `minutes`: squalls on the platforms with clear skies between, and beside them one act of mischief after the
 * other; half-way, with nothing else under way at the database, the failover.
 *
 * @returns How often each happened.
 */
export async function makeTrouble(world: World, minutes: number): Promise<Record<string, number>> {
  const { platforms, replicas, tell } = world;
  const happened: Record<string, number> = {};
  const begin = performance.now();
  const length = minutes * 60_000;
  const end = begin + length;
  const isOver = () => performance.now() >= end;
  const note = (name: string) => {
    happened[name] = (happened[name] ?? 0) + 1;
    tell(name);
  };
  const squallMs = Math.min(20_000, length / (SQUALLS.length * (1 + CLEAR)));
  const pauseMs = Math.min(20_000, length / 40);

  const weather = async () => {
    await platforms.call('beginRain');
    for (const squall of forEver(SQUALLS)) {
      if (isOver()) return;
      note(squall.name);
      await platforms.call('beginSquall', squall);
      await sleep(squallMs);
      await platforms.call('endSquall');
      await sleep(squallMs * CLEAR);
    }
  };
  const machines = async () => {
    let hasFailedOver = false;
    for (const act of forEver(mischiefOf(replicas))) {
      if (isOver()) return;
      if (!hasFailedOver && performance.now() - begin >= length / 2) {
        hasFailedOver = true;
        note('failover');
        await failOver(world);
        await sleep(pauseMs);
      }
      note(act.name);
      await act.run();
      await sleep(pauseMs);
    }
  };
  await Promise.all([weather(), machines()]);
  return happened;
}
