import { Environment } from '@asimjs/core';
import { resourceContract, waitableContract } from '@asimjs/testing';
import type { ResourceSubject, WaitableSubject } from '@asimjs/testing';
import { describe, it } from 'vitest';
import { Container, PriorityQueue, Resource, Store } from '@asimjs/resources';

function isGood(item: string): boolean {
  return item === 'good';
}

const byText = { compare: (one: string, other: string): number => one.localeCompare(other) };

const resources: Record<string, () => ResourceSubject> = {
  'getting from a priority queue': () => {
    const env = new Environment();
    const queue = new PriorityQueue<string>(env, byText);
    return {
      env,
      take: () => queue.get(),
      give: () => {
        queue.put('item');
      },
      tryTake: () => queue.tryGet() !== undefined,
    };
  },
  'putting into a full priority queue': () => {
    const env = new Environment();
    const queue = new PriorityQueue<string>(env, { ...byText, capacity: 1, items: ['item'] });
    return {
      env,
      take: () => queue.put('item'),
      give: () => {
        queue.tryGet();
      },
      tryTake: () => queue.tryPut('item'),
    };
  },
  'getting from a store': () => {
    const env = new Environment();
    const store = new Store<string>(env);
    return {
      env,
      take: () => store.get(),
      give: () => {
        store.put('item');
      },
      tryTake: () => store.tryGet() !== undefined,
    };
  },
  'getting from a store with a filter, beside items that it does not let pass': () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['bad', 'worse'] });
    return {
      env,
      take: () => store.get(isGood),
      give: () => {
        store.put('good');
      },
      tryTake: () => store.tryGet(isGood) !== undefined,
    };
  },
  'putting into a full store': () => {
    const env = new Environment();
    const store = new Store<string>(env, { capacity: 1, items: ['item'] });
    return {
      env,
      take: () => store.put('item'),
      give: () => {
        store.tryGet();
      },
      tryTake: () => store.tryPut('item'),
    };
  },
  'getting from a container': () => {
    const env = new Environment();
    const tank = new Container(env, { capacity: 1500 });
    return {
      env,
      take: () => tank.get(1.5),
      give: () => {
        tank.put(1.5);
      },
      tryTake: () => tank.tryGet(1.5),
    };
  },
  'putting into a full container': () => {
    const env = new Environment();
    const tank = new Container(env, { capacity: 3000, level: 3000 });
    return {
      env,
      take: () => tank.put(3),
      give: () => {
        tank.tryGet(3);
      },
      tryTake: () => tank.tryPut(3),
    };
  },
};

describe.each(Object.entries(resources))('%s', (_, makeSubject) => {
  for (const { title, run } of resourceContract(makeSubject)) it(title, run);
});

const waitables: Record<string, () => WaitableSubject> = {
  'a get from a priority queue': () => {
    const env = new Environment();
    const queue = new PriorityQueue<string>(env, byText);
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
  'a put to a priority queue': () => {
    const env = new Environment();
    const queue = new PriorityQueue<string>(env, { ...byText, capacity: 1, items: ['first'] });
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
  'a get from a store with a filter': () => {
    const env = new Environment();
    const store = new Store<string>(env, { items: ['bad'] });
    return {
      env,
      waitable: () => store.get(isGood),
      happen: () => {
        store.put('good');
      },
      value: 'good',
      shared: false,
    };
  },
  'a put to a store': () => {
    const env = new Environment();
    const store = new Store<string>(env, { capacity: 1, items: ['first'] });
    return {
      env,
      waitable: () => store.put('item'),
      happen: () => {
        store.tryGet();
      },
      value: undefined,
      shared: false,
    };
  },
  'a get from a container': () => {
    const env = new Environment();
    const tank = new Container(env);
    return {
      env,
      waitable: () => tank.get(2.5),
      happen: () => {
        tank.put(2.5);
      },
      value: 2.5,
      shared: false,
    };
  },
  'a put to a container': () => {
    const env = new Environment();
    const tank = new Container(env, { capacity: 2, level: 2 });
    return {
      env,
      waitable: () => tank.put(2),
      happen: () => {
        tank.tryGet(2);
      },
      value: undefined,
      shared: false,
    };
  },
  'a wait until a container is full': () => {
    const env = new Environment();
    const tank = new Container(env, { capacity: 2 });
    return {
      env,
      waitable: () => tank.whenFull(),
      happen: () => {
        tank.put(2);
      },
      value: undefined,
      shared: false,
    };
  },
  'a wait until a resource is empty': () => {
    const env = new Environment();
    const resource = new Resource(env);
    const grant = resource.tryAcquire();
    return {
      env,
      waitable: () => resource.whenEmpty(),
      happen: () => grant?.release(),
      value: undefined,
      shared: false,
    };
  },
};

describe.each(Object.entries(waitables))('%s', (_, makeSubject) => {
  for (const { title, run } of waitableContract(makeSubject)) it(title, run);
});
