import { Line } from './line.js';
import type { LineOperation } from './line-operation.js';

/** Something new that all in a line are to be asked about. */
export interface News {
  readonly isThere: boolean;
  /** All have been asked. */
  clear(): void;
}

/** A line in which one who can't be granted holds nobody back. All are asked, in order, whenever there are news. */
export class OpenLine extends Line {
  private readonly news: News;

  constructor(news: News) {
    super();
    this.news = news;
  }

  override admits(): boolean {
    return true;
  }

  override isHeldBackBy(): boolean {
    return false;
  }

  override serve(): boolean {
    let served = false;
    let operation = this.news.isThere ? this.first : undefined;
    while (operation !== undefined) {
      const next: LineOperation<unknown> | undefined = operation.next;
      if (operation.serveFrom(this)) served = true;
      // A grant may decide a choice, which then withdraws any other operation from here.
      operation = next === undefined || next.state === 'waiting' ? next : this.first;
    }
    this.news.clear();
    return served;
  }
}
