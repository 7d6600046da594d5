import { Environment } from '@asimjs/core';
import { interrupt } from '@asimjs/interrupts';
import { Queue, Resource, Store } from '@asimjs/resources';
import { assertEveryOrderSync, assertSameTrace, exploreSync, replaySync } from '@asimjs/testing';
import { inAsyncProcess, inCallback, inObserver, inProcess, inSyncRun } from './mistakes.js';
import type { Mistake } from './trials.js';

/** For each error, as many mistakes that lead to it as it has rows in docs/errors.md, in their order. */
export const provokedErrors: Record<string, Mistake[]> = {
  ArgumentError: [
    inProcess(function* (env) {
      yield* env.timeout(-1);
    }),
  ],

  CallbackFailedError: [
    inCallback(() => {
      throw new Error('the bell is broken');
    }),
  ],

  Cancelled: [
    inProcess(function* (env) {
      env.activeProcess?.cancel('the shop is closing');
      yield* env.timeout(1);
    }),
  ],

  ConcurrentWaitError: [
    inAsyncProcess(async (env) => {
      await Promise.all([env.timeout(1), env.timeout(2)]);
    }),
  ],

  DeadlockError: [
    inProcess(function* (env) {
      yield* env.event();
    }),
  ],

  EnvironmentClosedError: [
    inProcess(function* (env) {
      env.event().fail(new Error('no answer'));
      env.event().succeed();
    }),
  ],

  EventFailedError: [
    inProcess(function* (env) {
      env.event().fail(new Error('no answer'));
    }),
  ],

  EventStateError: [
    inProcess(function* (env) {
      const event = env.event();
      event.succeed();
      event.succeed();
    }),
  ],

  ExplorationError: [
    inProcess(function* () {
      assertEveryOrderSync(() => {
        const env = new Environment();
        env.process(function* () {
          yield* env.event();
        });
        return { env };
      });
    }),
  ],

  ExplorerUseError: [
    inProcess(function* () {
      exploreSync(() => ({ env: new Environment() }), { maxSchedules: 0 });
    }),
  ],

  GrantReleasedError: [
    inProcess(function* (env) {
      const grant = yield* new Resource(env).acquire();
      grant.release();
      grant.release();
    }),
  ],

  Interrupt: [
    inProcess(function* (env) {
      if (env.activeProcess) interrupt(env.activeProcess, 'a phone call');
      yield* env.timeout(1);
    }),
  ],

  LivelockError: [
    inProcess(function* (env) {
      for (;;) yield* env.timeout(0);
    }),
  ],

  OperationUseError: [
    inProcess(function* (env) {
      const get = new Queue(env, { items: ['a letter'] }).get();
      yield* get;
      yield* get;
    }),
  ],

  OutsideProcessError: [inCallback((env) => new Queue(env).get())],

  ProcessBodyError: [
    inProcess(function* (env) {
      yield env.timeout(1);
    }),
    inAsyncProcess(async (env) => {
      Array.from(env.timeout(1));
    }),
    inProcess(function* (env) {
      env.timeout(1)[Symbol.iterator]().next();
      yield* env.timeout(1);
    }),
    inProcess(function* (env) {
      // @ts-expect-error an async function is no filter
      yield* new Store(env, { items: ['a letter'] }).get(async () => true);
    }),
    inCallback(() => Promise.resolve()),
  ],

  ProcessFailedError: [
    inProcess(function* () {
      throw new Error('the fuse blew');
    }),
  ],

  ReadOnlyError: [inObserver((env) => env.event().succeed())],

  RunStateError: [
    inProcess(function* (env) {
      env.runSync();
    }),
    inSyncRun(inAsyncProcess(async (env) => env.timeout(1))),
  ],

  ScheduleError: [
    inProcess(function* () {
      replaySync(() => ({ env: new Environment() }), 'the third first');
    }),
    inProcess(function* () {
      let runs = 0;
      exploreSync(() => {
        const inner = new Environment();
        runs++;
        inner.schedule(runs, () => undefined);
        inner.process(function* customer() {
          yield* inner.timeout(runs);
        });
        return { env: inner };
      });
    }),
  ],

  TraceMismatchError: [
    inProcess(function* () {
      assertSameTrace([[0, 'opened']], [[1, 'opened']]);
    }),
  ],

  UnusedOperationError: [
    inProcess(function* (env) {
      new Queue(env).get();
    }),
  ],

  WaitableValueError: [
    inProcess(function* (env) {
      env.event<unknown>().succeed(env.event());
    }),
    inProcess(function* (env) {
      return env.event();
    }),
  ],
};
