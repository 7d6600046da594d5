/** How far a piece of work has come, in the words of the trace. */
export function progressText(worked: number, remaining: number, interruptions: number): string {
  return `worked ${String(worked)}, left ${String(remaining)}, interrupted ${String(interruptions)}`;
}
