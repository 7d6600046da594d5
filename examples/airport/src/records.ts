import { asyncBufferFromFile, parquetMetadataAsync, parquetRead } from 'hyparquet';
import type { AsyncBuffer, FileMetaData, RowGroup } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { datasetFile } from './dataset.js';

/** One flight as the file has it. */
export interface FlightRecord {
  /** When it left, in minutes since 1970-01-01 00:00 on the clock of the airport it left. */
  readonly departed: number;
  /** Minutes by which it arrived later than planned; negative when it was early. */
  readonly delay: number;
  /** Miles. */
  readonly distance: number;
  readonly origin: string;
  readonly destination: string;
}

/** The file of recorded flights, three million rows in order of departure. */
const FLIGHTS_FILE = datasetFile('flights-3m.parquet');

const COLUMNS = ['date', 'delay', 'distance', 'origin', 'destination'] as const;
type Column = (typeof COLUMNS)[number];

const MICROSECONDS_A_MINUTE = 60_000_000n;
const MILLISECONDS_A_MINUTE = 60_000;

/**
 * The flights from and to one airport that left at times >= `from` and < `to`, in minutes since 1970 on
 * the clock of their origin. Reads only the row groups that can hold such a flight.
 */
export async function readRecords(airport: string, from: number, to: number): Promise<FlightRecord[]> {
  const file = await asyncBufferFromFile(FLIGHTS_FILE);
  const metadata = await parquetMetadataAsync(file);
  const records: FlightRecord[] = [];
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    if (mayHold(group, from, to)) {
      const columns = await readColumns(file, metadata, rowStart, rowEnd);
      collect(records, columns, airport, from, to);
    }
    rowStart = rowEnd;
  }
  return records;
}

function mayHold(group: RowGroup, from: number, to: number): boolean {
  const dates = group.columns.find((column) => column.meta_data?.path_in_schema[0] === 'date');
  const { min_value: first, max_value: last } = dates?.meta_data?.statistics ?? {};
  if (!(first instanceof Date && last instanceof Date)) return true;
  return last.getTime() / MILLISECONDS_A_MINUTE >= from && first.getTime() / MILLISECONDS_A_MINUTE < to;
}

type Columns = Record<Column, ArrayLike<unknown>>;

/** Whole columns: picking the few wanted rows from them is much faster than building every row. */
async function readColumns(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<Columns> {
  const columns: Partial<Columns> = {};
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: [...COLUMNS],
    rowStart,
    rowEnd,
    parsers: { timestampFromMicroseconds: (since1970: bigint) => Number(since1970 / MICROSECONDS_A_MINUTE) },
    onChunk: ({ columnName, columnData }) => {
      columns[columnName as Column] = columnData;
    },
  });
  return columns as Columns;
}

function collect(records: FlightRecord[], columns: Columns, airport: string, from: number, to: number): void {
  const { date, delay, distance, origin, destination } = columns;
  for (let row = 0; row < date.length; row++) {
    if (origin[row] !== airport && destination[row] !== airport) continue;
    const departed = Number(date[row]);
    if (departed < from || departed >= to) continue;
    records.push({
      departed,
      delay: Number(delay[row]),
      distance: Number(distance[row]),
      origin: String(origin[row]),
      destination: String(destination[row]),
    });
  }
}
