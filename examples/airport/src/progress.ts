import { SingleBar } from 'cli-progress';

/** Tells a waiting person how far the work is. */
export interface Progress {
  /** `share` of the work is done, 0 to 1, and `step` comes next. */
  at(share: number, step: string): void;
  /** Takes the bar away. */
  end(): void;
}

const FRAMES_A_SECOND = 25;

/** A bar that starts with `step`; nothing at all is written unless the stream is a terminal. */
export function progressBar(stream: NodeJS.WritableStream, step: string): Progress {
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage} %  {step}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    fps: FRAMES_A_SECOND,
    clearOnComplete: true,
  });
  bar.start(1, 0, { step });
  return {
    at: (share, nextStep) => {
      bar.update(share, { step: nextStep });
    },
    end: () => {
      bar.stop();
    },
  };
}
