import { Environment } from '@asimjs/core';
import type { Operation, Process } from '@asimjs/core';
import { Queue } from '@asimjs/resources';
import { beforeEach, describe, expect, it } from 'vitest';
import { Auditor } from '../src/exhaustive/auditor.js';
import { Notes } from '../src/exhaustive/bench.js';

let auditor: Auditor;
let process: Process;
let put: Operation<unknown>;

beforeEach(() => {
  const env = new Environment();
  auditor = new Auditor();
  process = env.process(function* sleeper() {
    yield* env.timeout(1);
  });
  put = new Queue<number>(env, { name: 'desk' }).put(1);
});

describe('an auditor', () => {
  it('says who waits and what was granted', () => {
    const known = (): number[] => [auditor.waiting.length, auditor.granted.length];
    auditor.operationQueued(put);
    expect(known()).toEqual([1, 0]);
    auditor.operationGranted(put);
    expect(known()).toEqual([0, 1]);
    auditor.operationGivenBack(put);
    expect(known()).toEqual([0, 0]);
  });

  it('has nothing against a process that is suspended and resumed by turns', () => {
    auditor.processSuspended(process);
    auditor.processResumed(process);
    auditor.processSuspended(process);
  });

  it('has nothing against the withdrawal of what waits, or has not joined its line', () => {
    auditor.operationWithdrawn(put);
    const other = new Queue<number>(new Environment()).put(1);
    auditor.operationQueued(other);
    auditor.operationWithdrawn(other);
    expect(auditor.waiting).toEqual([]);
  });

  it('complains of a process that is suspended twice', () => {
    auditor.processSuspended(process);
    expect(() => auditor.processSuspended(process)).toThrow(/^law 3: 'sleeper 1' was suspended twice$/);
  });

  it('complains of a process that is resumed twice', () => {
    auditor.processSuspended(process);
    auditor.processResumed(process);
    expect(() => auditor.processResumed(process)).toThrow(/^law 3: 'sleeper 1' was resumed twice$/);
  });

  it.each([
    [['queued', 'queued'], "law 3: a put to 'desk' was waiting, and then waiting"],
    [['granted'], "law 3: a put to 'desk' was unknown, and then granted"],
    [['queued', 'granted', 'granted'], "law 3: a put to 'desk' was granted, and then granted"],
    [['queued', 'granted', 'withdrawn'], "law 3: a put to 'desk' was granted, and then withdrawn"],
    [['queued', 'withdrawn', 'granted'], "law 3: a put to 'desk' was withdrawn, and then granted"],
    [['queued', 'withdrawn', 'withdrawn'], "law 3: a put to 'desk' was withdrawn, and then withdrawn"],
    [['given back'], "law 5: a put to 'desk' was unknown, and then given back"],
    [['queued', 'given back'], "law 5: a put to 'desk' was waiting, and then given back"],
    [
      ['queued', 'granted', 'given back', 'given back'],
      "law 5: a put to 'desk' was given back, and then given back",
    ],
    [
      ['queued', 'granted', 'given back', 'granted'],
      "law 3: a put to 'desk' was given back, and then granted",
    ],
    [['refused'], "law 8: a put to 'desk' was refused"],
  ] as const)('complains of an operation that is %j', (stages, complaint) => {
    const tell = {
      queued: () => auditor.operationQueued(put),
      granted: () => auditor.operationGranted(put),
      refused: () => auditor.operationRefused(put),
      withdrawn: () => auditor.operationWithdrawn(put),
      'given back': () => auditor.operationGivenBack(put),
    };
    for (const stage of stages.slice(0, -1)) tell[stage]();
    const last = stages.at(-1);
    expect(() => last !== undefined && tell[last]()).toThrow(complaint);
  });
});

describe('notes', () => {
  it('say what an operation was made for', () => {
    const notes = new Notes<string>();
    expect(notes.add(put, 'why')).toBe(put);
    expect([notes.has(put), notes.of(put)]).toEqual([true, 'why']);
  });

  it('complain of an operation that was not added', () => {
    const notes = new Notes<string>();
    expect(notes.has(put)).toBe(false);
    expect(() => notes.of(put)).toThrow("nobody asked for a put to 'desk'");
  });
});
