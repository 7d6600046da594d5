import { Facility } from '@asimjs/core/protocol';
import { Line } from './line.js';
import { Watch } from './watch.js';

/** The base of every resource: lines of operations, served in order for as long as any can be granted. */
export abstract class LineFacility extends Facility {
  private changeCount = 0;
  private readonly lines: Line[] = [];
  /** Those who wait for a state, which is looked at when the other lines have been served. */
  private readonly watchers: Line[] = [];
  private emptyWatchers: Line | undefined = undefined;
  private fullWatchers: Line | undefined = undefined;
  private changeWatchers: Line | undefined = undefined;

  /** How often its state has changed. */
  get changes(): number {
    this.kernel.noteTouched(this);
    return this.changeCount;
  }

  /** Whether there is nothing in it: no items, no amount, no slots in use; where nothing is kept, nobody who waits. */
  get isEmpty(): boolean {
    this.touch();
    return this.hasNothing;
  }

  /** Whether it takes no more. */
  get isFull(): boolean {
    this.touch();
    return this.hasNoRoom;
  }

  /** Waits until it {@link isEmpty}: not at all if it is. If it is filled again in the same change, it never was. */
  whenEmpty(): Watch {
    this.emptyWatchers ??= this.makeWatchLine();
    return new Watch(this, this.emptyWatchers, 'to be empty', () => this.hasNothing);
  }

  /** Waits until it {@link isFull}: not at all if it is. What cannot be full is waited for without end. */
  whenFull(): Watch {
    return this.watchFull(() => this.hasNoRoom);
  }

  /** Waits for the next change of its state: an item in or out, a grant, a release, a new capacity or value. */
  whenChanged(): Watch {
    this.changeWatchers ??= this.makeWatchLine();
    return new Watch(this, this.changeWatchers, 'to change', (since) => this.changes > since);
  }

  /** Whether those who wait may be about to change its state. */
  get isInChange(): boolean {
    return this.isChanged && isAnyoneIn(this.lines);
  }

  override changed(): void {
    this.changeCount++;
    super.changed();
  }

  protected abstract get hasNothing(): boolean;
  protected abstract get hasNoRoom(): boolean;

  /** @param isFull is given the count of changes as the wait began */
  protected watchFull(isFull: (since: number) => boolean): Watch {
    this.fullWatchers ??= this.makeWatchLine();
    return new Watch(this, this.fullWatchers, 'to be full', isFull);
  }

  /** Makes a line that is served whenever the state has changed. */
  protected addLine<L extends Line>(line: L): L {
    this.lines.push(line);
    return line;
  }

  protected override get hasWaiting(): boolean {
    return isAnyoneIn(this.lines) || isAnyoneIn(this.watchers);
  }

  /** Grants whatever can be granted; a grant in one line may make room in another. */
  protected override lookAgain(): void {
    while (serveAll(this.lines));
    serveAll(this.watchers);
  }

  private makeWatchLine(): Line {
    const line = new Line();
    this.watchers.push(line);
    return line;
  }
}

function isAnyoneIn(lines: readonly Line[]): boolean {
  for (const line of lines) if (line.length > 0) return true;
  return false;
}

/** @returns whether any was granted */
function serveAll(lines: readonly Line[]): boolean {
  let served = false;
  for (const line of lines) if (line.serve()) served = true;
  return served;
}
