/** The first error that matches: `error` itself, or what is behind it. `undefined` if there is none. */
export function causeThat<E>(error: unknown, matches: (one: unknown) => one is E): E | undefined {
  if (matches(error)) return error;
  return error instanceof Error ? causeThat(error.cause, matches) : undefined;
}
