import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { describe, expect, test, vi } from 'vitest';
import { midnightOf } from '../src/clocks.js';
import { datasetFile } from '../src/dataset.js';
import { readRecords } from '../src/records.js';
import { RECORDED } from '../src/settings.js';

// The file of flights is read again and again, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

describe('the file of flights', () => {
  test('holds every value of each of its three million rows', async () => {
    const { num_rows, row_groups } = await parquetMetadataAsync(
      await asyncBufferFromFile(datasetFile('flights-3m.parquet')),
    );
    expect(num_rows).toBe(3_000_000n);
    const missing = row_groups.flatMap(({ columns }) =>
      columns.map((column) => column.meta_data?.statistics?.null_count),
    );
    expect(new Set(missing)).toEqual(new Set([0n]));
  });

  test('begins and ends with the days that may be asked for', async () => {
    const { row_groups } = await parquetMetadataAsync(
      await asyncBufferFromFile(datasetFile('flights-3m.parquet')),
    );
    const dates = row_groups.map(({ columns }) => columns[0]?.meta_data?.statistics);
    expect(dates[0]?.min_value).toEqual(new Date(`${RECORDED.first}T00:01Z`));
    expect(dates.at(-1)?.max_value).toEqual(new Date('2001-07-01T00:00Z'));
    expect(midnightOf('2001-07-01') - midnightOf(RECORDED.last)).toBe(1440);
  });
});

describe('reading', () => {
  async function recordsOf(date: string): Promise<{ from: number; to: number; both: number }> {
    const records = await readRecords('ORD', midnightOf(date), midnightOf(date) + 1440);
    return {
      from: records.filter(({ origin }) => origin === 'ORD').length,
      to: records.filter(({ destination }) => destination === 'ORD').length,
      both: records.length,
    };
  }

  test('gives the flights from and to the airport', async () => {
    expect(await recordsOf('2001-03-14')).toEqual({ from: 953, to: 955, both: 1908 });
  });

  test('finds a day that lies in two groups of rows', async () => {
    expect(await recordsOf('2001-03-08')).toEqual({ from: 954, to: 958, both: 1912 });
  });

  test('gives the values as they are in the file', async () => {
    const midnight = midnightOf(RECORDED.first);
    const records = await readRecords('ORD', midnight, midnight + 60);
    expect(records.map((record) => ({ ...record, departed: record.departed - midnight })))
      .toMatchInlineSnapshot(`
      [
        {
          "delay": 104,
          "departed": 4,
          "destination": "PIA",
          "distance": 130,
          "origin": "ORD",
        },
        {
          "delay": 18,
          "departed": 7,
          "destination": "ORD",
          "distance": 1745,
          "origin": "LAX",
        },
        {
          "delay": 62,
          "departed": 21,
          "destination": "ORD",
          "distance": 235,
          "origin": "DTW",
        },
        {
          "delay": 69,
          "departed": 50,
          "destination": "ORD",
          "distance": 1721,
          "origin": "SEA",
        },
      ]
    `);
  });

  test('gives nothing where nothing is recorded', async () => {
    expect(await readRecords('ORD', midnightOf('2001-08-01'), midnightOf('2001-09-01'))).toEqual([]);
    expect(await readRecords('ZZZ', midnightOf('2001-03-14'), midnightOf('2001-03-15'))).toEqual([]);
  });
});
