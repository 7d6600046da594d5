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
  private nextTurn = STEPS_PER_TURN;
  private lastOfRun = Infinity;
  private lastOfInstant = Infinity;
  private instantBegan = 0;

  constructor(perInstant: number) {
    this.perInstant = perInstant;
  }

  /** @param processes how many there are: each may well do a step in the instant */
  beginRun(maxSteps: number, processes: number): void {
    this.lastOfRun = this.done + maxSteps;
    if (this.done === this.instantBegan) this.beginInstant(processes);
    this.beginTurn();
  }

  /** To be called after the host has had its turn. */
  beginTurn(): void {
    this.nextTurn = this.done + STEPS_PER_TURN;
    this.setCheckpoint();
  }

  beginInstant(processes: number): void {
    this.instantBegan = this.done;
    this.lastOfInstant = this.done + this.perInstant + processes;
    this.setCheckpoint();
  }

  get isAtCheckpoint(): boolean {
    return this.done === this.checkpoint;
  }

  get inInstant(): number {
    return this.done - this.instantBegan;
  }

  /** What has been reached at the checkpoint. */
  reached(): Checkpoint {
    if (this.done === this.lastOfRun) return 'maxSteps';
    return this.done === this.nextTurn ? 'turn' : 'livelock';
  }

  private setCheckpoint(): void {
    this.checkpoint = Math.min(this.nextTurn, this.lastOfRun, this.lastOfInstant);
  }
}
