import { ArgumentError, isWaitable } from '@asimjs/core';
import type { Place, Waitable } from '@asimjs/core';
import { describeValue, isObject, NOWHERE } from '@asimjs/core/protocol';

/** A child of a combination, and the name or index under which its value is given. */
export interface Part {
  readonly key: string | number;
  readonly waitable: Waitable;
}

export type NamedChildren = Readonly<Record<string, Waitable>>;
export type ListedChildren = readonly Waitable[];

/** The children of a combination, in the order given. */
export function partsOf(call: string, children: NamedChildren | ListedChildren): Part[] {
  if (!isObject(children) || isWaitable(children)) {
    throw new ArgumentError(
      `${call} takes one object or array of waitables, as in ${call}([a, b]), but was given ${describeValue(children)}`,
      placeOf([children]),
    );
  }
  if (isList(children)) return Array.from(children, (waitable, key) => ({ key, waitable }));
  return Object.entries(children).map(([key, waitable]) => ({ key, waitable }));
}

/** Where a call was made that was given `values`, so far as those among them can tell that are waitables. */
export function placeOf(values: readonly unknown[]): Place {
  return values.find(isWaitable)?.kernel.place ?? NOWHERE;
}

function isList(children: NamedChildren | ListedChildren): children is ListedChildren {
  return Array.isArray(children);
}
