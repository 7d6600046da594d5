import { isCancelled, SimulationError } from '@asimjs/core';
import { isInterrupt } from '@asimjs/interrupts';
import { isPreempted } from '@asimjs/resources';

/** An error of asimjs in the words of the trace. */
export function explain(error: unknown): string {
  if (isPreempted(error)) {
    const { resource, by, since } = error.cause;
    return `evicted from ${resource.name} by ${by?.name ?? 'nobody'}, held since ${String(since)}, left ${String(error.remaining)}`;
  }
  if (isInterrupt(error)) {
    return `interrupt '${String(error.cause)}' by ${error.by?.name ?? 'nobody'}, left ${String(error.remaining)}`;
  }
  if (isCancelled(error)) return `cancelled '${String(error.reason)}'`;
  if (error instanceof SimulationError) return error.name;
  return error instanceof Error ? error.message : String(error);
}

/** The error that ended a run, and its cause. */
export function explainEnd(error: unknown): string[] {
  if (!(error instanceof SimulationError)) return [explain(error)];
  return [error.name, explain(error.cause)];
}
