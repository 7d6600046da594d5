/**
 * What the harness needs to know of `@asimjs/core`, as structure: the harness depends on no package, so that the tests
 * of core itself can use it.
 */

/** A waitable: awaited in an async body, delegated to with `yield*` in a generator. */
export interface WaitableLike<T = unknown> {
  then(resolve: (value: T) => void, reject: (error: unknown) => void): void;
  [Symbol.iterator](): Iterator<unknown, T, unknown>;
}

export interface ProcessLike {
  readonly name: string;
  readonly status: string;
  readonly finished: WaitableLike;
  cancel(reason?: unknown): boolean;
}

export interface RunResultLike {
  readonly reason: string;
  readonly now: number;
  readonly steps: number;
}

/** The body of a process, in either style. */
export type BodyLike<T> = () => Promise<T> | Generator<never, T, unknown>;

export interface EnvironmentLike {
  readonly now: number;
  timeout(delay: number): WaitableLike<void>;
  process(body: BodyLike<unknown>, options?: { readonly name?: string }): ProcessLike;
  run(options?: object): Promise<RunResultLike>;
  runSync(options?: object): RunResultLike;
}
