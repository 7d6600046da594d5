import { drivers } from './drivers.js';
import type { Driver } from './drivers.js';

/** One statement of a contract; give each to your test runner: `it(title, run)`. */
export interface ContractCase {
  readonly title: string;
  /** Rejects if the statement does not hold. */
  run(): Promise<void>;
}

/** A statement about a subject, told with one driver. */
export type Clause<Subject> = (subject: Subject, driver: Driver) => Promise<void>;

/** Every clause with every driver, each on a subject of its own. */
export function casesOf<Subject>(
  makeSubject: () => Subject,
  clauses: Readonly<Record<string, Clause<Subject>>>,
): ContractCase[] {
  return drivers.flatMap((driver) =>
    Object.entries(clauses).map(([title, clause]) => ({
      title: `${title} (${driver.name})`,
      run: async () => clause(makeSubject(), driver),
    })),
  );
}
