import type { Observer, Process } from '@asimjs/core';
import type { Operation } from '@asimjs/core/protocol';
import type { Acquire, Get, Put, Queue, Resource } from '@asimjs/resources';
import type { Model } from './model.js';

type Seen = Get<string> | Put<string> | Acquire;

/** Watches a model, and throws where it breaks a law. What it throws ends the run. */
export class Watch implements Observer {
  /** Items whose put was granted. */
  readonly put: Set<string> = new Set<string>();
  private readonly model: Model;
  private readonly waiting = new Set<Seen>();
  private readonly suspended = new Set<Process>();
  private readonly overfull = new Set<unknown>();

  constructor(model: Model) {
    this.model = model;
  }

  processSuspended(process: Process): void {
    if (this.suspended.has(process)) throw new Error(`${process.name} was suspended twice`);
    this.suspended.add(process);
  }

  processResumed(process: Process): void {
    if (!this.suspended.delete(process)) throw new Error(`${process.name} was resumed twice`);
  }

  operationQueued(operation: Operation<unknown>): void {
    this.waiting.add(operation as Seen);
  }

  operationGranted(operation: Operation<unknown>): void {
    const seen = operation as Seen;
    this.waiting.delete(seen);
    if (isPut(seen)) this.put.add(seen.item);
    if (isPut(seen) && seen.facility.size > seen.facility.capacity)
      throw new Error('a put went beyond the capacity');
    if (isAcquire(seen) && seen.facility.inUse > seen.facility.capacity)
      throw new Error('a grant went beyond the capacity');
  }

  operationWithdrawn(operation: Operation<unknown>): void {
    this.waiting.delete(operation as Seen);
  }

  operationGivenBack({ facility }: Operation<unknown>): void {
    this.overfull.add(facility);
  }

  clockMoved(): void {
    this.endOfInstant();
  }

  /** Throws if anything that waits could be granted. */
  endOfInstant(): void {
    for (const queue of this.model.queues) this.checkQueue(queue);
    for (const resource of this.model.resources) this.checkResource(resource);
    for (const [number, made] of this.model.waits) {
      if (made.isGrantable()) throw new Error(`process ${number} was not woken`);
    }
  }

  private checkQueue(queue: Queue<string>): void {
    const line = [...this.waiting].filter(({ facility }) => facility === queue);
    const puts = line.filter(isPut).length;
    if (line.length > puts && queue.size > 0) throw new Error(`a get waits beside ${queue.size} items`);
    if (puts > 0 && queue.size < queue.capacity)
      throw new Error(`a put waits though there is room in '${queue.name}'`);
    if (queue.size > queue.capacity && !this.overfull.has(queue))
      throw new Error(`'${queue.name}' is too full`);
  }

  private checkResource(resource: Resource): void {
    const line = [...this.waiting].filter(isAcquire).filter(({ facility }) => facility === resource);
    if (resource.waiting !== line.length)
      throw new Error(`${line.length} were queued and ${resource.waiting} wait`);
    const [first] = line.sort((a, b) => a.priority - b.priority || a.sequence - b.sequence);
    const free = resource.capacity - resource.inUse;
    if (first !== undefined && first.amount <= free)
      throw new Error(`an acquire waits beside ${free} free slots`);
  }
}

function isPut(operation: Seen): operation is Put<string> {
  return 'item' in operation;
}

function isAcquire(operation: Seen): operation is Acquire {
  return 'amount' in operation;
}
