import { Line } from './line.js';
import type { LineOperation } from './line-operation.js';

/** Something new that all in a line are to be asked about. */
export interface News {
  /** Whether there is anything to ask about; read before each is asked. */
  readonly isThere: boolean;
  /** All have been asked. What came while they were is news still. */
  clear(): void;
}

/** A line in which one who can't be granted holds nobody back. All are asked, in order, whenever there are news. */
export class OpenLine extends Line {
  private readonly news: News;
  private asking = false;
  /** Who is asked next, while all are asked. */
  private upNext: LineOperation<unknown> | undefined = undefined;

  constructor(news: News) {
    super();
    this.news = news;
  }

  /** Whether all are being asked at this moment. */
  get isAsking(): boolean {
    return this.asking;
  }

  override admits(): boolean {
    return true;
  }

  override isHeldBackBy(): boolean {
    return false;
  }

  override serve(): boolean {
    let served = false;
    this.asking = true;
    this.upNext = this.first;
    while (this.upNext !== undefined && this.news.isThere) {
      const operation = this.upNext;
      this.upNext = this.behind(operation);
      if (operation.serveFrom(this)) served = true;
    }
    this.upNext = undefined;
    this.asking = false;
    this.news.clear();
    return served;
  }

  /** A grant may decide a choice, which then withdraws others from here, maybe the one that is asked next. */
  override remove(operation: LineOperation<unknown>): void {
    if (operation === this.upNext) this.upNext = this.behind(operation);
    super.remove(operation);
  }
}
