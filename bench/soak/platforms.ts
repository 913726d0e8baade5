import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Acts } from './platforms-process.ts';

const entry = fileURLToPath(new URL('./platforms-process.ts', import.meta.url));

type Answer = { id: number; answer?: unknown; error?: string };

/** Both platforms in a process of their own. */
export class Platforms {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private lastId = 0;

  private constructor(shops: number) {
    // Rules hold regular expressions, which JSON does not.
    this.child = fork(entry, {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, SHOPS: String(shops) },
      serialization: 'advanced',
    });
    this.child.on('message', (answer: Answer) => {
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    });
  }

  static async start(shops: number): Promise<Platforms> {
    const platforms = new Platforms(shops);
    await once(platforms.child, 'message');
    return platforms;
  }

  async call<A extends keyof Acts>(
    act: A,
    ...values: Parameters<Acts[A]>
  ): Promise<Awaited<ReturnType<Acts[A]>>> {
    this.lastId += 1;
    const id = this.lastId;
    const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
    this.child.send({ id, act, values });
    const { answer, error } = await answered;
    if (error !== undefined) throw new Error(`${act}: ${error}`);
    return answer as Awaited<ReturnType<Acts[A]>>;
  }

  async stop(): Promise<void> {
    await this.call('stop');
    this.child.kill();
  }
}
