import { DeadlockError, Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { drivers } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';

const MANY = 2000;

describe.each(drivers)('with the $name driver, a circle of two thousand joins', ({ body, run }) => {
  function circle(env: Environment): Process[] {
    const processes: Process[] = [];
    for (let number = 0; number < MANY; number++) {
      processes.push(
        env.process(
          body(function* (wait) {
            yield* wait(processes[(number + 1) % MANY]!.finished);
          }),
          { name: `link ${number + 1}` },
        ),
      );
    }
    return processes;
  }

  it('is reported whole', async () => {
    const env = new Environment();
    const processes = circle(env);
    const { reason, blocked } = await run(env);
    expect(reason).toBe('exhausted');
    expect(blocked.map(({ process }) => process)).toEqual(processes);
    expect(blocked[0]?.description).toBe("the end of process 'link 2'");
    expect(blocked[0]?.holders).toEqual([processes[1]]);
    expect(blocked[0]?.cycle).toEqual(processes);
    expect(blocked[MANY - 1]?.cycle).toEqual([processes[MANY - 1], ...processes.slice(0, -1)]);
  });

  it('ends a strict run with a message that can be read', async () => {
    const env = new Environment();
    circle(env);
    const error: unknown = await run(env, { strict: true }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DeadlockError);
    const { message, blocked } = error as DeadlockError;
    expect(blocked).toHaveLength(MANY);
    expect(message).toContain('2000 processes');
    expect(message).toContain("process 'link 1' has waited for the end of process 'link 2'");
    expect(message.split('\n').length).toBeLessThan(50);
    expect(message.length).toBeLessThan(5000);
  });
});
