import { fileURLToPath } from 'node:url';

/** Path of a file of the package vega-datasets. */
export function datasetFile(name: string): string {
  return fileURLToPath(new URL(`../data/${name}`, import.meta.resolve('vega-datasets')));
}
