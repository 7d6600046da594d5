import { LinkedLine } from '@asimjs/core/protocol';
import type { Linked } from '@asimjs/core/protocol';
import { Sorted } from './sorted.js';

/** What can stand in a {@link Ranked}; in one at a time. */
export interface Rankable<Node> extends Linked<Node> {
  /** Lower goes first. */
  readonly priority: number;
}

/** Nodes of one priority, in line. */
class Rank<Node extends Rankable<Node>> extends LinkedLine<Node> {
  readonly priority: number;

  constructor(priority: number) {
    super();
    this.priority = priority;
  }
}

/** Nodes by priority, lower first; those of one priority in line. Costs O(log n) a new priority, else O(1). */
export class Ranked<Node extends Rankable<Node>> {
  /** None is empty, unless it is the only one. */
  private readonly ranks = new Sorted<Rank<Node>>((one, other) =>
    one.priority < other.priority ? -1 : +(one.priority > other.priority),
  );
  private readonly byPriority = new Map<number, Rank<Node>>();
  private count = 0;

  get length(): number {
    return this.count;
  }

  get first(): Node | undefined {
    return this.ranks.first?.first;
  }

  /** The last of the highest number. */
  get last(): Node | undefined {
    return this.ranks.last?.last;
  }

  add(node: Node): void {
    const rank = this.rankOf(node.priority);
    rank.insertAfter(this.placeIn(rank, node), node);
    this.count++;
  }

  remove(node: Node): void {
    const rank = this.rankOf(node.priority);
    rank.remove(node);
    this.count--;
    if (rank.length === 0 && this.ranks.length > 1) this.drop(rank);
  }

  *[Symbol.iterator](): Generator<Node, void, undefined> {
    for (const rank of this.ranks) yield* rank;
  }

  *backwards(): Generator<Node, void, undefined> {
    for (const rank of this.ranks.backwards())
      for (let node = rank.last; node !== undefined; node = node.previous) yield node;
  }

  /** Who stands behind `node`, which stands here. */
  protected behind(node: Node): Node | undefined {
    return node.next ?? this.ranks.firstBehind(this.rankOf(node.priority))?.first;
  }

  /** Behind which node of its rank `node` goes; before all of them if `undefined`. */
  protected placeIn(rank: LinkedLine<Node>, _node: Node): Node | undefined {
    return rank.last;
  }

  private rankOf(priority: number): Rank<Node> {
    const { first } = this.ranks;
    if (first?.priority === priority) return first;
    const there = this.byPriority.get(priority);
    if (there !== undefined) return there;
    if (first?.length === 0) this.drop(first);
    const rank = new Rank<Node>(priority);
    this.byPriority.set(priority, rank);
    this.ranks.add(rank);
    return rank;
  }

  private drop(rank: Rank<Node>): void {
    this.ranks.remove(rank);
    this.byPriority.delete(rank.priority);
  }
}
