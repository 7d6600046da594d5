import type { Plan } from './program.js';

/** `planned` with a take for each put that could not be taken back: one inside an allOf inside a choice. */
export function legal(planned: Plan, inChoice = false, isInLosableAll = false): Plan {
  switch (planned.wait) {
    case 'put':
      return isInLosableAll ? { ...planned, wait: 'take' } : planned;
    case 'first':
      return { ...planned, parts: planned.parts.map((part) => legal(part, true, isInLosableAll)) };
    case 'all':
      return {
        ...planned,
        parts: planned.parts.map((part) => legal(part, inChoice, isInLosableAll || inChoice)),
      };
    case 'within':
      return { ...planned, part: legal(planned.part, true, isInLosableAll) };
    case 'sleep':
    case 'take':
    case 'when':
    case 'event':
    case 'deadline':
    case 'end':
    case 'team':
    case 'kept':
      return planned;
  }
}
