import { argumentError, assertOptions, kernelOf } from './checks.js';
import type { Environment } from './environment.js';
import { Process } from './process.js';
import type { Body, ProcessOptions } from './process.js';

/** The body of a process as a function; it is given the process. */
export type ProcessFunction<T> = (process: Process<T>) => Body<T>;

/** A process whose body is a function. */
export class FunctionProcess<T> extends Process<T> {
  readonly #body: ProcessFunction<T>;

  constructor(env: Environment, body: ProcessFunction<T>, options: ProcessOptions = {}) {
    const kernel = kernelOf(env, 'env.process');
    if (typeof body !== 'function')
      throw argumentError(kernel, 'env.process takes an async or generator function', body);
    assertOptions(kernel, 'env.process', options);
    const { name = kernel.defaultName(body.name === '' ? 'process' : body.name) } = options;
    super(env, { ...options, name });
    this.#body = body;
  }

  override run(): Body<T> {
    return this.#body(this);
  }
}
