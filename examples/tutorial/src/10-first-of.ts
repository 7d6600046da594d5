import { Environment, firstOf } from 'asimjs';
import type { RunResult } from 'asimjs';
import type { Say } from './say.js';

const SERVICE_TIME = 5; // minutes
const PATIENCE = 3; // minutes

/** A client waits for a result, but not for ever. */
export async function losePatience(say: Say): Promise<RunResult> {
  const env = new Environment();
  const result = env.event<string>({ name: 'result' }); // something that happens once, with a value

  env.process(
    async () => {
      say(env.now, 'client', 'waits');
      const first = await firstOf({ result, patience: env.timeout(PATIENCE) });
      // The key tells which it was. TypeScript knows that with 'result' the value is a string.
      if (first.key === 'result') say(env.now, 'client', `gets ${first.value}`);
      else say(env.now, 'client', 'has lost patience and leaves');
    },
    { name: 'client' },
  );

  env.process(
    async () => {
      await env.timeout(SERVICE_TIME);
      say(env.now, 'server', 'delivers the result');
      result.succeed('an answer'); // an event that lost the race still happens; nobody listens any more
    },
    { name: 'server' },
  );

  return env.run();
}
