import type { Environment } from '@asimjs/core';
import { assertOptions, kernelOf } from '@asimjs/core/protocol';

/** The options of a new facility of class `type`; throws ArgumentError for keys that are not `known`. */
export function checkOptions<O>(
  env: Environment,
  type: { name: string },
  options: O,
  known: readonly string[],
): O {
  const call = `new ${type.name}`;
  assertOptions(kernelOf(env, call), call, options, [...known, 'name']);
  return options;
}
