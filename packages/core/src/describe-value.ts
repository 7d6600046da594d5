/** A short text for a value in a message; also for one that resists. */
export function describeValue(value: unknown): string {
  try {
    return describe(value);
  } catch {
    return `${typeof value === 'object' ? 'an object' : 'a value'} that cannot be described`;
  }
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `function '${value.name}'`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value !== 'object' || value === null) return String(value);
  const made: unknown = (value as { constructor?: unknown }).constructor;
  return typeof made === 'function' && made !== Object ? `an object of class ${made.name}` : 'an object';
}
