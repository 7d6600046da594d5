import type { LineFacility } from './line-facility.js';
import { LineOperation } from './line-operation.js';
import type { Line } from './line.js';

/** A wait for a state of a facility. It takes nothing, and changes nothing. */
export class Watch extends LineOperation<void> {
  declare readonly facility: LineFacility;
  readonly #line: Line;
  readonly #what: string;
  readonly #condition: (since: number) => boolean;
  #since = 0;

  /**
   * @param what the state, in words, such as `to be empty`
   * @param condition whether the facility is in that state; is given its count of changes as the wait began
   */
  constructor(facility: LineFacility, line: Line, what: string, condition: (since: number) => boolean) {
    super(facility);
    this.#line = line;
    this.#what = what;
    this.#condition = condition;
  }

  protected override get line(): Line {
    return this.#line;
  }

  protected override get isGrantable(): boolean {
    return this.#condition(this.#since);
  }

  protected override join(): void {
    const { facility, line } = this;
    this.#since = facility.changes;
    if (facility.isInChange) {
      // It sees the state between changes, when the other lines have been served.
      line.add(this);
      facility.lookLater();
    } else {
      super.join();
    }
  }

  protected override take(): void {
    this.grant();
  }

  protected override giveBack(): void {
    // It took nothing.
  }

  override describe(): string {
    return `'${this.facility.name}' ${this.#what}`;
  }
}
