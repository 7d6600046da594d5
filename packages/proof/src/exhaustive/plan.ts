import { allOf, firstOf } from '@asimjs/combinators';
import type { Waitable } from '@asimjs/core';
import type { Expression } from './grammar.js';

/** A wait, and what is done with what it gives. */
export interface Plan<T = unknown> {
  readonly waitable: Waitable<T>;
  /** Whether it has happened, to judge by its leaves. */
  isOver(): boolean;
  receive(outcome: T): void;
}

/** What is done with the outcome of a leaf is said where that is made: so both have one type. */
export function planned<T>(waitable: Waitable<T>, receive: (outcome: T) => void): Plan<T> {
  return { waitable, isOver: () => !waitable.pending, receive };
}

/** @param planOf makes what is waited for at a leaf of this number */
export function planFor(expression: Expression, planOf: (leaf: number) => Plan): Plan {
  if ('leaf' in expression) return planOf(expression.leaf);
  const left = planFor(expression.parts[0], planOf);
  const right = planFor(expression.parts[1], planOf);
  return expression.combine === 'first' ? choiceOf(left, right) : bothOf(left, right);
}

function choiceOf(left: Plan, right: Plan): Plan {
  const choice = planned(firstOf([left.waitable, right.waitable]), ({ index, value }) =>
    (index === 0 ? left : right).receive(value),
  );
  return { ...choice, isOver: () => left.isOver() || right.isOver() };
}

function bothOf(left: Plan, right: Plan): Plan {
  const both = planned(allOf([left.waitable, right.waitable]), ([ofLeft, ofRight]) => {
    left.receive(ofLeft);
    right.receive(ofRight);
  });
  return { ...both, isOver: () => left.isOver() && right.isOver() };
}
