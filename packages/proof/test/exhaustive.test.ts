import { Queue, Resource } from '@asimjs/resources';
import type { Grant } from '@asimjs/resources';
import { describe, expect, it } from 'vitest';
import type { Kind } from '../src/exhaustive/bench.js';
import { describeProgram, programs } from '../src/exhaustive/grammar.js';
import { kinds, prove } from '../src/exhaustive/prove.js';

const cases = kinds.flatMap((kind) =>
  kind.capacities.map((capacity) => ({ kind, capacity, name: kind.name })),
);

describe.each(cases)('$name of capacity $capacity', ({ kind, capacity }) => {
  it('keeps laws 3 to 8 in every order of every program of one or two leaves', () => {
    for (const size of [1, 2]) {
      const { programs, schedules } = prove(kind, capacity, size);
      expect(programs).toBeGreaterThan(0);
      expect(schedules).toBeGreaterThan(programs);
    }
  });

  it('keeps them in every order of one in forty programs of three', () => {
    expect(prove(kind, capacity, 3, 40).programs).toBeGreaterThan(0);
  });
});

describe('the grammar', () => {
  it('gives every program of two leaves once', () => {
    const texts = [...programs(2, 2)].map((program) => describeProgram(program, ['a', 'b']));
    expect(texts).toEqual([
      'a; a',
      'a; b',
      'b; a',
      'b; b',
      'first(a, a)',
      'first(a, b)',
      'first(b, a)',
      'first(b, b)',
      'all(a, a)',
      'all(a, b)',
      'all(b, a)',
      'all(b, b)',
      'a | a',
      'a | b',
      'b | b',
    ]);
  });

  it('nests combinations to depth two and no deeper', () => {
    const texts = [...programs(4, 1)].map((program) => describeProgram(program, ['a']));
    expect(texts).toContain('first(all(a, a), first(a, a))');
    expect(texts).toContain('all(first(a, a), a) | a');
    expect(texts.filter((text) => /\(.*\(.*\(.*\(/.test(text))).toEqual([]);
    expect(new Set(texts).size).toBe(texts.length);
  });
});

/** A kind like that of this name, with something wrong. */
function broken(name: string, ruin: (kind: Kind) => Kind): Kind {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return ruin(kind);
}

function provingIt(kind: Kind, capacity: number, size: number): () => void {
  return () => void prove(kind, capacity, size);
}

describe('a resource that breaks a law is found out', () => {
  it('one that forgets to look at its line again', () => {
    class Forgetful extends Queue<number> {
      override lookLater(): void {
        // Nobody is served by what has changed.
      }
    }
    const kind = broken('Queue', ({ capacities }) => ({
      name: 'forgetful queue',
      capacities,
      build: (env, capacity) => {
        const queue = new Forgetful(env, { capacity });
        return {
          leaves: [
            { name: 'get', make: () => queue.get() },
            { name: 'put', make: () => queue.put(1), isPut: true },
          ],
          grantable: (waiting) => (queue.size > 0 ? waiting[0]?.describe() : undefined),
          unbalanced: () => undefined,
          release: () => undefined,
        };
      },
    }));
    expect(provingIt(kind, 1, 2)).toThrow('law 6');
  });

  it('one whose slots leak when a process that holds them goes', () => {
    const kind = broken('Resource', (sound) => ({
      ...sound,
      build: (env, capacity) => {
        const resource = new Resource(env, { capacity });
        return {
          leaves: [{ name: 'acquire', make: () => resource.acquire() }],
          grantable: () => undefined,
          unbalanced: () => (resource.inUse === 0 || env.now < 1 ? undefined : 'a slot is still held'),
          // It should give the grant back.
          release: (_grant: unknown) => undefined,
        };
      },
    }));
    expect(provingIt(kind, 1, 2)).toThrow('law 5');
  });

  it('one that gives to a process what was not granted', () => {
    const kind = broken('Resource', (sound) => ({
      ...sound,
      build: (env, capacity) => {
        const resource = new Resource(env, { capacity });
        const spare: Grant[] = [];
        return {
          leaves: [
            {
              name: 'take a grant past the line',
              make: () => {
                const grant = resource.tryAcquire();
                if (grant !== undefined) spare.push(grant);
                return env.timeout(1, { grant });
              },
            },
          ],
          grantable: () => undefined,
          unbalanced: () => undefined,
          release: () => undefined,
        };
      },
    }));
    expect(provingIt(kind, 1, 1)).toThrow('law 4');
  });
});
