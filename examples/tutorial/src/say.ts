/** Takes down one line of a trace: the simulated time, who did something, and what. */
export type Say = (time: number, who: string, what: string) => void;
