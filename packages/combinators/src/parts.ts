import { ArgumentError, isWaitable } from '@asimjs/core';
import type { Waitable } from '@asimjs/core';
import { describeValue, isObject, NOWHERE } from '@asimjs/core/protocol';
import type { Part } from './combination.js';

export type NamedChildren = Readonly<Record<string, Waitable>>;
export type ListedChildren = readonly Waitable[];

/** The children of a combination, in the order given. */
export function partsOf(call: string, children: NamedChildren | ListedChildren): Part[] {
  if (!isObject(children) || isWaitable(children)) {
    throw new ArgumentError(
      `${call} takes one object or array of waitables, as in ${call}([a, b]), but was given ${describeValue(children)}`,
      NOWHERE,
    );
  }
  if (call === 'allOf' && Object.hasOwn(children, 'then')) {
    throw new ArgumentError(
      "allOf takes no child named 'then', since 'await' would unwrap its result",
      NOWHERE,
    );
  }
  if (isList(children)) return Array.from(children, (waitable, key) => ({ key, waitable }));
  return Object.entries(children).map(([key, waitable]) => ({ key, waitable }));
}

function isList(children: NamedChildren | ListedChildren): children is ListedChildren {
  return Array.isArray(children);
}
