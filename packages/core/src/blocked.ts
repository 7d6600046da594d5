import type { Kernel } from './kernel.js';
import type { Process } from './process.js';
import type { Waitable } from './waitable.js';

/** A suspended process, and why it waits. */
export interface Blocked {
  readonly process: Process;
  readonly waitingFor: Waitable;
  /** What it waits for, in words. */
  readonly description: string;
  /** Simulated time at which it began to wait. */
  readonly since: number;
  /** Processes that hold what it waits for, so far as is known. */
  readonly holders: readonly Process[];
  /** If it waits for a holder that, maybe over others, waits for it: the circle, beginning with this process. */
  readonly cycle: readonly Process[] | undefined;
  /** Whether it was made as one that may wait for ever. */
  readonly background: boolean;
}

/** Every suspended process of an environment, in the order in which the processes were made. */
export function findBlocked(kernel: Kernel): Blocked[] {
  const blocked: Blocked[] = [];
  for (const task of kernel.live) {
    const { process, waitingFor, since, background } = task;
    if (task.status !== 'waiting' || waitingFor === undefined) continue;
    const { holders } = waitingFor;
    const cycle = holders.length === 0 ? undefined : findCycle(process);
    blocked.push({
      process,
      waitingFor,
      description: waitingFor.describe(),
      since,
      holders,
      cycle,
      background,
    });
  }
  return blocked;
}

/** One line for each blocked process, for messages. */
export function describeBlocked(blocked: readonly Blocked[]): string {
  return blocked.map(describeOne).join('\n');
}

function describeOne({ process, description, since, holders, cycle }: Blocked): string {
  const held = holders.length === 0 ? '' : `, held by ${names(holders)}`;
  const circle = cycle === undefined ? '' : `, in a circle: ${[...cycle, process].map(nameOf).join(' -> ')}`;
  return `  process '${process.name}' has waited for ${description} since ${String(since)}${held}${circle}`;
}

/** The shortest way over holders from `start` back to it. */
function findCycle(start: Process): Process[] | undefined {
  const cameFrom = new Map<Process, Process>();
  const toVisit = [start];
  for (const process of toVisit) {
    for (const holder of holdersOf(process)) {
      if (holder === start) return wayTo(process, cameFrom);
      if (cameFrom.has(holder)) continue;
      cameFrom.set(holder, process);
      toVisit.push(holder);
    }
  }
  return undefined;
}

function holdersOf(process: Process): readonly Process[] {
  return process.status === 'waiting' ? (process.waitingFor?.holders ?? []) : [];
}

function wayTo(process: Process, cameFrom: ReadonlyMap<Process, Process>): Process[] {
  const before = cameFrom.get(process);
  return before === undefined ? [process] : [...wayTo(before, cameFrom), process];
}

function names(processes: readonly Process[]): string {
  return processes.map((process) => `'${process.name}'`).join(', ');
}

function nameOf(process: Process): string {
  return process.name;
}
