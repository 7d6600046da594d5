// Whatever is looked at is noted as touched: no order is left out in which something else would be seen.
import { Container, Gate, Queue, Resource, State, Store } from 'asimjs';
import type { Environment } from 'asimjs';
import { describe, expect, it } from 'vitest';
import { endsOf } from './explore-story.js';
import type { Story } from './explore-story.js';

function mayAskForTwo(desk: Resource): boolean {
  try {
    desk.tryAcquire({ amount: 2 });
    return true;
  } catch {
    return false;
  }
}

/** Stories of two who do something at time 1, of which one sees what the other has done, or not. */
const lookers: Record<string, (env: Environment) => [act: () => unknown, look: () => unknown]> = {
  'the value of a state': (env) => {
    const light = new State(env, { value: 'red' });
    return [() => light.set('green'), () => light.value];
  },
  'whether a gate is open': (env) => {
    const gate = new Gate(env);
    return [() => gate.open(), () => gate.isOpen];
  },
  'the capacity of a resource': (env) => {
    const desk = new Resource(env);
    return [() => (desk.capacity = 2), () => desk.capacity];
  },
  'the most that may be asked of a resource': (env) => {
    const desk = new Resource(env);
    return [() => (desk.capacity = 2), () => mayAskForTwo(desk)];
  },
  'the most that may be asked of a resource that will be larger': (env) => {
    const desk = new Resource(env);
    return [() => desk.expectCapacity(2), () => mayAskForTwo(desk)];
  },
  'who holds a resource': (env) => {
    const desk = new Resource(env);
    return [() => desk.tryAcquire(), () => desk.holders.length];
  },
  'how much of a resource is in use': (env) => {
    const desk = new Resource(env);
    return [() => desk.tryAcquire(), () => desk.inUse];
  },
  'that a request would have to wait': (env) => {
    const desk = new Resource(env);
    return [() => desk.tryAcquire(), () => desk.tryAcquire() === undefined];
  },
  'the items of a queue': (env) => {
    const queue = new Queue<string>(env);
    return [() => queue.tryPut('a letter'), () => queue.items];
  },
  'that nothing passes a filter': (env) => {
    const store = new Store<string>(env);
    return [
      () => store.tryPut('a letter'),
      () => store.tryGet((item) => item === 'a parcel')?.length ?? store.size,
    ];
  },
  'the level of a container': (env) => {
    const tank = new Container(env);
    return [() => tank.tryPut(1), () => tank.level];
  },
  'the status of an event': (env) => {
    const bell = env.event();
    return [() => bell.succeed(), () => bell.status];
  },
  'that a callback is called off': (env) => {
    const seen: string[] = [];
    const call = env.schedule(2, () => seen.push('rings'));
    return [() => call.cancel(), () => call.cancel()];
  },
  'how often a resource has changed': (env) => {
    const gate = new Gate(env);
    return [() => gate.open(), () => gate.changes];
  },
  'when something is due next': (env) => [() => env.timeout(3), () => env.peek()],
  'that the run is stopped': (env) => [() => env.stop(), () => 'still here'],
};

describe.each(Object.entries(lookers))('%s', (_, make) => {
  const story: Story = (env, see) => {
    const [act, look] = make(env);
    return [
      function* () {
        yield* env.timeout(1);
        act();
      },
      function* () {
        yield* env.timeout(1);
        see('looker', look());
      },
    ];
  };

  it.each([0, 1])('is seen in both orders (%i)', (rotation) => {
    const plain = endsOf(story, rotation, false);
    expect(endsOf(story, rotation, true)).toEqual(plain);
    expect(plain.length).toBe(2);
  });
});
