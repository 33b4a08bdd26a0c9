import bindings from "@duckdb/node-bindings";
import type { DuckDBDataChunk } from "@duckdb/node-api";

/*
 * Columns of numbers as they lie in DuckDB's memory, a vector at a time. A value at a time costs twenty times as much.
 */

/** By type of column, what holds its numbers. */
export const NUMBERS = {
  UTINYINT: Uint8Array,
  USMALLINT: Uint16Array,
  INTEGER: Int32Array,
  DOUBLE: Float64Array,
} as const;
export type NumberType = keyof typeof NUMBERS;
export type Numbers<Type extends NumberType = NumberType> = InstanceType<(typeof NUMBERS)[Type]>;

/** The numbers of a column of exactly this type; what stands where a value is NULL means nothing. */
export function numbersOf<Type extends NumberType>(
  chunk: DuckDBDataChunk,
  column: number,
  type: Type,
  rows: number,
): Numbers<Type>;
export function numbersOf(chunk: DuckDBDataChunk, column: number, type: NumberType, rows: number): Numbers {
  const Kind = NUMBERS[type];
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
  const { buffer, byteOffset } = bindings.vector_get_data(vector, rows * Kind.BYTES_PER_ELEMENT);
  return new Kind(buffer as ArrayBuffer, byteOffset, rows);
}

/** A bit a row, the lowest of a byte first: 1 where there is a value. Null where all rows have one. */
export function validBitsOf(chunk: DuckDBDataChunk, column: number, rows: number): Uint8Array | null {
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
  // DuckDB keeps them in words of 64.
  const bits = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null;
  return bits ?? null;
}

/** Fills a column of a chunk; `valid` as validBitsOf gives it, a whole number of words. */
export function setNumbers(chunk: DuckDBDataChunk, column: number, numbers: Numbers, valid: Uint8Array | null): void {
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);

  bindings.copy_data_to_vector(vector, 0, numbers.buffer as ArrayBuffer, numbers.byteOffset, numbers.byteLength);
  if (valid === null) return;
  bindings.vector_ensure_validity_writable(vector);
  bindings.copy_data_to_vector_validity(vector, 0, valid.buffer as ArrayBuffer, valid.byteOffset, valid.byteLength);
}
