import { judgeSet, type LabelledSet, readSets } from '../libs/linkage/labelled.samples.ts';
import { makeSets } from './linkageMade.ts';
import { benchPopulation } from './linkagePopulation.ts';
import { describeMachine, option, printRow } from './measure.ts';

/**
 * Record linkage against labelled data. The threshold follows from the costs below, which were fixed before anything was
 * measured; models come from the columns' names, parameters from the rows; nothing of the truth is used but to judge.
 * node bench/linkage.ts --data DIR         labelled sets of a folder (FEBRL 1 to 4, fake_1000), in memory
 * node bench/linkage.ts --made 6000        sets of so many rows with errors of other kinds (linkageMade.ts), in memory
 * node bench/linkage.ts --population FILE  a data set of `dancu population --format parquet`, spoilt, in DuckDB; --memory 4GB
 *   --rows 50000                           only so many of its persons
 */
const costs = { falseLink: 1, missedLink: 1 };
process.stdout.write(`${describeMachine()}; a false link costs as much as a missed one\n`);

const data = option('data', '');
if (data) for (const set of readSets(data)) report(set);
const made = Number(option('made', '0'));
if (made > 0) for (const set of makeSets(made)) report(set);
const population = option('population', '');
if (population)
  await benchPopulation(population, costs, { memory: option('memory', '4GB'), rows: Number(option('rows', '0')) });

function report(set: LabelledSet): void {
  const rows = set.rows.length + (set.other?.rows.length ?? 0);
  const begun = performance.now();
  const { precision, recall, f1 } = judgeSet(set);
  printRow(`${set.name}, ${set.other ? 'one to one' : 'duplicates'}`, {
    precision: precision.toFixed(5),
    recall: recall.toFixed(5),
    F1: f1.toFixed(5),
    rows,
    'rows/s': (rows * 1000) / (performance.now() - begun),
  });
}
