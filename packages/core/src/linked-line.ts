/** What can stand in a {@link LinkedLine}; in one at a time. */
export interface Linked<Node> {
  previous: Node | undefined;
  next: Node | undefined;
}

/** A line that anyone can leave from any place in O(1). */
export class LinkedLine<Node extends Linked<Node>> implements Iterable<Node> {
  first: Node | undefined = undefined;
  last: Node | undefined = undefined;
  length = 0;

  push(node: Node): void {
    this.insertAfter(this.last, node);
  }

  /** Puts `node` behind `place`, or first where `place` is `undefined`. */
  insertAfter(place: Node | undefined, node: Node): void {
    const next = place === undefined ? this.first : place.next;
    node.previous = place;
    node.next = next;
    if (place === undefined) this.first = node;
    else place.next = node;
    if (next === undefined) this.last = node;
    else next.previous = node;
    this.length++;
  }

  /** Takes `node`, which must stand in this line, out of it. */
  remove(node: Node): void {
    const { previous, next } = node;
    if (previous === undefined) this.first = next;
    else previous.next = next;
    if (next === undefined) this.last = previous;
    else next.previous = previous;
    node.previous = undefined;
    node.next = undefined;
    this.length--;
  }

  *[Symbol.iterator](): Generator<Node, void, undefined> {
    for (let node = this.first; node !== undefined; node = node.next) yield node;
  }
}
