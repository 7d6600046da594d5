import { waitableContract } from '@asimjs/testing';
import { describe, it } from 'vitest';
import { Environment } from '@asimjs/core';

const subjects = {
  'an event': () => {
    const env = new Environment();
    const event = env.event<string>();
    return {
      env,
      waitable: () => event,
      happen: () => {
        event.succeed('value');
      },
      fail: (error: Error) => {
        event.fail(error);
      },
      value: 'value',
      shared: true,
    };
  },
  'the end of a process': () => {
    const env = new Environment();
    const event = env.event<string>();
    const process = env.process(function* () {
      return yield* event;
    });
    return {
      env,
      waitable: () => process.finished,
      happen: () => {
        event.succeed('value');
      },
      value: 'value',
      shared: true,
    };
  },
};

describe.each(Object.entries(subjects))('%s', (_, makeSubject) => {
  for (const { title, run } of waitableContract(makeSubject)) it(title, run);
});
