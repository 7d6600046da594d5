import type { TraceEntry } from '../trace.js';
import { traceLog } from '../trace.js';
import type { TraceLog } from '../trace.js';
import type { DueLike, ExploredEnvironment } from './model.js';

/** Writes down what happens in a run, for people to read. */
export class Recorder {
  private readonly log: TraceLog;

  constructor(env: ExploredEnvironment) {
    this.log = traceLog(env);
    const log = this.log;
    env.observe({
      processStarted: ({ name }) => log(name, 'begins'),
      processSuspended: ({ name }, waitable) => log(name, `waits for ${waitable.toString()}`),
      processResumed: ({ name }) => log(name, 'goes on'),
      processEnded: ({ name }) => log(name, 'ends'),
      processFailed: ({ name }, error) => log(name, `fails: ${String(error)}`),
    });
  }

  get entries(): readonly TraceEntry[] {
    return this.log.entries;
  }

  noteTie(due: readonly DueLike[], taken: number): void {
    const entry = due[taken];
    if (entry === undefined || due.length === 1) return;
    const whose = entry.waiters.length === 0 ? '' : ` of ${entry.waiters.join(', ')}`;
    this.log('', `goes first of ${String(due.length)}: ${entry.describe()}${whose}`);
  }

  noteOutcome(count: number, taken: number): void {
    this.log('', `outcome ${String(taken)} of ${String(count)}`);
  }
}
