/** The random times of an M/M/1 queue at 70 % load, drawn beforehand so that nobody's generator is measured. */
export interface Draws {
  readonly betweenArrivals: Float64Array;
  readonly services: Float64Array;
}

export function draw(objects: number): Draws {
  const exponential = (mean: number) =>
    Float64Array.from({ length: objects }, () => -mean * Math.log(1 - Math.random()));
  return { betweenArrivals: exponential(1), services: exponential(0.7) };
}
