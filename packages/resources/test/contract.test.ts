import { Environment } from '@asimjs/core';
import { resourceContract, waitableContract } from '@asimjs/testing';
import type { ResourceSubject, WaitableSubject } from '@asimjs/testing';
import { describe, it } from 'vitest';
import { Queue, Resource } from '@asimjs/resources';

const resources: Record<string, () => ResourceSubject> = {
  'getting from a queue': () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    return {
      env,
      take: () => queue.get(),
      give: () => {
        queue.put('item');
      },
      tryTake: () => queue.tryGet() !== undefined,
    };
  },
  'putting into a full queue': () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { capacity: 1, items: ['item'] });
    return {
      env,
      take: () => queue.put('item'),
      give: () => {
        queue.tryGet();
      },
      tryTake: () => queue.tryPut('item'),
    };
  },
  'acquiring from a resource': () => {
    const env = new Environment();
    const resource = new Resource(env, { capacity: 1000 });
    const held = Array.from({ length: 1000 }, () => resource.tryAcquire()).filter(
      (grant) => grant !== undefined,
    );
    return {
      env,
      take: () => resource.acquire(),
      give: () => {
        held.pop()?.release();
      },
      tryTake: () => resource.tryAcquire() !== undefined,
    };
  },
};

describe.each(Object.entries(resources))('%s', (_, makeSubject) => {
  for (const { title, run } of resourceContract(makeSubject)) it(title, run);
});

const waitables: Record<string, () => WaitableSubject> = {
  'a get from a queue': () => {
    const env = new Environment();
    const queue = new Queue<string>(env);
    return {
      env,
      waitable: () => queue.get(),
      happen: () => {
        queue.put('item');
      },
      value: 'item',
      shared: false,
    };
  },
  'a put to a queue': () => {
    const env = new Environment();
    const queue = new Queue<string>(env, { capacity: 1, items: ['first'] });
    return {
      env,
      waitable: () => queue.put('item'),
      happen: () => {
        queue.tryGet();
      },
      value: undefined,
      shared: false,
    };
  },
};

describe.each(Object.entries(waitables))('%s', (_, makeSubject) => {
  for (const { title, run } of waitableContract(makeSubject)) it(title, run);
});
