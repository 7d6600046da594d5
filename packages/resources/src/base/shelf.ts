/** What a buffer keeps its items in; says which one goes next. */
export interface Shelf<T> {
  readonly size: number;
  /** Where the item stands that goes next, in the shelf's own count. */
  readonly nextPlace: number;
  add(item: T): void;
  /** Takes the item that goes next; there is one. */
  take(): T;
  /** Puts an item that was taken back to its old place. */
  restore(item: T, place: number): void;
  toArray(): T[];
}
