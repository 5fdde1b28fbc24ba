import { type Cell, createCell } from './cell.ts';
import { drawPersons } from './draw.ts';
import { settle, writeHomeIds } from './homes.ts';
import { relate } from './kinship.ts';
import { live } from './life.ts';
import { nameAll } from './naming.ts';
import { number } from './numbers.ts';
import type { PopulationPlan } from './plan.ts';
import { Random } from './random.ts';
import { createWriters, type RowWriters, type TableName, tableNames, writeCell } from './rows.ts';

/** A part of the country: rows of each table in PostgreSQL's binary COPY format, without header and trailer. */
export interface PopulationChunk {
  readonly index: number;
  readonly persons: number;
  readonly acts: number;
  readonly tables: Readonly<Record<TableName, Uint8Array<SharedArrayBuffer>>>;
}

/** Makes chunks of one plan; keeps its buffers from one to the next. */
export interface ChunkGenerator {
  /**
   * @param index 0 to `plan.chunks` - 1, in any order
   * @param spare an earlier chunk that nobody reads any more: its memory is used again
   */
  generate(index: number, spare?: PopulationChunk): PopulationChunk;
}

export function createGenerator(plan: PopulationPlan): ChunkGenerator {
  const cell = createCell(plan.cellSize);
  const writers = createWriters();
  return {
    generate(index, spare) {
      if (!Number.isInteger(index) || index < 0 || index >= plan.chunks) throw new RangeError(`no chunk ${index}`);
      const end = Math.min(plan.cells, (index + 1) * plan.cellsAChunk);
      let persons = 0;
      let acts = 0;
      for (let number = index * plan.cellsAChunk; number < end; number++) {
        fillCell(plan, cell, number);
        persons += cell.count;
        acts += writeCell(writers, plan, cell);
      }
      return { index, persons, acts, tables: takeAll(writers, spare) };
    },
  };
}

/** Makes one chunk of the country alone. */
export function generateChunk(plan: PopulationPlan, index: number): PopulationChunk {
  return createGenerator(plan).generate(index);
}

function fillCell(plan: PopulationPlan, cell: Cell, index: number): void {
  const random = new Random(plan.seed, index);
  cell.number = index;
  cell.first = index * plan.cellSize;
  cell.count = Math.min(plan.cellSize, plan.persons - cell.first);
  drawPersons(plan, cell, random);
  relate(plan, cell, random);
  settle(plan, cell, random);
  nameAll(plan, cell, random);
  live(plan, cell, random);
  number(plan, cell, random);
  writeHomeIds(plan, cell);
}

function takeAll(writers: RowWriters, spare: PopulationChunk | undefined): PopulationChunk['tables'] {
  const taken = tableNames.map((table) => [table, writers[table].take(spare?.tables[table].buffer)]);
  return Object.fromEntries(taken) as PopulationChunk['tables'];
}
