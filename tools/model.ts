// One small model that uses all packages: it is run from the sources in Node, from the built packages
// in a browser, and from the packed packages in an empty project. All must print the same trace.
import { firstOf, withTimeout } from '@asimjs/combinators';
import { Environment } from '@asimjs/core';
import { Queue, Resource } from '@asimjs/resources';

export async function traceOfModel(): Promise<string[]> {
  const trace: string[] = [];
  const env = new Environment();
  const log = (what: string): void => {
    trace.push(`${String(env.now)} ${what}`);
  };
  const desk = new Resource(env, { capacity: 1, name: 'desk' });
  const parcels = new Queue<string>(env, { capacity: 2, name: 'parcels' });

  for (const van of ['red', 'blue', 'green']) {
    env.process(
      async () => {
        const turn = await desk.acquire();
        log(`${van} has the desk`);
        await env.timeout(3);
        turn.release();
        await parcels.put(`parcel from ${van}`);
      },
      { name: van },
    );
  }

  env.process(
    async () => {
      for (;;) {
        const first = await firstOf({ parcel: parcels.get(), closing: env.timeout(5) });
        if (first.key === 'closing') break;
        log(first.value);
      }
      const late = await withTimeout(parcels.get(), 1);
      log(late.timedOut ? 'closed' : late.value);
    },
    { name: 'clerk' },
  );

  const result = await env.run({ until: 100 });
  log(`${result.reason} after ${String(result.steps)} steps`);
  return trace;
}
