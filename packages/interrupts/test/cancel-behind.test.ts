import { Environment } from '@asimjs/core';
import type { Process } from '@asimjs/core';
import { interrupt, isInterrupt } from '@asimjs/interrupts';
import { drivers } from '@asimjs/testing';
import { expect, it } from 'vitest';

it.each(drivers)(
  'a process that ends before a cancellation behind an interrupt is thrown has finished, with the $name driver',
  async ({ body, run }) => {
    const env = new Environment();
    const process: Process = env.process(
      body(function* (wait) {
        interrupt(process, 'first');
        process.cancel();
        try {
          yield* wait(env.timeout(1));
        } catch (error) {
          if (!isInterrupt(error)) throw error;
        }
      }),
    );
    await run(env);
    expect(process.status).toBe('finished');
  },
);
