/** How many minutes it takes to write the report. */
export const REPORT = 20;

/** What others want of Dana, and how many minutes they want to be listened to. */
export const MATTERS = { 'the first call': 5, 'a question': 3, 'the second call': 5 } as const;

export type Matter = keyof typeof MATTERS;

/** What comes out of a day, in minutes. */
export class Day {
  /** How much of the report is saved. */
  saved = 0;
  private readonly heard = new Map<string, number>();

  /** Notes that somebody was listened to. */
  listened(matter: Matter, minutes: number): void {
    this.heard.set(matter, (this.heard.get(matter) ?? 0) + minutes);
  }

  /** What should have been done and was not, in words. */
  get missing(): string[] {
    return [
      ...lack('the report', this.saved, REPORT),
      ...Object.entries(MATTERS).flatMap(([matter, minutes]) =>
        lack(matter, this.heard.get(matter) ?? 0, minutes),
      ),
    ];
  }
}

function lack(what: string, done: number, wanted: number): string[] {
  return done >= wanted ? [] : [`${wanted - done} of ${wanted} minutes of ${what}`];
}
