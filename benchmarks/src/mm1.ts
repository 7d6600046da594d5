import { Environment, Queue } from 'asimjs';
import type { Draws } from './draws.js';

/** The model in the generator style. */
export function runGenerators({ betweenArrivals, services }: Draws): void {
  const env = new Environment();
  const queue = new Queue<number>(env);
  env.process(function* arrivals() {
    for (const [index, delay] of betweenArrivals.entries()) {
      yield* env.timeout(delay);
      yield* queue.put(index);
    }
  });
  env.process(function* server() {
    for (;;) yield* env.timeout(services[yield* queue.get()] ?? 0);
  });
  env.runSync();
}

/** The same in the async style. */
export async function runAsync({ betweenArrivals, services }: Draws): Promise<void> {
  const env = new Environment();
  const queue = new Queue<number>(env);
  env.process(async function arrivals() {
    for (const [index, delay] of betweenArrivals.entries()) {
      await env.timeout(delay);
      await queue.put(index);
    }
  });
  env.process(async function server() {
    for (;;) await env.timeout(services[await queue.get()] ?? 0);
  });
  await env.run();
}

const thenable = {
  then(resolve: (value: number) => void) {
    resolve(1);
  },
};

/** What the host asks for the waits alone: as many awaits as the model has, and no kernel. */
export async function runBareAwaits({ betweenArrivals }: Draws): Promise<void> {
  for (let left = 4 * betweenArrivals.length; left > 0; left--) await thenable;
}
