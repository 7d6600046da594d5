import { firstOf } from '@asimjs/combinators';
import type { Environment as Env } from '@asimjs/core';
import { Environment } from '@asimjs/core';
import { drivers, traceLog } from '@asimjs/testing';
import { describe, expect, it } from 'vitest';
import { LineFacility, LineOperation, OpenLine } from '@asimjs/resources/base';
import type { Line, News } from '@asimjs/resources/base';

/** A notice board of one's own, on the open line that a store stands on: processes wait for a text by their priority. */
class Board extends LineFacility implements News {
  readonly readers: OpenLine = this.addLine(new OpenLine(this));
  /** A notice that is taken by the first who wants it; empty if there is none. */
  notice = '';
  isThere = false;

  constructor(env: Env) {
    super(env, 'board', undefined);
  }

  clear(): void {
    this.isThere = false;
  }

  pin(notice: string): void {
    this.change(() => {
      this.notice = notice;
      this.isThere = true;
      this.changed();
    });
  }

  read(wanted: string, priority: number): Read {
    return new Read(this, wanted, priority);
  }

  protected override get hasNothing(): boolean {
    return this.notice === '';
  }

  protected override get hasNoRoom(): boolean {
    return this.notice !== '';
  }
}

class Read extends LineOperation<string> {
  declare readonly facility: Board;
  readonly wanted: string;

  constructor(board: Board, wanted: string, priority: number) {
    super(board, priority);
    this.wanted = wanted;
  }

  protected override get line(): Line {
    return this.facility.readers;
  }

  protected override get isGrantable(): boolean {
    return this.facility.notice === this.wanted;
  }

  protected override take(): void {
    const { notice } = this.facility;
    this.facility.notice = '';
    this.facility.changed();
    this.grant(notice);
  }

  protected override giveBack(): void {
    this.facility.notice = this.wanted;
    this.facility.changed();
  }

  override describe(): string {
    return `a notice of '${this.facility.name}'`;
  }
}

describe.each(drivers)('an open line with the $name driver', ({ body, run }) => {
  it('asks all, whatever their priority, lower numbers first', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const board = new Board(env);
    for (const [name, priority, wanted] of [
      ['first of 5', 5, 'b'],
      ['first of 1', 1, 'a'],
      ['second of 5', 5, 'a'],
      ['of 9', 9, 'c'],
      ['second of 1', 1, 'b'],
    ] as const) {
      env.process(
        body(function* (wait) {
          log(name, yield* wait(board.read(wanted, priority)));
        }),
      );
    }
    for (const [index, notice] of ['a', 'b', 'c', 'a', 'b'].entries())
      env.schedule(index + 1, () => board.pin(notice));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'first of 1', 'a'],
      [2, 'second of 1', 'b'],
      [3, 'of 9', 'c'],
      [4, 'second of 5', 'a'],
      [5, 'first of 5', 'b'],
    ]);
  });

  it('goes on behind one whom a grant withdraws, also if that one was the last of its priority', async () => {
    const env = new Environment();
    const log = traceLog(env);
    const board = new Board(env);
    env.process(
      body(function* (wait) {
        log('both', yield* wait(firstOf([board.read('a', 1), board.read('z', 2)])));
        board.pin('c');
      }),
    );
    env.process(
      body(function* (wait) {
        log('last', yield* wait(board.read('c', 3)));
      }),
    );
    env.schedule(1, () => board.pin('a'));
    await run(env);
    expect(log.entries).toEqual([
      [1, 'both', { index: 0, value: 'a' }],
      [1, 'last', 'c'],
    ]);
  });
});
