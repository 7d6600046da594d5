import { pick } from './pick.js';
import { RANGE } from './program.js';
import type { Kind, PlaceSpec, Request } from './program.js';

const LENDERS: readonly Kind[] = ['resource', 'preemptive', 'pool'];
const STOCKS: readonly Kind[] = ['queue', 'priorityQueue', 'store', 'container'];

/** What the numbers of a program stand for, and the numbers of what a run makes. */
export class Numbering {
  private readonly places: readonly PlaceSpec[];
  private processes = 0;
  private items = 0;
  private messages = 0;

  constructor(places: readonly PlaceSpec[]) {
    this.places = places;
  }

  nextProcess(): string {
    return `p${String(this.processes++)}`;
  }

  nextItem({ rule }: Request): string {
    return `${String(this.items++)}:${String(rule % RANGE)}`;
  }

  nextMessage(what: 'failure' | 'message' | 'reason'): string {
    return `${what} ${String(this.messages++)}`;
  }

  process(who: number): number {
    return who % this.processes;
  }

  place(at: number): number {
    return at % this.places.length;
  }

  /** `request`, at the place that it names, whatever it is. */
  anywhere(request: Request): Request {
    return this.clamped({ ...request, at: this.place(request.at) });
  }

  /** `request`, where something can be put; `undefined` if there is no such place. */
  atStock(request: Request): Request | undefined {
    return this.at(request, STOCKS);
  }

  /** `request`, where something can be put or lent. */
  atStockOrLender(request: Request): Request | undefined {
    return this.at(request, [...STOCKS, ...LENDERS]);
  }

  /** Requests to be granted together: with one priority, and for no more than their places have. */
  team(members: readonly Request[]): readonly Request[] {
    const priority = members[0]?.priority ?? 0;
    return this.affordable(members.flatMap((member) => this.at({ ...member, priority }, LENDERS) ?? []));
  }

  private at(request: Request, kinds: readonly Kind[]): Request | undefined {
    const fitting = [...this.places.entries()].filter(([, { kind }]) => kinds.includes(kind));
    const found = fitting[request.at % fitting.length];
    return found === undefined ? undefined : this.clamped({ ...request, at: found[0] });
  }

  /** `request`, for no more than there ever is. */
  private clamped(request: Request): Request {
    return { ...request, amount: Math.min(request.amount, pick(this.places, request.at).size) };
  }

  private affordable(members: readonly Request[]): Request[] {
    const asked = new Map<number, number>();
    return members.filter(({ at, amount }) => {
      const { kind, size } = pick(this.places, at);
      const sum = (asked.get(at) ?? 0) + (kind === 'resource' ? amount : 1);
      if (sum <= size) asked.set(at, sum);
      return sum <= size;
    });
  }
}
