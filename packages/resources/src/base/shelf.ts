/** What a buffer keeps its items in; says which one goes next. `place` means what the shelf makes of it. */
export interface Shelf<T> {
  readonly size: number;
  /** Where the item stands that goes next; asked only if there is one. */
  readonly nextPlace: number;
  add(item: T): void;
  /** Takes the item that stands at `place`; there is one. */
  take(place: number): T;
  /** Puts an item that was taken back to its old place. */
  restore(item: T, place: number): void;
  toArray(): T[];
}
