import type { Environment, Process, SimEvent, Timeout } from '@asimjs/core';
import { taskOf } from '@asimjs/core/protocol';
import { traceLog } from '@asimjs/testing';
import type { Driver, TraceLog, Wait } from '@asimjs/testing';
import fc from 'fast-check';
import { Turnstile } from './turnstile.js';

/** What a process of a random program does next. */
export type Action =
  | { do: 'sleep'; delay: number }
  | { do: 'listen' | 'ring'; bell: number }
  | { do: 'spawn'; join: boolean; actions: Action[] }
  | { do: 'call'; delay: number; priority: number; bell: number }
  | { do: 'set'; delay: number }
  | { do: 'look' | 'meet' }
  | { do: 'cancel' | 'interrupt'; process: number }
  | { do: 'enter' | 'leave' | 'pass' };

/** What each process does that is there from the beginning. */
export type Program = Action[][];

const delay = fc.constantFrom(0, 0, 1, 1, 2, 3);
const bell = fc.nat(2);

/** Actions that a naive simulation knows too. */
const plainActions: fc.Arbitrary<Action>[] = [
  fc.record({ do: fc.constant('sleep' as const), delay }),
  fc.record({ do: fc.constantFrom('listen' as const, 'ring' as const), bell }),
  fc.record({ do: fc.constant('call' as const), delay, priority: fc.integer({ min: -1, max: 1 }), bell }),
  fc.record({ do: fc.constant('set' as const), delay }),
  fc.record({ do: fc.constantFrom('look' as const, 'meet' as const) }),
];

const allActions: fc.Arbitrary<Action>[] = [
  ...plainActions,
  fc.record({ do: fc.constantFrom('cancel' as const, 'interrupt' as const), process: fc.nat(7) }),
  fc.record({ do: fc.constantFrom('enter' as const, 'leave' as const, 'pass' as const) }),
];

function programsOf(kinds: fc.Arbitrary<Action>[]): fc.Arbitrary<Program> {
  const leaf = fc.oneof(...kinds);
  const spawn: fc.Arbitrary<Action> = fc.record({
    do: fc.constant('spawn' as const),
    join: fc.boolean(),
    actions: fc.array(leaf, { maxLength: 5 }),
  });
  const action = fc.oneof({ weight: 6, arbitrary: leaf }, { weight: 1, arbitrary: spawn });
  return fc.array(fc.array(action, { maxLength: 8 }), { minLength: 1, maxLength: 5 });
}

export const plainPrograms = programsOf(plainActions);
export const programs = programsOf(allActions);

/** A program at work in an environment. */
export interface Play {
  readonly env: Environment;
  readonly log: TraceLog;
  readonly processes: Process[];
  /** What went on that may not: waits that ended without a reason, times that were wrong. */
  readonly violations: string[];
}

/** Puts the processes of a program into `env`. */
export function play(program: Program, env: Environment, { body }: Pick<Driver, 'body'>): Play {
  const log = traceLog(env);
  const processes: Process[] = [];
  const violations: string[] = [];
  const gate = 'kernel' in env ? new Turnstile(env) : undefined;
  const bells: SimEvent<string>[] = [0, 1, 2].map(() => env.event<string>());
  const deadlines = new Map<string, Timeout<string>>();

  const ring = (index: number, who: string): void => {
    const there = bells[index]!;
    if (there.status === 'pending') there.succeed(who);
    else bells[index] = env.event<string>();
  };

  const start = (actions: Action[], name: string): Process => {
    const process: Process = env.process(
      body(function* (wait) {
        log(name, 'begins');
        try {
          for (const action of actions) yield* act(action, process, name, wait);
          log(name, 'ends');
        } finally {
          if (gate?.inside.includes(name) === true) gate.leave(process);
        }
        return name;
      }),
      { name },
    );
    processes.push(process);
    return process;
  };

  function* act(action: Action, process: Process, name: string, wait: Wait): Generator<unknown, void> {
    const began = env.now;
    try {
      log(name, action.do);
      switch (action.do) {
        case 'sleep':
          yield* wait(env.timeout(action.delay));
          if (env.now !== began + action.delay) violations.push(`${name} slept until ${env.now}`);
          break;
        case 'listen': {
          const heard = bells[action.bell]!;
          log(name, 'heard', yield* wait(heard));
          if (heard.status !== 'succeeded') violations.push(`${name} heard a bell that was not rung`);
          break;
        }
        case 'ring':
          ring(action.bell, name);
          break;
        case 'spawn': {
          const child = start(action.actions, `${name}.${processes.length}`);
          if (!action.join) break;
          log(name, 'joined', yield* wait(child.finished));
          if (child.finished.status !== 'succeeded') violations.push(`${name} joined a process that goes on`);
          break;
        }
        case 'call':
          env.schedule(
            action.delay,
            () => {
              log(name, 'calls');
              if (env.now !== began + action.delay) violations.push(`${name} called at ${env.now}`);
              ring(action.bell, name);
            },
            { priority: action.priority },
          );
          break;
        case 'set':
          deadlines.set(name, env.timeout(action.delay, `deadline of ${name} at ${env.now + action.delay}`));
          break;
        case 'look':
          for (const [who, deadline] of deadlines) log(name, 'sees', who, deadline.status);
          break;
        case 'meet': {
          const deadline = deadlines.get(name);
          if (deadline === undefined) break;
          log(name, 'met', yield* wait(deadline));
          if (env.now < deadline.time) violations.push(`${name} met a deadline before its time`);
          break;
        }
        case 'cancel':
          log(name, processes[action.process]?.cancel(name));
          break;
        case 'interrupt':
          if (processes[action.process])
            log(taskOf(processes[action.process]!).deliver({ error: `from ${name}` }));
          break;
        case 'enter':
          if (gate === undefined || gate.inside.includes(name)) break;
          log(name, 'entered', yield* wait(gate.enter()));
          if (gate.inside.length > 1) violations.push(`${gate.inside.join(' and ')} are inside`);
          break;
        case 'leave':
          if (gate?.inside.includes(name) === true) gate.leave(process);
          break;
        case 'pass':
          void gate?.pass();
          log(name, gate?.waiting);
          break;
      }
      log(name, 'done');
    } catch (error) {
      // An interruption ends an action, a cancellation all of them.
      log(name, 'thrown', error instanceof Error ? error.name : error);
      if (typeof error !== 'string') throw error;
    }
  }

  for (const [index, actions] of program.entries()) start(actions, `p${index}`);
  return { env, log, processes, violations };
}

/** How the processes of a play stand, in words. */
export function standing({ processes }: Play): string[] {
  return processes.map(({ name, status, waitingFor }) => `${name} ${status} ${waitingFor?.describe() ?? ''}`);
}
