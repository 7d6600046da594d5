import type { Kernel } from './kernel.js';
import { printAsText } from './print.js';
import type { Process } from './process.js';
import type { Task } from './task.js';
import type { Waitable } from './waitable.js';

/**
 * A suspended process, and why it waits. What is costly to find out is found out when it is asked for: read it before
 * the environment is run again.
 */
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
  /** All of it in a line, as in messages. */
  toString(): string;
}

/** Every suspended process of an environment, in the order in which the processes were made. */
export function findBlocked(kernel: Kernel): Blocked[] {
  const blocked: Blocked[] = [];
  for (const task of kernel.live) {
    const { waitingFor } = task;
    if (task.status === 'waiting' && waitingFor !== undefined)
      blocked.push(new BlockedProcess(task, waitingFor));
  }
  return blocked;
}

/** How many processes, or members of a circle, a message names. */
const NAMED = 10;

/** One line for each blocked process, for messages. */
export function describeBlocked(blocked: readonly Blocked[]): string {
  const lines = blocked.slice(0, NAMED).map((one) => `  ${one.toString()}`);
  if (blocked.length > NAMED) lines.push(`  and ${String(blocked.length - NAMED)} more`);
  return lines.join('\n');
}

class BlockedProcess implements Blocked {
  static {
    printAsText(this);
  }

  readonly process: Process;
  readonly waitingFor: Waitable;
  readonly since: number;
  readonly background: boolean;
  private circle: { readonly found: readonly Process[] | undefined } | undefined = undefined;

  constructor({ process, since, background }: Task, waitingFor: Waitable) {
    this.process = process;
    this.waitingFor = waitingFor;
    this.since = since;
    this.background = background;
  }

  get description(): string {
    return this.waitingFor.describe();
  }

  get holders(): readonly Process[] {
    return this.waitingFor.holders;
  }

  get cycle(): readonly Process[] | undefined {
    this.circle ??= { found: findCycle(this.process, this.holders) };
    return this.circle.found;
  }

  toString(): string {
    const { process, description, since, holders, cycle } = this;
    const held = holders.length === 0 ? '' : `, held by ${listed(holders.map(quotedName), ', ')}`;
    const circle =
      cycle === undefined ? '' : `, in a circle: ${listed(cycle.map(nameOf), ' -> ')} -> ${process.name}`;
    return `process '${process.name}' has waited for ${description} since ${String(since)}${held}${circle}`;
  }
}

/** The shortest way over holders from `start`, which waits for `first`, back to it. */
function findCycle(start: Process, first: readonly Process[]): Process[] | undefined {
  const cameFrom = new Map<Process, Process>();
  const toVisit: Process[] = [];
  const visit = (holders: readonly Process[], from: Process): boolean => {
    for (const holder of holders) {
      if (holder === start) return true;
      if (cameFrom.has(holder)) continue;
      cameFrom.set(holder, from);
      toVisit.push(holder);
    }
    return false;
  };
  if (visit(first, start)) return [start];
  for (const process of toVisit) if (visit(holdersOf(process), process)) return wayTo(process, cameFrom);
  return undefined;
}

function holdersOf(process: Process): readonly Process[] {
  return process.waitingFor?.holders ?? [];
}

function wayTo(end: Process, cameFrom: ReadonlyMap<Process, Process>): Process[] {
  const way: Process[] = [];
  for (let process: Process | undefined = end; process !== undefined; process = cameFrom.get(process))
    way.push(process);
  return way.reverse();
}

function listed(texts: readonly string[], between: string): string {
  const more = texts.length > NAMED ? [`(${String(texts.length - NAMED)} more)`] : [];
  return [...texts.slice(0, NAMED), ...more].join(between);
}

function nameOf(process: Process): string {
  return process.name;
}

function quotedName(process: Process): string {
  return `'${process.name}'`;
}
