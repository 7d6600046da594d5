// Whatever processes have to do with each other is noted as touched: no order is left out that would end in another way.
import {
  acquireAll,
  allOf,
  firstOf,
  interrupt,
  isPreempted,
  PreemptiveResource,
  Queue,
  Resource,
} from 'asimjs';
import type { Grant, Preempted, ScheduleHandle, Timeout } from 'asimjs';
import { expect, it } from 'vitest';
import { endsOf, race } from './explore-story.js';
import type { Story } from './explore-story.js';

/** What is only seen from the outcome of several steps. */
const stories: Record<string, Story> = {
  'a callback that is called off in the moment in which it is due': (env, see) => {
    let call: ScheduleHandle | undefined;
    return [
      function* () {
        call = env.schedule(1, () => see('callback', 'rings'));
      },
      function* () {
        yield* env.timeout(1);
        see('caller', call?.cancel());
      },
    ];
  },

  'how many wait for an event': (env, see) => {
    const bell = env.event();
    return [
      function* () {
        yield* env.timeout(1);
        yield* bell;
      },
      function* () {
        yield* env.timeout(1);
        see('looker', bell.waiters.length);
      },
    ];
  },

  'whether a timeout that nobody waited for has passed': (env, see) => {
    let timer: Timeout | undefined;
    return [
      function* () {
        yield* env.timeout(1);
        see('looker', timer?.status);
      },
      function* () {
        timer = env.timeout(1);
      },
      function* () {
        yield* env.timeout(1);
      },
    ];
  },

  'whether a timeout that nobody waited for wins a race': (env, see) => {
    let timer: Timeout | undefined;
    const queue = new Queue<string>(env, { items: ['a letter'] });
    return [
      function* () {
        yield* env.timeout(1);
        if (timer) see('racer', yield* firstOf({ letter: queue.get(), timer }));
      },
      function* () {
        timer = env.timeout(1);
      },
      function* () {
        yield* env.timeout(1);
      },
    ];
  },

  'what goes before all that was due': (env, see, touch) => {
    const marks: string[] = [];
    const mark = (name: string): void => {
      touch('marks');
      marks.push(name);
      see('all', marks);
    };
    return [
      function* () {
        yield* env.timeout(1);
        env.schedule(0, () => mark('urgent'), { priority: -1 });
      },
      function* () {
        yield* env.timeout(1);
        mark('usual');
      },
    ];
  },

  'who of those that one step has woken goes first, if a part of an allOf comes first': (env, see, touch) => {
    const parts = [env.event(), env.event()];
    const acts = parts.map((part) => () => part.succeed());
    return race(env, see, touch, acts, () => allOf(parts));
  },

  'the same with operations': (env, see, touch) => {
    const queues = [new Queue<string>(env), new Queue<string>(env)];
    const acts = queues.map((queue) => () => queue.tryPut('a letter'));
    return race(env, see, touch, acts, () => allOf(queues.map((queue) => queue.get())));
  },

  'the same with acquireAll': (env, see, touch) => {
    const desks = [new Resource(env, { capacity: 0 }), new Resource(env, { capacity: 0 })];
    const acts = desks.map((desk) => () => (desk.capacity = 1));
    return race(env, see, touch, acts, () => acquireAll(desks.map((desk) => desk.acquire())));
  },

  'whether an operation was granted before it is awaited': (env, see, touch) => {
    const queue = new Queue<string>(env);
    let isMarked = false;
    const bell = env.event();
    return [
      function* () {
        const get = queue.get();
        yield* env.timeout(1);
        yield* get;
        touch('mark');
        see('getter', isMarked);
      },
      function* () {
        yield* env.timeout(1);
        queue.tryPut('a letter');
        bell.succeed();
      },
      function* () {
        yield* bell;
        touch('mark');
        isMarked = true;
      },
    ];
  },

  'whether a grant is still held': (env, see) => {
    const room = new PreemptiveResource(env);
    let grant: Grant | undefined;
    return [
      function* () {
        grant = room.tryAcquire({ priority: 1 });
      },
      function* () {
        yield* env.timeout(1);
        room.tryAcquire();
      },
      function* () {
        yield* env.timeout(1);
        see('looker', grant?.isHeld);
      },
    ];
  },

  'whether an eviction was made good': (env, see) => {
    const room = new PreemptiveResource(env);
    let loss: Preempted | undefined;
    return [
      function* () {
        yield* room.acquire({ priority: 1 });
        try {
          yield* env.timeout(5);
        } catch (error) {
          if (isPreempted(error)) loss = error.cause;
        }
        yield* env.timeout(0.5);
        yield* room.acquire({ priority: 1 });
      },
      function* () {
        yield* env.timeout(0.5);
        room.tryAcquire()?.release();
      },
      function* () {
        yield* env.timeout(1);
        see('looker', loss?.isMadeGood);
      },
    ];
  },

  'a notice of eviction that lapses': (env, see) => {
    const room = new PreemptiveResource(env);
    let grant: Grant | undefined;
    env.schedule(1, () => room.tryAcquire(), { priority: -1 });
    return [
      function* () {
        grant = room.tryAcquire({ priority: 1 });
        yield* env.timeout(1);
        try {
          yield* env.timeout(1);
          see('holder', 'hears nothing');
        } catch (error) {
          see('holder', isPreempted(error));
        }
      },
      function* () {
        yield* env.timeout(1);
        grant?.release();
      },
    ];
  },

  'an interrupt, and the end of the wait': (env, see) => {
    const ada = env.process(function* () {
      try {
        yield* env.timeout(1);
        see('ada', 'is done');
      } catch {
        see('ada', 'is interrupted');
      }
    });
    return [
      function* () {
        yield* env.timeout(1);
        see('caller', interrupt(ada));
      },
    ];
  },
};

it.each(Object.entries(stories))('%s comes out in every order', (_, story) => {
  const rotations = [0, 1, 2, 3, 4];
  const plain = rotations.map((rotation) => endsOf(story, rotation, false));
  expect(rotations.map((rotation) => endsOf(story, rotation, true))).toEqual(plain);
  expect(Math.max(...plain.map(({ length }) => length))).toBeGreaterThan(1);
});
