/** A cancellation, which no process survives. */
export class Cancellation extends Error {}
