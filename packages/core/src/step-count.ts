/** Steps between two turns of the host: some 10 ms of an async model. */
const STEPS_PER_TURN = 8192;

/** Why a run has to look up from its work. */
export type Checkpoint = 'turn' | 'maxSteps' | 'livelock';

/** Counts steps, and says when a limit of them is reached. A step costs one comparison. */
export class StepCount {
  done = 0;
  /** The number of steps at which {@link reached} has something to say. */
  checkpoint = 0;
  private readonly perInstant: number;
  private readonly perTurn: number;
  private lastOfRun = Infinity;
  private instantBegan = 0;
  /** Processes there were when the instant began: each may well do a step in it. */
  private processes = 0;

  constructor(perInstant: number) {
    this.perInstant = perInstant;
    this.perTurn = Math.min(STEPS_PER_TURN, perInstant);
  }

  beginRun(maxSteps: number, processes: number): void {
    this.lastOfRun = this.done + maxSteps;
    if (this.done === this.instantBegan) this.processes = processes;
    this.beginTurn();
  }

  /** To be called after the host has had its turn. */
  beginTurn(): void {
    this.checkpoint = Math.min(this.done + this.perTurn, this.lastOfRun);
  }

  beginInstant(processes: number): void {
    this.instantBegan = this.done;
    this.processes = processes;
  }

  get isAtCheckpoint(): boolean {
    return this.done === this.checkpoint;
  }

  /** What has been reached at the checkpoint. */
  reached(): Checkpoint {
    if (this.inInstant >= this.perInstant + this.processes) return 'livelock';
    return this.done === this.lastOfRun ? 'maxSteps' : 'turn';
  }

  get inInstant(): number {
    return this.done - this.instantBegan;
  }
}
