import { Facility } from '@asimjs/core/protocol';
import { Line } from './line.js';

/** The base of every resource: lines of operations, served in order for as long as any can be granted. */
export abstract class LineFacility extends Facility {
  private readonly lines: Line[] = [];

  protected makeLine(): Line {
    const line = new Line();
    this.lines.push(line);
    return line;
  }

  protected override get hasWaiting(): boolean {
    for (const line of this.lines) if (line.length > 0) return true;
    return false;
  }

  /** Grants whatever can be granted; a grant in one line may make room in another. */
  protected override lookAgain(): void {
    let served: boolean;
    do {
      served = false;
      for (const line of this.lines) if (line.serve()) served = true;
    } while (served);
  }
}
